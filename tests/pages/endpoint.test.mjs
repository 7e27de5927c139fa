// The endpoint's own pages, as a resident meets them when something is wrong or all is well: without a script, by axe,
// by keyboard, without sideways scroll.
import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";
import { axe } from "./axe.mjs";
import { DESK, PHONE, nothing, start } from "./browser.mjs";
import { endpoint } from "./endpoint.mjs";
import { walk } from "./keyboard.mjs";
import { layout } from "./layout.mjs";

const workspace = path.join(path.dirname(fileURLToPath(import.meta.url)), "workspace");
const data = await fs.mkdtemp(path.join(os.tmpdir(), "zbor-data-"));
const { address, kill } = await endpoint(data, 3, "--workspace", workspace);

const browser = await start();
after(async () => {
  await kill();
  await browser.stop();
  await fs.rm(data, { recursive: true });
});

/** Everything that is tried on a page, on a telephone and on a desk, light and dark. */
async function right(page, name) {
  const wrong = [];
  for (const [device, viewport] of Object.entries({ phone: PHONE, desk: DESK })) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const found = [...await layout(page), ...await axe(page), ...(colorScheme === "light" ? await walk(page) : [])];
      wrong.push(...found.map((line) => `${name}, ${device}, ${colorScheme}: ${line}`));
      if (process.env.ZBOR_PICTURES) {
        await page.screenshot({ path: path.join(process.env.ZBOR_PICTURES, `endpoint-${name}-${device}-${colorScheme}.png`), fullPage: true });
      }
    }
  }
  nothing(wrong);
}

test("a report with a mistake comes back, is mended, and has a receipt", async () => {
  const page = await browser.visit();
  await page.goto(`${address}/f/gornje-selo/prijava`);
  await right(page, "form");
  await page.fill("textarea", "Lampa kod škole ne radi.");
  await page.evaluate(() => document.querySelector("form").noValidate = true);
  await page.click("button");
  assert.equal(await page.inputValue("textarea"), "Lampa kod škole ne radi.");
  await right(page, "mistake");
  await page.check("[name=consent]");
  await page.click("button");
  assert.match(page.url(), /\/r\//);
  assert.ok((await page.textContent("main")).includes("Lampa kod škole ne radi."));
  await right(page, "receipt");
  await page.fill("textarea", "I ona do nje.");
  await page.click("#add ~ form button");
  assert.ok((await page.textContent("main")).includes("I ona do nje."));
  const reference = await page.textContent(".ref");
  await page.goto(`${address}/s/gornje-selo`);
  await page.fill("#n", reference.toLowerCase());
  await page.click("button");
  await right(page, "status");
  assert.equal(await page.textContent(".ref"), reference);
  await page.goto(`${address}/s/gornje-selo`);
  await right(page, "statuses");
});

test("one more step when much comes, without a script", async () => {
  const page = await browser.visit({ script: false });
  for (let n = 0; n < 4; n += 1) {
    await page.goto(`${address}/f/gornje-selo/ideja`);
    await page.fill("textarea", `Klupe ${n}`);
    await page.check("[name=consent]");
    await page.click("button");
  }
  assert.ok((await page.textContent("main")).includes("Klupe 3"));
  assert.doesNotMatch(page.url(), /\/r\//);
  await page.click("button");
  assert.match(page.url(), /\/r\//);
});
