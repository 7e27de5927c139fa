// Without mouse and finger: menu, forms, switch of language, and every page of one edition from top to end.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { catchPosts, DESK, EDITIONS, PHONE, nothing, pages, start } from "./browser.mjs";
import { tabTo, walk } from "./keyboard.mjs";

const desk = await start();
after(() => desk.stop());
const { shown } = await pages();

for (const [lang, home] of Object.entries(EDITIONS)) {
  for (const [name, size] of [["phone", PHONE], ["desk", DESK]]) {
    test(`${lang}, ${name}: skip link, menu, switch`, async () => {
      const page = await desk.visit({ size });
      await page.goto(desk.address + home);
      await page.keyboard.press("Tab");
      const skip = page.locator("a.skip");
      assert.ok(await skip.evaluate((one) => one === document.activeElement && one.getBoundingClientRect().left >= 0), "the first stop is the skip link, and it is seen");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the skip link leads past the menu");

      await page.goto(desk.address + home);
      if (size === PHONE) {
        assert.ok(!await page.locator("header nav").isVisible(), "the menu of a phone is closed");
        await tabTo(page, "summary");
        await page.keyboard.press("Enter");
      }
      assert.ok(await page.locator("header nav").isVisible(), "the menu is open");
      await tabTo(page, "header nav ul li:nth-child(2) a");
      await page.keyboard.press("Enter");
      await page.waitForURL(`**/${home}projekti/`);
      assert.equal(await page.locator("header [aria-current=page]").count(), 1, "the menu says where one is");

      for (const [other, place] of Object.entries(EDITIONS)) {
        if (other === lang) continue;
        await page.goto(`${desk.address}${home}projekti/put/`);
        if (size === PHONE) {
          await tabTo(page, "summary");
          await page.keyboard.press("Space");
        }
        await tabTo(page, `.langs a[hreflang="${other}"]`);
        await page.keyboard.press("Enter");
        await page.waitForURL(`**/${place}projekti/put/`);
        assert.equal(await page.locator("html").getAttribute("lang"), other);
      }
      await page.context().close();
    });
  }

  test(`${lang}: a form`, async () => {
    const page = await desk.visit();
    const posted = await catchPosts(page);
    await page.goto(`${desk.address}${home}pisite-nam/kurs/`);
    // Sent empty, the browser leads to the first question that needs an answer.
    await tabTo(page, "form .btn");
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches("form [required]:invalid") && document.activeElement === document.querySelector("form :invalid:not(fieldset)")), "focus is on the first missing answer");
    assert.equal(posted.length, 0);

    await page.evaluate(() => document.activeElement.blur());
    await page.goto(`${desk.address}${home}pisite-nam/kurs/`);
    const fields = await page.locator("form [name]:not([type=hidden]):not([tabindex='-1'])").evaluateAll((all) => all.filter((one, at) => one.type !== "radio" || all.findIndex((it) => it.name === one.name) === at).map((one) => ({ id: one.id, kind: one.type })));
    const keys = { text: "Đenana Čizmić", tel: "037 000 999", email: "a@b.example", number: "41", date: "01022027", time: "1030A", textarea: "Sve." };
    for (const { id, kind } of fields) {
      await tabTo(page, `[id="${id}"]`, 12);
      if (kind === "radio" || kind === "checkbox") await page.keyboard.press("Space");
      else if (kind === "select-one") await page.keyboard.press("ArrowDown");
      else if (kind !== "file") await page.keyboard.type(keys[kind] ?? assert.fail(`no keys for ${kind}`));
    }
    await tabTo(page, "form .btn", 3);
    await page.keyboard.press("Enter");
    await page.waitForURL("https://uho.primjer.example/**");
    assert.match(posted[0], /Đenana Čizmić/);
    assert.match(posted[0], /037 000 999/);
    assert.ok(fields.length >= 12, "every kind of question");
    await page.context().close();
  });
}

test("every page can be walked", { concurrency: 2 }, async (t) => {
  const visitors = [await desk.visit(), await desk.visit()];
  await Promise.all(shown.filter((place) => !/\/(bs-cyrl|en)\//.test(place)).map((place) => t.test(`/${place}`, async () => {
    const page = visitors.pop();
    try {
      await page.goto(desk.address + place);
      await page.evaluate(() => document.querySelectorAll(".menu").forEach((one) => { one.open = true; }));
      nothing(await walk(page));
    } finally {
      visitors.push(page);
    }
  })));
});
