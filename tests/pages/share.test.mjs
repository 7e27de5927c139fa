// The pages for passing on: their buttons copy what stands beside them and open the printer's window; without a script
// there are no dead buttons.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { DESK, nothing, pages, PHONE, start } from "./browser.mjs";
import { layout } from "./layout.mjs";

const browser = await start();
after(() => browser.stop());

/** The page for passing on an outage. */
async function shared(options) {
  const { shown } = await pages();
  const place = shown.find((name) => /^gornje-selo\/za-dijeljenje\/obavjestenja\/./.test(name));
  const page = await browser.visit(options);
  await page.addInitScript(() => {
    window.printed = 0;
    window.print = () => { window.printed += 1; };
  });
  await page.goto(browser.address + place);
  return page;
}

for (const way of ["clipboard", "selection"]) {
  test(`every copy button copies its text: by ${way}`, async () => {
    const page = await shared({ size: PHONE, permissions: ["clipboard-read", "clipboard-write"] });
    const buttons = page.locator("[data-copy]");
    assert.ok(await buttons.count() > 1);
    if (way === "selection") await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.evaluate(() => document.addEventListener("copy", () => { window.copied = String(getSelection()); }));
    for (const button of await buttons.all()) {
      const [before, done, id] = [await button.innerText(), await button.getAttribute("data-done"), await button.getAttribute("data-copy")];
      await button.focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(([id, done]) => document.querySelector(`[data-copy="${id}"]`).textContent === done, [id, done]);
      const wanted = await page.locator(`#${id}`).evaluate((text) => text.textContent);
      const copied = way === "clipboard" ? await page.evaluate(() => navigator.clipboard.readText()) : await page.evaluate(() => window.copied);
      assert.equal(copied.replace(/\r\n/g, "\n").trim(), wanted.trim(), id);
      await page.clock.runFor(2100);
      await page.waitForFunction(([id, before]) => document.querySelector(`[data-copy="${id}"]`).textContent === before, [id, before]);
    }
    nothing(await layout(page));
  });
}

test("the print button prints, once a press", async () => {
  const page = await shared({ size: DESK });
  const button = page.locator("[data-print]");
  await button.click();
  await button.focus();
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => window.printed), 2);
  await page.emulateMedia({ media: "print" });
  assert.equal(await button.isVisible(), false, "it is not on the paper");
});

test("without a script there are no buttons that do nothing", async () => {
  const page = await shared({ script: false });
  assert.equal(await page.locator("[data-copy]:visible, [data-print]:visible").count(), 0);
  assert.ok((await page.locator("main").innerText()).length > 200, "the texts can be selected");
});

for (const place of ["dogadjaji/zbor-o-prioritetima/", "dogadjaji/", "dokumenti/"]) {
  test(`documents have titles and months are not empty at 360 px: ${place}`, async () => {
    const page = await browser.visit({ size: PHONE });
    await page.goto(`${browser.address}gornje-selo/${place}`);
    const names = await page.locator("main a[href$='.pdf']").allInnerTexts();
    nothing(names.filter((name) => /\.pdf|_|\w-\w+-\w/.test(name)));
    nothing(await layout(page));
    if (process.env.ZBOR_PICTURES) await page.screenshot({ path: `${process.env.ZBOR_PICTURES}/strana-${place.replace(/\W+/g, "-")}360.png`, fullPage: true });
    for (const link of await page.locator("nav a[href*='kalendar/20']").all()) {
      const month = await page.request.get(new URL(await link.getAttribute("href"), page.url()).href);
      assert.match(await month.text(), /<a [^>]*class=act/, await link.innerText());
    }
  });
}
