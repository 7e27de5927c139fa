// The built workspace in a browser: what every test begins with.
import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

/** The folder with `root` and `repo`, the workspace built for `/` and for `/repo/`; `run.sh` makes it. */
export const BUILT = process.env.ZBOR_PAGES ?? fail("ZBOR_PAGES is not set: use run.sh");
/** The moment for which the workspace was built, by which the browser's clock stands. */
export const NOW = process.env.ZBOR_NOW ?? fail("ZBOR_NOW is not set: use run.sh");
/** The languages and scripts of the first site; folders of the output. */
export const EDITIONS = { bs: "gornje-selo/", "bs-Cyrl": "gornje-selo/bs-cyrl/", en: "gornje-selo/en/" };
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

/** Starts Chromium and the server; `stop` ends both. */
export async function start({ which = "root", prefix = "/", args = [] } = {}) {
  const server = await serve(path.join(BUILT, which), prefix);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-background-networking", ...args],
  });
  /** A page as a resident has it, its clock standing at `now`. */
  async function visit({ now = NOW, size = PHONE, script = true, zone = "Europe/Sarajevo", ...more } = {}) {
    const context = await browser.newContext({ viewport: size, javaScriptEnabled: script, timezoneId: zone, ...more });
    const page = await context.newPage();
    if (script) await page.clock.setFixedTime(now);
    return page;
  }
  return { address: server.address, browser, visit, stop: async () => { await browser.close(); await server.close(); } };
}

/** Every page of the output by its place in the folder; redirects apart, which no one sees. */
export async function pages(which = "root") {
  const root = path.join(BUILT, which);
  const names = (await fs.readdir(root, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
  const found = { shown: [], redirects: [] };
  for (const name of names) {
    const html = await fs.readFile(path.join(root, name), "utf8");
    const place = name.replace(/(^|\/)index\.html$/, "$1");
    (/http-equiv="?refresh/.test(html) ? found.redirects : found.shown).push(place);
  }
  return found;
}

/** The endpoint, which the browser does not reach: keeps what is posted to it. */
export async function catchPosts(page) {
  const posted = [];
  await page.route("https://uho.primjer.example/**", async (route) => {
    posted.push(route.request().postDataBuffer().toString("utf8"));
    await route.fulfill({ body: "received" });
  });
  return posted;
}

/** Passes where no mistake was found; else shows each in its line. */
export function nothing(wrong) {
  assert.equal(wrong.join("\n"), "");
}

function fail(message) {
  throw new Error(message);
}
