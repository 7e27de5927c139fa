// How soon a page is read on a village's line: 128 kbit/s down, 64 up, 300 ms there and back, in Chromium at the size of a
// telephone, its cache empty. The browser delays each request; the handshakes of a first visit (TCP and TLS, two to three
// times 300 ms) are not in the figures. Prints them and asserts nothing.
//
//     zbor build tests/pages/workspace --now 2026-11-24 --out FOLDER/root
//     ZBOR_PAGES=FOLDER node benches/pages.mjs
process.env.ZBOR_NOW ??= "2026-11-24T10:00:00Z";
const { PHONE, start } = await import("../tests/pages/browser.mjs");

const LINE = { offline: false, latency: 300, downloadThroughput: 128_000 / 8, uploadThroughput: 64_000 / 8 };
const PAGES = [
  ["home", "gornje-selo/"],
  ["home, in Cyrillic", "gornje-selo/bs-cyrl/"],
  ["announcement, three photos", "gornje-selo/obavjestenja/radna-akcija/"],
  ["list of announcements", "gornje-selo/obavjestenja/"],
  ["form", "gornje-selo/pisite-nam/kurs/"],
];
const RUNS = 3;

const desk = await start();
console.log(`${await desk.browser.version()}; 128 kbit/s, 300 ms; median of ${RUNS}; milliseconds from the request\n`);
console.log("| page | readable | complete | requests | KB |\n| --- | ---: | ---: | ---: | ---: |");
for (const [name, place] of PAGES) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await time(place));
  const middle = (key) => Math.round(runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(RUNS / 2)]);
  console.log(`| ${name} | ${middle("readable")} | ${middle("complete")} | ${middle("requests")} | ${(middle("bytes") / 1024).toFixed(1)} |`);
}
await desk.stop();

/** One visit with an empty cache. Readable: the whole text is there and painted. Complete: the last photo of the page too,
    those below the screen having been scrolled to. */
async function time(place) {
  // A clock that stands would stop the browser's own stopwatch.
  const page = await desk.browser.newPage({ viewport: PHONE });
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", LINE);
  const seen = { requests: 0, bytes: 0 };
  client.on("Network.loadingFinished", ({ encodedDataLength }) => {
    seen.bytes += encodedDataLength;
    // What comes from the cache has no length: the coat of arms is the icon, too.
    if (encodedDataLength > 0) seen.requests++;
  });
  await page.goto(desk.address + place, { waitUntil: "domcontentloaded" });
  const end = await page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    return performance.getEntriesByType("resource").reduce((last, one) => Math.max(last, one.responseEnd), 0);
  });
  const marks = await page.evaluate(async () => {
    const [visit] = performance.getEntriesByType("navigation");
    const painted = await new Promise((done) => new PerformanceObserver((list) => done(list.getEntriesByName("first-contentful-paint")[0].startTime)).observe({ type: "paint", buffered: true }));
    return { readable: Math.max(painted, visit.domInteractive), document: visit.responseEnd };
  });
  await page.close();
  return { ...marks, complete: Math.max(end, marks.readable, marks.document), ...seen };
}
