// The live preview as an editor has it: text changes on the disk and in the page, mistakes stand over the last good page,
// and the small editor is written in by keyboard and by touch. Starts `zbor serve` on a copy of the workspace.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe } from "./axe.mjs";
import { DESK, NOW, nothing, PHONE, start } from "./browser.mjs";
import { tabTo, walk } from "./keyboard.mjs";
import { layout } from "./layout.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const program = process.env.ZBOR ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(here, "../../target"), "debug/zbor");
const NOTICES = "sites/gornje-selo/obavjestenja";
const TEXT = `${NOTICES}/2026-11-18-javni-poziv.md`;
const PHOTO = path.join(here, "workspace", NOTICES, "2026-11-20-radna-akcija/studenac.jpg");

const desk = await start();
let root;
let server;
let address;

before(async () => {
  root = await fs.mkdtemp(path.join(os.tmpdir(), "zbor-pregled-"));
  await fs.cp(path.join(here, "workspace"), root, { recursive: true });
  server = spawn(program, ["serve", root, "--port", "0", "--now", NOW.slice(0, 10)], { stdio: ["ignore", "pipe", "inherit"] });
  address = await new Promise((done, failed) => {
    let said = "";
    server.on("exit", () => failed(new Error(said)));
    server.stdout.on("data", (part) => {
      said += part;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (found) done(found[0]);
    });
  });
});
after(async () => {
  server.kill();
  await desk.stop();
  await fs.rm(root, { recursive: true, force: true });
});

const read = (name) => fs.readFile(path.join(root, name), "utf8");
const write = (name, text) => fs.writeFile(path.join(root, name), text);
const bar = (page, selector, options) => page.locator(`#zbor-pregled ${selector}`, options);

async function visit(options) {
  const page = await desk.visit(options);
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
  return page;
}

/** The address of the page of a text, by its link in the list. */
async function pageOf(page, title) {
  await page.goto(`${address}gornje-selo/obavjestenja/`);
  await page.goto(new URL(await page.locator("a", { hasText: title }).first().getAttribute("href"), page.url()).href);
}

test("a page changes with its text and stands where it stood", async () => {
  const page = await visit();
  await pageOf(page, "sadnic");
  const old = await read(TEXT);
  await page.evaluate(() => window.scrollTo(0, 240));
  await page.evaluate(() => { window.before = true; });
  await write(TEXT, `${old}\nRečenica koja je upravo dopisana.\n`);
  await page.getByText("Rečenica koja je upravo dopisana.").waitFor();
  await page.waitForFunction(() => window.scrollY === 240);
  assert.equal(await page.evaluate(() => window.before), undefined, "it was loaded anew");
  await write(TEXT, old);
  await page.getByText("Rečenica koja je upravo dopisana.").waitFor({ state: "detached" });
  nothing(page.wrong);
});

test("a page that a change does not concern is left alone", async () => {
  const page = await visit();
  await page.goto(`${address}polje/`);
  await bar(page, ".state").waitFor();
  await page.evaluate(() => { window.before = true; });
  const asked = page.waitForResponse((response) => response.url() === `${address}polje/` && response.status() === 304);
  await write(TEXT, `${await read(TEXT)}\n`);
  await asked;
  assert.equal(await page.evaluate(() => window.before), true);
});

test("styles change in place", async () => {
  const page = await visit();
  await fs.mkdir(path.join(root, "sites/polje/theme/css"), { recursive: true });
  await write("sites/polje/theme/css/home.css", ".x{color:red}");
  await page.goto(`${address}polje/`);
  await bar(page, ".state").waitFor();
  await page.waitForLoadState("networkidle").catch(() => {});
  await page.evaluate(() => { window.before = true; });
  await write("sites/polje/theme/css/home.css", "main{outline:7px solid rgb(1,2,3)}");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineWidth === "7px");
  assert.equal(await page.evaluate(() => window.before), true);
  await fs.rm(path.join(root, "sites/polje/theme"), { recursive: true });
  nothing(page.wrong);
});

