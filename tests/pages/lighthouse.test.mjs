// Lighthouse as it measures a cheap telephone: what must be perfect, and how fast five kinds of pages are.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import lighthouse from "lighthouse";
import { start } from "./browser.mjs";

const PAGES = {
  home: "gornje-selo/",
  "announcement with photos": "gornje-selo/obavjestenja/radna-akcija/",
  "list, in Cyrillic": "gornje-selo/bs-cyrl/obavjestenja/",
  "project, in English": "gornje-selo/en/projekti/put/",
  form: "gornje-selo/pisite-nam/kurs/",
};
const PERFECT = ["accessibility", "best-practices", "seo"];
const RUNS = 3;

const port = 9300 + process.pid % 500;
const desk = await start({ args: [`--remote-debugging-port=${port}`] });
after(() => desk.stop());

for (const [name, place] of Object.entries(PAGES)) {
  test(`Lighthouse: ${name}`, async () => {
    const fast = [];
    for (let run = 0; run < RUNS; run++) {
      const { lhr } = await lighthouse(desk.address + place, { port, logLevel: "error", onlyCategories: ["performance", ...PERFECT] });
      assert.equal(lhr.runtimeError, undefined);
      for (const id of PERFECT) assert.equal(lhr.categories[id].score, 1, `${id}: ${missed(lhr, id)}`);
      fast.push(lhr.categories.performance.score * 100);
    }
    const median = fast.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
    console.log(`Lighthouse, ${name}: performance ${fast.map(Math.round).join(", ")}`);
    assert.ok(median >= 95, `performance is ${median}`);
  });
}

/** The audits of a category that are not passed, with what they name. */
function missed(lhr, id) {
  const audits = lhr.categories[id].auditRefs.filter((one) => one.weight > 0).map((one) => lhr.audits[one.id]);
  return audits.filter((one) => one.score !== null && one.score < 1).map((one) => `${one.title} ${JSON.stringify(one.details?.items ?? "").slice(0, 600)}`).join("\n");
}
