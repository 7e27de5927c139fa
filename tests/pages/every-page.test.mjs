// Every page of the output, whatever its kind, on a telephone and on a desk, by day and by night.
import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { after, test } from "node:test";
import { axe } from "./axe.mjs";
import { DESK, PHONE, nothing, pages, start } from "./browser.mjs";
import { layout } from "./layout.mjs";

const { shown } = await pages();
/** Where pictures are kept for looking; no test compares them. */
const pictures = process.env.ZBOR_PICTURES;
const desk = await start();
const visitors = [await desk.visit(), await desk.visit()];
const zoomed = [await desk.visit({ size: { width: 320, height: 256 }, deviceScaleFactor: 4 }), await desk.visit({ size: { width: 320, height: 256 }, deviceScaleFactor: 4 })];
after(() => desk.stop());

test("there are pages of every edition", () => {
  for (const place of ["", "polje/", "gornje-selo/", "gornje-selo/bs-cyrl/", "gornje-selo/en/", "gornje-selo/404.html"]) assert.ok(shown.includes(place), place);
});

test("pages", { concurrency: 2 }, async (t) => {
  const free = [0, 1];
  await Promise.all(shown.map((place) => t.test(`/${place}`, async () => {
    const mine = free.pop();
    try {
      const wrong = [...await look(visitors[mine], place), ...await zoom(zoomed[mine], place)];
      nothing(wrong);
    } finally {
      free.push(mine);
    }
  })));
});

async function look(page, place) {
  const wrong = [];
  const tell = (where) => (found) => wrong.push(...found.map((one) => `${where}: ${one}`));
  const told = (message) => {
    const missing = place.endsWith("404.html") && /status of 404/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !missing) wrong.push(`console: ${message.text()}`);
  };
  page.on("console", told);
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(desk.address + place);
  if (!await page.evaluate(() => document.title && document.querySelector("meta[name=robots],meta[name=description]")?.content)) wrong.push("no description");
  for (const [name, size] of [["phone", PHONE], ["desk", DESK]]) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const where = `${name}, ${colorScheme}`;
      if (colorScheme === "light") tell(where)(await layout(page));
      if (pictures) await picture(page, place, `${size.width}-${colorScheme}`);
      await menu(page, true);
      if (colorScheme === "light") tell(`${where}, menu open`)(await layout(page));
      tell(where)(await axe(page));
      await menu(page, false);
    }
  }
  page.off("console", told);
  return wrong;
}

/** 320 px, which is 1280 px at 400 %. */
async function zoom(page, place) {
  await page.goto(desk.address + place);
  const closed = await layout(page);
  await menu(page, true);
  return [...closed, ...await layout(page)].map((one) => `400 %: ${one}`);
}

const menu = (page, open) => page.evaluate((is) => document.querySelectorAll(".menu").forEach((one) => { one.open = is; }), open);

async function picture(page, place, name) {
  const folder = path.join(pictures, place.replace(/[/.]/g, "_") || "home");
  await fs.mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