for (const [size, colorScheme] of [[PHONE, "light"], [PHONE, "dark"], [DESK, "light"], [DESK, "dark"]]) {
  test(`a mistake stands over the last good page, and goes when it is mended: ${size.width} ${colorScheme}`, async () => {
    const page = await visit({ size, colorScheme });
    await pageOf(page, "sadnic");
    const heading = await page.locator("h1").innerText();
    const old = await read(TEXT);
    await write(TEXT, old.replace("---\n", "---\nhitnost: malo\n"));
    await bar(page, ".error code", { hasText: "malo" }).first().waitFor();
    assert.equal(await page.locator("h1").innerText(), heading, "the last good page is beneath");
    assert.match(await bar(page, ".place").first().innerText(), /2026-11-18-javni-poziv\.md:2:10/);
    assert.match(await bar(page, ".help").first().innerText(), /info/);
    nothing(await axe(page));
    await picture(page, `nalaz-${size.width}-${colorScheme}`);
    await bar(page, ".state").focus();
    await page.keyboard.press("Escape");
    await bar(page, ".list").waitFor({ state: "hidden" });
    await write(TEXT, old);
    await bar(page, ".state:not(.error)").waitFor();
    assert.equal(await bar(page, ".list").isVisible(), false);
    nothing(page.wrong);
  });

  test(`our own pages shut nobody out: ${size.width} ${colorScheme}`, async () => {
    const page = await visit({ size, colorScheme });
    for (const place of ["", "nova", "nova?sajt=gornje-selo", `uredi?tekst=${TEXT}`, "provjera", `uredi?tekst=nema`]) {
      const answer = await page.goto(`${address}_zbor/${place}`);
      assert.equal(answer.status(), place.endsWith("nema") ? 404 : 200, place);
      nothing([...await axe(page), ...(place.startsWith("uredi?tekst=sites") && size === DESK ? [] : await layout(page))].map((line) => `${place}: ${line}`));
      await picture(page, `${place.replace(/\W+/g, "-")}-${size.width}-${colorScheme}`);
    }
    page.wrong = page.wrong.filter((line) => !line.includes("404"));
    nothing(page.wrong);
  });
}

test("Tab goes through the form", async () => {
  const page = await visit();
  await page.goto(`${address}_zbor/nova?sajt=gornje-selo`);
  nothing(await walk(page));
});

test("an announcement by keyboard alone", async () => {
  const page = await visit({ size: DESK });
  await page.goto(`${address}gornje-selo/`);
  await page.keyboard.press("End");
  await bar(page, "a", { hasText: "Nova objava" }).last().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/_zbor\/nova/);
  await tabTo(page, "#naslov");
  await page.keyboard.type("Izmjena rada ambulante");
  await tabTo(page, "[data-tool=bold]");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Od ponedjeljka");
  await page.keyboard.press("End");
  await page.keyboard.type(" radi do 15 sati.");
  assert.equal(await page.locator("#tekst").inputValue(), "**Od ponedjeljka** radi do 15 sati.");
  await tabTo(page, "#tema");
  await page.keyboard.type("Zdravlje");
  await tabTo(page, ".save .btn");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Izmjena rada ambulante" }).waitFor();
  assert.equal(await page.locator("main strong").first().innerText(), "Od ponedjeljka");
  const file = `${NOTICES}/2026-11-24-izmjena-rada-ambulante.md`;
  assert.equal(await read(file), "---\nnaslov: Izmjena rada ambulante\ntema: zdravlje\n---\n**Od ponedjeljka** radi do 15 sati.\n");

  await bar(page, "a", { hasText: "Uredi" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/_zbor\/uredi/);
  await tabTo(page, "#naslov");
  await page.keyboard.press("End");
  await page.keyboard.type(" u Domu");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Izmjena rada ambulante u Domu" }).waitFor();
  assert.equal((await read(file)).split("\n")[1], "naslov: Izmjena rada ambulante u Domu");
  await fs.rm(path.join(root, file));
  nothing(page.wrong);
});

