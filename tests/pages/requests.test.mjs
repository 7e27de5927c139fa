// What pages ask for and where they lead, at the root of a host and in a folder of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { nothing, pages, start } from "./browser.mjs";

for (const [which, prefix] of [["root", "/"], ["repo", "/repo/"]]) {
  const desk = await start({ which, prefix });
  after(() => desk.stop());
  const { shown, redirects } = await pages(which);
  const origin = new URL(desk.address).origin;

  test(`${prefix}: pages ask only their own host, get what they ask for, and lead somewhere`, async () => {
    const page = await desk.visit();
    const wrong = [];
    let from = "";
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(desk.address) && !url.startsWith("data:")) wrong.push(`${from}: asks ${url}`);
    });
    page.on("response", (response) => {
      const mine = response.url() === desk.address + from && from.endsWith("404.html");
      if (response.status() !== 200 && !mine) wrong.push(`${from}: ${response.status()} for ${response.url()}`);
    });
    // What is given up is the icon, when the next page is opened.
    page.on("requestfailed", (request) => request.failure().errorText === "net::ERR_ABORTED" || wrong.push(`${from}: ${request.failure().errorText} for ${request.url()}`));
    const led = new Map();
    for (from of shown) {
      await page.goto(desk.address + from);
      const found = await page.evaluate(async () => {
        // Photos are fetched when they come near.
        for (const image of document.images) image.loading = "eager";
        await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        return {
          empty: [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src),
          places: [...document.querySelectorAll("a[href],link[href]:not([rel=canonical],[hreflang])")].map((one) => [one.href, one.hash]),
          ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
        };
      });
      wrong.push(...found.empty.map((src) => `${from}: no picture ${src}`));
      for (const [href, hash] of found.places) {
        const url = new URL(href);
        if (url.origin !== origin) continue;
        if (url.href.split("#")[0] === desk.address + from && hash && !found.ids.includes(decodeURIComponent(hash.slice(1)))) wrong.push(`${from}: nothing is at ${hash}`);
        led.set(url.href.split("#")[0], from);
      }
    }
    assert.ok(led.size > 50);
    for (const [href, from] of led) {
      const { status } = await fetch(href, { method: "GET" });
      if (status !== 200) wrong.push(`${from}: leads to ${href}: ${status}`);
    }
    nothing(wrong);
  });

  test(`${prefix}: old addresses lead on`, async () => {
    const page = await desk.visit();
    assert.ok(redirects.length > 0);
    for (const place of redirects) {
      await page.goto(desk.address + place);
      await page.waitForURL((url) => url.href !== desk.address + place);
      assert.ok(page.url().startsWith(desk.address) && await page.locator("h1").count() === 1, place);
    }
  });

  test(`${prefix}: a page that is not there leads home, from any depth`, async () => {
    const page = await desk.visit();
    for (const place of ["gornje-selo/nema", "gornje-selo/a/b/c/nema/"]) {
      const answer = await page.goto(desk.address + place);
      assert.equal(answer.status(), 404);
      await page.locator(".brand a").click();
      await page.waitForURL(`${desk.address}gornje-selo/`);
    }
  });
}
