// Going through a page with Tab alone.

/** Everything on the page that Tab must reach, as it is shown now: links, fields, buttons, summaries; radios by group. */
function reachable() {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
  const all = [...document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea,summary")].filter((one) => shown(one) && !one.disabled);
  const seen = new Set();
  return all.filter((one) => one.type !== "radio" || (!seen.has(one.name) && seen.add(one.name)));
}

/** Walks the page from its top with Tab to its end and tells what is wrong: what is not reached, where focus cannot be
    seen, where the order is not that of the text. */
export async function walk(page) {
  const wrong = [];
  const count = await page.evaluate(`(${reachable})().length`);
  await page.evaluate(() => { document.activeElement?.blur(); window.scrollTo(0, 0); window.walked = []; });
  for (let step = 0; step <= count + 12; step++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(stand);
    if (found === null) break;
    if (found.wrong) wrong.push(found.wrong);
    if (step === count + 12) wrong.push(`focus does not leave the page: it is on ${found.name} after ${step} steps`);
  }
  wrong.push(...await page.evaluate(`(${reachable})().filter((one) => !window.walked.some((it) => it === one || (it.type === "radio" && it.name === one.name))).map((one) => "not reached: " + one.outerHTML.slice(0, 90))`));
  return wrong;
}

/** What has focus now: null when the page has been left. */
function stand() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const before = window.walked.at(-1);
  // After its last stop the page is left, or begins again where there is no window round it.
  if (before !== element && window.walked[0] === element) return null;
  // Dates and times have several stops in one field.
  if (before === element) return { name: element.tagName };
  window.walked.push(element);
  const name = element.outerHTML.slice(0, 90);
  if (before && !(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) return { name, wrong: `focus goes back to ${name}` };
  const style = getComputedStyle(element);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return { name, wrong: `focus is not seen on ${name}` };
  const rect = [...element.getClientRects()].find((one) => one.width > 0) ?? element.getBoundingClientRect();
  const inside = rect.right > 0 && rect.left < innerWidth && rect.bottom > 0 && rect.top < innerHeight;
  if (!inside) return { name, wrong: `focus is outside the screen on ${name}` };
  const top = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, rect.left + rect.width / 2)), Math.min(innerHeight - 1, Math.max(0, rect.top + Math.min(rect.height, 40) / 2)));
  if (top && !element.contains(top) && !top.contains(element)) return { name, wrong: `focus is covered on ${name}` };
  return { name };
}

/** Presses Tab until what `selector` names has focus. */
export async function tabTo(page, selector, most = 200) {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}