for (const script of [true, false]) {
  test(`an announcement with a photo by touch, ${script ? "with" : "without"} scripts`, async () => {
    const page = await visit({ script, hasTouch: true, isMobile: true });
    await page.goto(`${address}_zbor/nova?sajt=gornje-selo`);
    await page.locator("#naslov").tap();
    await page.locator("#naslov").fill(`Česma ${script}`);
    await page.locator("#tekst").tap();
    await page.locator("#tekst").fill("Česma radi.");
    await page.locator("#slika").setInputFiles(PHOTO);
    if (script) await page.waitForFunction(() => document.getElementById("slika-stanje").textContent !== "");
    await page.locator(".save .btn").tap();
    // Nobody says what is on it: the words stay, and the mistake is told beside its field.
    await page.locator("#opis-err").waitFor();
    assert.equal(await page.locator("#tekst").inputValue(), "Česma radi.");
    nothing([...await layout(page), ...(script ? await axe(page) : [])]);
    await page.locator("#slika").setInputFiles(PHOTO);
    await page.locator("#opis").fill("Nova česma");
    await page.locator(".save .btn").tap();
    await page.getByRole("heading", { name: `Česma ${script}` }).waitFor();
    await page.locator("img[alt='Nova česma']").first().waitFor();
    const folder = `${NOTICES}/2026-11-24-cesma-${script}`;
    assert.match(await read(`${folder}/index.md`), new RegExp(`datoteka: cesma-${script}\\.jpg`));
    const photo = await fs.stat(path.join(root, folder, `cesma-${script}.jpg`));
    assert.ok(photo.size > 1000 && photo.size < 600_000, `${photo.size} bytes`);
    await fs.rm(path.join(root, folder), { recursive: true });
  });
}

test("an outage by keyboard: choosing water asks when and whom to call", async () => {
  const page = await visit({ size: PHONE });
  await page.goto(`${address}_zbor/nova?sajt=gornje-selo`);
  await page.locator("#naslov").fill("Bez vode u Brdu");
  assert.equal(await page.locator("#kada").isVisible(), false, "who announces something else is not asked");
  await tabTo(page, "#tema");
  await page.keyboard.type("Voda");
  await page.locator("#kada").waitFor();
  await tabTo(page, "#kada");
  await page.keyboard.type("kad stigne");
  await tabTo(page, "#hitnost");
  await page.keyboard.type("Va");
  await tabTo(page, "#kontakt");
  await page.keyboard.type("037 000 111");
  await page.keyboard.press("Enter");
  await page.locator("#kada-err").waitFor();
  nothing([...await axe(page), ...await layout(page)]);
  await picture(page, "kada-360");
  await page.locator("#kada").fill("24. 11. 2026. od 8 do 15 sati");
  await page.locator(".save .btn").click();
  await page.getByRole("heading", { name: "Bez vode u Brdu" }).waitFor();
  assert.equal(await page.locator("main a[href='tel:+38737000111']").count() > 0, true);
  await picture(page, "ispad-360");
  const file = `${NOTICES}/2026-11-24-bez-vode-u-brdu.md`;
  assert.equal(await read(file), "---\nnaslov: Bez vode u Brdu\ntema: voda\nkada: 24. 11. 2026. od 8 do 15 sati\nhitnost: važno\nkontakt: 037 000 111\n---\n");
  await fs.rm(path.join(root, file));
});

