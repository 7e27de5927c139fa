// What a first search costs a reader: the built-in search beside Pagefind on the same built site, counted in Chromium.
// Sizes are those of the files as a host sends them (gzip; what is compressed already as it is), headers apart.
//
//   npm install --no-save playwright-core pagefind      (anywhere; NODE_PATH names its node_modules)
//   node tests/search/corpus.mjs /tmp/mz 1000 && zbor build /tmp/mz --out /tmp/mz-out --now 2026-11-24
//   node benches/search.mjs /tmp/mz-out
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const require = createRequire(process.env.NODE_PATH ? join(process.env.NODE_PATH, "..", "x.js") : import.meta.url);
const { chromium } = require("playwright-core");
const QUERIES = ["voda", "isključenje struje", "odvoz krupnog otpada", "zbor građana", "kljuc", "uvjerenje", "061"];

const site = mkdtempSync(join(tmpdir(), "zbor-search-"));
cpSync(process.argv[2], site, { recursive: true });
const begin = process.hrtime.bigint();
// Its package does not export its command: it stands beside the package.
execFileSync(join(process.env.NODE_PATH ?? "node_modules", ".bin/pagefind"), ["--site", site, "--force-language", "sr"], { stdio: "ignore" });
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;

const all = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? all(path) : [path];
});
const packed = (path) => { const bytes = readFileSync(path); return Math.min(bytes.length, gzipSync(bytes, { level: 6 }).length); };
const weigh = (paths) => `${paths.length} files, ${(paths.reduce((sum, path) => sum + packed(path), 0) / 1024).toFixed(0)} KB`;
const own = all(join(site, "trazi")).filter((path) => !path.endsWith(".html"));
console.log(`pages: ${all(site).filter((path) => path.endsWith(".html")).length}`);
console.log(`index: zbor ${weigh(own)}; Pagefind ${weigh(all(join(site, "pagefind")))}, made in ${seconds.toFixed(1)} s`);

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".css": "text/css" };
let sent = [];
const server = createServer((request, response) => {
  let path = join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (path.endsWith("/")) path += "index.html";
  try {
    const bytes = readFileSync(path);
    sent.push(path);
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0);
const address = await new Promise((done) => server.on("listening", () => done(`http://127.0.0.1:${server.address().port}`)));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

// A reader without anything in the cache opens the page, types, and sees ten results.
async function reader(run) {
  const context = await browser.newContext();
  const page = await context.newPage();
  sent = [];
  const found = await run(page);
  await context.close();
  const paths = [...new Set(sent)];
  return { found, files: paths.length, bytes: paths.reduce((sum, path) => sum + packed(path), 0) };
}

const zbor = (query) => reader(async (page) => {
  await page.goto(`${address}/trazi/`);
  await page.fill("[name=q]", query);
  await page.press("[name=q]", "Enter");
  await page.waitForFunction(() => /\d|„/.test(document.getElementById("broj").textContent));
  await page.waitForTimeout(300);
  return page.locator("#nadjeno li").count();
});
const pagefind = (query) => reader(async (page) => {
  // Its own interface is not counted: the bare library, from a page without a policy.
  await page.goto(`${address}/pagefind/pagefind-entry.json`);
  sent = [];
  return page.evaluate(async (query) => {
    const library = await import("/pagefind/pagefind.js");
    const { results } = await library.search(query);
    await Promise.all(results.slice(0, 10).map((one) => one.data()));
    return Math.min(results.length, 10);
  }, query);
});

console.log("\n| query | zbor, with its page | files | Pagefind, without page | files |\n| --- | ---: | ---: | ---: | ---: |");
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
for (const query of QUERIES) {
  const [ours, theirs] = [await zbor(query), await pagefind(query)];
  console.log(`| ${query} (${ours.found}, ${theirs.found} shown) | ${kb(ours.bytes)} | ${ours.files} | ${kb(theirs.bytes)} | ${theirs.files} |`);
}
await browser.close();
server.close();
rmSync(site, { recursive: true });
