// Without scripts everything is there and works; with the one script pages stay honest about time.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { catchPosts, NOW, pages, start } from "./browser.mjs";

const desk = await start();
after(() => desk.stop());
const { shown } = await pages();
const home = `${desk.address}gornje-selo/`;

/** What a page offers: its words (but for those that the script puts before dates), where it leads, what it asks. */
function offer() {
  const words = document.querySelector("script[data-words]").dataset.words.split("|").map((one) => `${one}, `);
  for (const time of document.querySelectorAll("time")) {
    if (time.childNodes.length > 1 && words.includes(time.firstChild.data)) time.firstChild.remove();
  }
  return {
    words: document.body.innerText.replace(/\s+/g, " "),
    links: [...document.links].filter((link) => link.checkVisibility()).map((link) => link.getAttribute("href")),
    forms: [...document.forms].map((form) => [form.action, form.method, form.enctype, [...form.elements].map((field) => [field.name, field.type, field.required])]),
  };
}

/** What scripts add: the search form over the index, buttons for editors, the list of what was kept. */
const ADDED = /\/(trazi|za-dijeljenje|bez-interneta)\//;

test("every page says, links and asks the same without scripts", { concurrency: 2 }, async (t) => {
  const free = [];
  for (let count = 0; count < 2; count++) free.push([await desk.visit(), await desk.visit({ script: false })]);
  await Promise.all(shown.map((place) => t.test(`/${place}`, async () => {
    const pair = free.pop();
    try {
      const [on, off] = await Promise.all(pair.map(async (page) => {
        await page.goto(desk.address + place);
        return page.evaluate(offer);
      }));
      assert.ok(off.words.length > 100);
      if (ADDED.test(`/${place}`)) {
        const more = new Set(on.words.split(" "));
        const lost = off.words.split(" ").filter((word) => !more.has(word) && !place.endsWith("bez-interneta/"));
        assert.deepEqual(lost, []);
        assert.deepEqual(off.links.filter((link) => !on.links.includes(link)), []);
      } else assert.deepEqual(off, on);
    } finally {
      free.push(pair);
    }
  })));
});

test("without scripts the menu opens and a form is sent", async () => {
  const page = await desk.visit({ script: false });
  await page.goto(home);
  await page.locator("summary").click();
  await page.locator("header nav ul a").first().click();
  await page.waitForURL("**/gornje-selo/obavjestenja/");

  const posted = await catchPosts(page);
  await page.goto(`${home}ankete/2026-11-autobus/`);
  await page.locator("form [type=radio]").first().check();
  await page.locator("form .btn").click();
  await page.waitForURL("https://uho.primjer.example/**");
  assert.equal(posted.length, 1);
});

/** The page at `place` of the first site, read at `now` by someone in `zone`. */
async function read(place, now, zone) {
  const page = await desk.visit({ now, zone });
  await page.goto(home + place);
  return page;
}

const outages = (page) => page.locator(".outage li:visible .t").allInnerTexts();

test("outages hide when they are over and show when they are due", async () => {
  const shownAt = async (now, zone) => {
    const page = await read("", now, zone);
    const found = await outages(page);
    await page.context().close();
    return found.map((title) => title.split(" ")[0] + title.split(" ")[1]);
  };
  assert.deepEqual(await shownAt(NOW), ["Vodanije", "Bezstruje", "Grijanjeje"]);
  assert.deepEqual(await shownAt("2026-11-24T13:59:00Z"), ["Vodanije", "Bezstruje", "Grijanjeje"]);
  assert.deepEqual(await shownAt("2026-11-24T14:01:00Z"), ["Vodanije", "Grijanjeje"], "15:00 in Sarajevo is past");
  assert.deepEqual(await shownAt("2026-11-24T14:01:00Z", "America/New_York"), ["Vodanije", "Grijanjeje"], "wherever the reader is");
  assert.deepEqual(await shownAt("2026-11-25T13:00:00Z"), ["Vodanije", "Grijanjeje", "Putkroz"], "what comes shows two days before");
  assert.deepEqual(await shownAt("2026-11-26T00:30:00Z"), ["Putkroz"], "what is resolved is told for a day more");
  assert.deepEqual(await shownAt("2026-11-27T15:59:00Z"), ["Putkroz"]);
  assert.deepEqual(await shownAt("2026-11-27T16:01:00Z"), []);
});

test("an empty banner is no banner", async () => {
  const page = await read("", "2026-11-28T10:00:00Z");
  assert.equal(await page.locator(".outage").isVisible(), false);
  await page.context().close();
});

test("events move up when one is over, and dates near today are said in words", async () => {
  const day = await read("", NOW);
  const before = await day.locator("[data-max='4'] li:visible .t").allInnerTexts();
  const later = await read("", "2026-11-29T10:00:00Z");
  const then = await later.locator("[data-max='4'] li:visible .t").allInnerTexts();
  assert.equal(before.length, 4);
  assert.deepEqual(then.slice(0, 2), before.slice(2, 4), "the two of 28 November are over");
  assert.ok(then.length > 2, "and others follow");

  assert.match(await day.locator(".news time").nth(1).innerText(), /^danas,\s24\.\s11\./);
  const next = await read("", "2026-11-25T10:00:00Z");
  assert.match(await next.locator(".news time").nth(1).innerText(), /^jučer,\s24\.\s11\./);
  const old = await read("", "2026-11-26T10:00:00Z");
  assert.match(await old.locator(".news time").nth(1).innerText(), /^24\.\s11\./);
  for (const page of [day, later, next, old]) await page.context().close();
});

test("a call and a poll close by themselves", async () => {
  const open = await read("obavjestenja/javni-poziv/", "2026-11-26T10:00:00Z");
  assert.equal(await open.locator(".note[data-from]").isVisible(), false);
  const over = await read("obavjestenja/javni-poziv/", "2026-11-27T10:00:00Z");
  assert.equal(await over.locator(".note[data-from]").isVisible(), true);

  const voting = await read("ankete/2026-11-autobus/", "2026-12-10T22:30:00Z");
  assert.deepEqual([await voting.locator("form").isVisible(), await voting.locator(".note[data-from]").isVisible()], [true, false], "the last day counts, by the clock of the site");
  const closed = await read("ankete/2026-11-autobus/", "2026-12-10T23:30:00Z");
  assert.deepEqual([await closed.locator("form").isVisible(), await closed.locator(".note[data-from]").isVisible()], [false, true]);
  for (const page of [open, over, voting, closed]) await page.context().close();
});

test("the calendar marks the day of the reader", async () => {
  const page = await read("dogadjaji/", "2026-11-28T10:00:00Z");
  assert.deepEqual(await page.locator(".cal [aria-current=date]").evaluateAll((all) => all.map((one) => one.dataset.day)), ["2026-11-28"]);
  await page.context().close();
});