for (const script of [true, false]) {
  test(`an outage by touch, ${script ? "with" : "without"} scripts`, async () => {
    const page = await visit({ script, hasTouch: true, isMobile: true });
    await page.goto(`${address}_zbor/nova?sajt=gornje-selo`);
    await page.locator("#naslov").tap();
    await page.locator("#naslov").fill(`Bez struje ${script}`);
    await page.locator("#tema").selectOption({ label: "Struja" });
    if (!script) await page.locator("#vrijeme summary").tap();
    await page.locator("#kada").tap();
    await page.locator("#kada").fill("sutra");
    await page.locator("#hitnost").selectOption({ label: "Hitno: opasnost, ili odmah" });
    await page.locator("#kontakt").tap();
    await page.locator("#kontakt").fill("037 000 111");
    await page.locator(".save .btn").tap();
    await page.locator("#kada-err").waitFor();
    assert.equal(await page.locator("#hitnost").evaluate((field) => field.selectedOptions[0].label), "Hitno: opasnost, ili odmah", "what was chosen stays");
    nothing([...await layout(page), ...(script ? await axe(page) : [])]);
    await page.locator("#kada").tap();
    await page.locator("#kada").fill("25. 11. 2026. od 9 do 12 sati");
    await page.locator(".save .btn").tap();
    await page.getByRole("heading", { name: `Bez struje ${script}` }).waitFor();
    const file = `${NOTICES}/2026-11-24-bez-struje-${script}.md`;
    const fields = `naslov: Bez struje ${script}\ntema: struja\nkada: 25. 11. 2026. od 9 do 12 sati\nhitnost: hitno\nkontakt: 037 000 111\n`;
    assert.equal(await read(file), `---\n${fields}---\n`);
    await fs.rm(path.join(root, file));
  });
}

for (const script of [true, false]) {
  test(`a message goes from a form to the inbox and back to the site, ${script ? "with" : "without"} scripts`, async () => {
    const page = await visit({ script, hasTouch: true, isMobile: true });
    const asked = `Kad se čisti potok ${script}?`;
    await page.goto(`${address}gornje-selo/pisite-nam/pitanje/`);
    await page.locator("main textarea").fill(asked);
    if (script) await page.evaluate(() => { document.querySelector("main form").noValidate = true; });
    if (script) {
      await page.locator("main form button").last().tap();
      await page.getByText("proba").first().waitFor();
      assert.equal(await page.locator("textarea").inputValue(), asked, "a mistake keeps the words");
    }
    await page.locator("[name=consent]").check();
    await page.locator("main form button").last().tap();
    await page.waitForURL(/_zbor\/r\//);
    assert.ok((await page.textContent("main")).includes(asked));
    nothing([...await layout(page), ...(script ? await axe(page) : [])]);
    await picture(page, `potvrda-${script}`);
    const receipt = page.url();

    await page.goto(`${address}_zbor/`);
    await page.locator("a", { hasText: "Poruke na probu" }).tap();
    await page.waitForURL(/_zbor\/a/);
    await page.locator("main a", { hasText: "Gornje Selo" }).first().tap();
    await page.waitForURL(/a\/gornje-selo$/);
    await page.goto(`${page.url()}/list`);
    await page.locator("li", { hasText: asked }).locator("a").first().tap();
    await page.locator("#p-answer").fill("U subotu u devet.");
    nothing(await layout(page));
    await picture(page, `poruka-${script}`);
    await page.locator("[name=act][value=publish]").tap();
    await page.locator("[name=act][value=withdraw]").waitFor();

    await page.goto(`${address}gornje-selo/pitanja/`);
    assert.ok((await page.textContent("main")).includes("U subotu u devet."), "it is on the site");
    await page.goto(receipt);
    assert.ok((await page.textContent("main")).includes("U subotu u devet."), "and whoever asked sees it");
    await assert.rejects(fs.stat(path.join(root, "sites/gornje-selo/odgovori.yaml")), "no file says it");
    nothing(page.wrong.filter((line) => !line.startsWith("Failed to load resource")));
  });
}

test("words that were not saved are not left behind without a question", async () => {
  const page = await visit();
  await page.goto(`${address}_zbor/nova?sajt=polje`);
  await page.locator("#naslov").fill("Nešto");
  const asked = page.waitForEvent("dialog");
  const left = page.goto(`${address}polje/`).catch(() => {});
  const dialog = await asked;
  assert.equal(dialog.type(), "beforeunload");
  await dialog.dismiss();
  await left;
  assert.equal(await page.locator("#naslov").inputValue(), "Nešto");
});

/** For people to look at. */
async function picture(page, name) {
  const folder = process.env.ZBOR_PICTURES;
  if (folder) await page.screenshot({ path: path.join(folder, `pregled-${name}.png`) });
}
