// Whether the checks see mistakes: each of these, planted into a page, must be told.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { axe } from "./axe.mjs";
import { DESK, nothing, start } from "./browser.mjs";
import { walk } from "./keyboard.mjs";
import { layout } from "./layout.mjs";

const PAGE = "gornje-selo/projekti/put/";
const FORM = "gornje-selo/pisite-nam/kurs/";
const style = (css) => `document.head.insertAdjacentHTML("beforeend", ${JSON.stringify(`<style>${css}</style>`)})`;

/** Check, page, what is planted, what is told. */
const MISTAKES = [
  [layout, PAGE, style("h1{width:500px}"), /sideways scroll/],
  [layout, PAGE, style("html,body{overflow-x:hidden}h1{width:500px;word-spacing:150px}"), /^(outside|cut): <h1/m],
  [layout, PAGE, style(".btn{overflow:hidden;width:50px;white-space:nowrap}"), /^cut: <a\.btn/m],
  [layout, PAGE, style(".facts dd{height:12px;overflow:hidden}"), /^cut/m],
  [layout, PAGE, style(".facts dt{white-space:nowrap;width:20px}"), /^spills|^overlaps/m],
  [layout, PAGE, style("h1{margin-bottom:-24px}"), /^overlaps/m],
  [layout, PAGE, style("dd{line-height:.4}"), /^overlaps/m],
  [layout, FORM, style("label{position:relative;top:30px}"), /^overlaps/m],
  [layout, PAGE, style("figure img{margin-bottom:-40px}"), /^overlaps/m],
  [layout, PAGE, style(".line{--c:1.5rem}"), /^(broken|spills)/m],
  [axe, PAGE, style(":root{--soft:#bbb}"), /color-contrast/],
  [axe, PAGE, style(".btns{display:block}.btns a.btn{display:inline-block;min-height:0;height:10px;width:10px;padding:0;margin:0;overflow:hidden}"), /target-size/],
  [axe, PAGE, "document.querySelector('figure img').removeAttribute('alt')", /image-alt/],
  [axe, PAGE, "document.querySelector('h1').outerHTML = '<h4>x</h4>'", /heading-order|page-has-heading-one/],
  [axe, PAGE, "document.documentElement.lang = 'xx-'", /html-lang-valid/],
  [axe, PAGE, "document.querySelector('main').replaceWith(...document.querySelector('main').childNodes)", /landmark-one-main|region/],
  [axe, FORM, "document.querySelector('form label').remove()", /label/],
  [axe, FORM, "document.querySelector('form [autocomplete]:not(.hp *)').setAttribute('autocomplete', 'nonsense')", /autocomplete-valid/],
  [walk, PAGE, style(":focus-visible{outline:0}"), /focus is not seen/],
  [walk, PAGE, "document.querySelector('.share a').tabIndex = -1", /not reached: <a class="btn/],
  [walk, PAGE, "document.querySelector('footer a').tabIndex = 3", /goes back/],
  [walk, PAGE, "document.body.insertAdjacentHTML('beforeend', '<div style=\"position:fixed;inset:0;background:#fff;z-index:9\"></div>')", /covered/],
  [walk, PAGE, style(".btn:focus{position:absolute;left:-999px}"), /outside the screen/],
  [walk, FORM, "document.querySelector('textarea').addEventListener('keydown', (event) => event.preventDefault())", /not reached|does not leave/],
];

const desk = await start();
after(() => desk.stop());
const page = await desk.visit();

test("the pages themselves are right", async () => {
  for (const place of [PAGE, FORM]) {
    await page.goto(desk.address + place);
    nothing([...await layout(page), ...await axe(page), ...await walk(page)]);
  }
});

for (const [check, place, mistake, told] of MISTAKES) {
  test(`${check.name} sees ${mistake.slice(0, 100)}`, async () => {
    await page.goto(desk.address + place);
    await page.evaluate(() => document.querySelectorAll(".menu").forEach((one) => { one.open = true; }));
    await page.evaluate(mistake);
    assert.match((await check(page)).join("\n"), told);
  });
}

test("sideways scroll is seen on wide screens too", async () => {
  await page.setViewportSize(DESK);
  await page.goto(desk.address + PAGE);
  await page.evaluate(style("footer{width:1400px}"));
  assert.match((await layout(page)).join("\n"), /sideways/);
});
