// Pages without a network, where a site keeps them: at the root of a host and in a folder of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { start } from "./browser.mjs";

for (const [which, prefix] of [["root", "/"], ["repo", "/repo/"]]) {
  const desk = await start({ which, prefix });
  after(() => desk.stop());
  const site = `${desk.address}polje/`;

  test(`${prefix}: what was read and the last announcements stay, the rest is told`, async () => {
    const page = await desk.visit();
    await page.goto(site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope), site);
    // The worker has the page only from the next visit on.
    await page.goto(`${site}pisite-nam/`);
    await page.goto(`${site}obavjestenja/?od=viber`);
    await page.waitForFunction(async () => (await caches.match(`${location.origin}${location.pathname}`)) !== undefined);
    // The browser has pages of the last ten minutes of its own: the worker must not live on those.
    await (await page.context().newCDPSession(page)).send("Network.clearBrowserCache");
    await page.context().setOffline(true);

    await page.goto(`${site}pisite-nam/`);
    assert.match(await page.locator("h1").innerText(), /\S/);
    await page.goto(`${site}obavjestenja/`);
    const ahead = await page.locator(".rows a.t").first().getAttribute("href");
    const title = await page.locator(".rows a.t").first().innerText();
    await page.goto(new URL(ahead, page.url()).href);
    assert.equal(await page.locator("h1").innerText(), title);

    await page.goto(`${site}pisite-nam/ideja/`);
    assert.equal(page.url(), `${site}bez-interneta/`);
    await page.locator("#sacuvano a").first().waitFor();
    const kept = await page.locator("#sacuvano a").evaluateAll((links) => links.map((link) => link.href));
    for (const one of [site, `${site}pisite-nam/`, `${site}obavjestenja/`]) assert.ok(kept.includes(one), `${one} of ${kept}`);
    assert.ok(!kept.some((one) => one.includes("?") || one.includes("bez-interneta")), kept);
    await page.locator("#sacuvano a", { hasText: title }).first().click();
    await page.waitForURL((url) => url.pathname !== `${prefix}polje/bez-interneta/`);
    assert.equal(await page.locator("h1").innerText(), title);

    await page.context().setOffline(false);
    await page.goto(`${site}pisite-nam/ideja/`);
    assert.equal(page.url(), `${site}pisite-nam/ideja/`);
  });

  test(`${prefix}: the worker serves its own site only`, async () => {
    const page = await desk.visit();
    await page.goto(site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(`${desk.address}gornje-selo/`);
    assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
  });
}

test("the worker is small", async () => {
  const desk = await start();
  const text = await (await fetch(`${desk.address}polje/sw.js`)).text();
  await desk.stop();
  // The first line names the pages of the site.
  const { length } = text.slice(text.indexOf("\n"));
  assert.ok(length > 500 && length < 1500, `${length} characters`);
});
