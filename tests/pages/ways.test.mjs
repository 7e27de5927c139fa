// The way of every kind of form, on a telephone, with and without a script: from the static page through a mistake, its
// correction, receipt, status and the inbox back to the published page; every page on the way by axe and by its layout.
import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";
import { axe } from "./axe.mjs";
import { nothing, start } from "./browser.mjs";
import { endpoint, zbor } from "./endpoint.mjs";
import { layout } from "./layout.mjs";
import { serve } from "./server.mjs";

const PHOTO = path.join(path.dirname(fileURLToPath(import.meta.url)), "workspace/sites/gornje-selo/projekti/prije.jpg");
const FILES = {
  "projekti/put.md": "---\nnaslov: Put\nstatus: u toku\ndatum: 1. 5. 2026.\n---\nAsfaltira se.\n",
  "projekti/most.md": "---\nnaslov: Most\nstatus: završeno\ndatum: 1. 5. 2026.\n---\nGotov je.\n",
  "dogadjaji/sajam.md": "---\nnaslov: Sajam\npočetak: 1. 12. 2035. u 18:00\nprijava: da\n---\nDođite.\n",
  "ankete/klupe.yaml": "naslov: Klupe\npitanje: Gdje da stoje klupe?\nodgovori: [Kraj škole, Kraj mosta]\n",
  "usluge/potvrda.md": "---\nnaslov: Potvrda o prebivalištu\nzahtjev: da\n---\nIzdaje se odmah.\n",
};
const COURSE = "kurs:\n  naslov: Prijava za kurs\n  polja:\n    - {pitanje: Ime i prezime, obavezno: da}\n";
const folder = await fs.mkdtemp(path.join(os.tmpdir(), "zbor-ways-"));
const workspace = path.join(folder, "mz");
const out = path.join(folder, "out");
const site = await serve(out);

async function write(name, text) {
  await fs.mkdir(path.dirname(path.join(workspace, name)), { recursive: true });
  await fs.writeFile(path.join(workspace, name), text);
}

/** Builds the site whose forms are posted to an address. */
async function build(address) {
  await write("sajt.yaml", `naziv: MZ Proba
base_url: ${site.address}
kontakt: {telefon: 037 000 110, viber: 037 000 111, e_pošta: mz@primjer.example}
ulice: [Lipova, Školska]
uho: {adresa: "${address}", rok_dana: 5}
`);
  zbor("build", workspace, "--out", out);
}

for (const [name, text] of Object.entries({ ...FILES, "obrasci.yaml": COURSE })) await write(name, text);
await build("https://uho.primjer.example");
const ear = await endpoint(folder, 999, "--forms", path.join(out, "forms.json"));
await build(ear.address);
const browser = await start();
after(async () => {
  await ear.kill();
  await browser.stop();
  await site.close();
  await fs.rm(folder, { recursive: true });
});

const account = ["--data", path.join(folder, "data"), "--site", "mz"];
const password = zbor("feedback", "user", "add", ...account, "--role", "owner", "--name", "Ana A.", "ana@primjer.example");
const token = zbor("feedback", "token", ...account);
await fs.writeFile(path.join(folder, "token"), token);
const ana = await browser.visit({ script: false });
await ana.goto(`${ear.address}/a/-/login`);
await ana.fill("[name=email]", "ana@primjer.example");
await ana.fill("[name=password]", password);
await ana.click("button:has-text('Uđi')");

// axe waits for timers, which do not run where there is no script: it looks at a copy of the page.
const glass = await browser.visit();

/** What is wrong with a page on a telephone. */
async function right(page, name) {
  const measured = await layout(page);
  await glass.setContent(await page.content());
  nothing([...measured, ...await axe(glass)].map((line) => `${name}: ${line}`));
}

const main = async (page) => (await page.textContent("main")).replace(/\s+/g, " ");
const message = (page, text) => page.fill("[name=message]", text);
const consent = (page) => page.check("[name=consent]");

/** The kinds: where the form is, what is wrong at first, what is right then, and what the receipt shows of it. `about` is
    the page on which what is published stands, beside that of questions. */
const KINDS = {
  idea: { at: "pisite-nam/ideja/" },
  report: {
    at: "pisite-nam/prijava/",
    right: async (page) => {
      await page.fill("[name=location]", "Lipova");
      await page.setInputFiles("[name=photo]", PHOTO);
    },
    shown: /Lipova.*Fotografija 1/,
  },
  complaint: { at: "pisite-nam/prituzba/" },
  question: { at: "pisite-nam/pitanje/" },
  opinion: { at: "projekti/put/misljenje/", from: "projekti/put/", about: "projekti/put/" },
  mark: {
    at: "projekti/most/ocjena/",
    from: "projekti/most/",
    right: (page) => page.check("[name=mark][value='4']"),
    shown: /4, dobro/,
    about: "projekti/most/",
  },
  service: {
    at: "pisite-nam/zahtjev/",
    wrong: async (page) => {
      if (await page.locator("[name=service]").count()) await page.locator("[name=service]").first().check();
      await page.fill("[name=name]", "Fata Primjer");
      await page.fill("[name=phone]", "061 000 222");
    },
  },
  contact: { at: "pisite-nam/kontakt/" },
  rsvp: {
    at: "dogadjaji/sajam/dolazak/",
    from: "dogadjaji/sajam/",
    say: async () => {},
    // What one person sends twice within half an hour is one message.
    wrong: async (page, script) => {
      await page.fill("[name=name]", script ? "Fata Primjer" : "Mujo Primjer");
      await page.fill("[name=people]", "0");
    },
    right: (page) => page.fill("[name=people]", "3"),
    shown: /Koliko vas dolazi\? ?3/,
  },
};

const references = {};

for (const script of [true, false]) {
  for (const [kind, { at, from, say = message, wrong, right: mend, shown }] of Object.entries(KINDS)) {
    test(`${kind}, script ${script ? "on" : "off"}: from the page to the answer`, async () => {
      const text = `Riječ broj ${Object.keys(references).length} (${kind}).`;
      const page = await browser.visit({ script });
      await page.goto(`${site.address}${from ?? at}`);
      if (from) await page.click(`main a[href$="${at}"]`);
      await right(page, "form");
      await say(page, " \n ");
      await wrong?.(page, script);
      await consent(page);
      await page.click("main form[method=post] button");
      assert.ok(page.url().startsWith(`${ear.address}/f/mz/`), page.url());
      assert.equal(await page.locator(".note.bad a").count(), 1, "one mistake, with the way to its field");
      assert.ok(await page.isChecked("[name=consent]"), "what was right is kept");
      await right(page, "mistake");
      await say(page, text);
      await mend?.(page);
      await page.click("main form button");
      assert.match(page.url(), /\/r\/mz\./);
      const receipt = await main(page);
      if (say === message) assert.ok(receipt.includes(text), receipt);
      if (shown) assert.match(receipt, shown);
      await right(page, "receipt");
      const place = page.url();
      const reference = await page.textContent(".ref");
      references[`${kind} ${script}`] = { reference, text, kind };
      await page.goto(`${ear.address}/s/mz/${reference}`);
      assert.match(await main(page), /Primljeno/);
      await right(page, "status");

      await ana.goto(`${ear.address}/a/mz/m/${reference.replaceAll("-", "")}`);
      const seen = await main(ana);
      if (from) assert.ok(seen.includes(from), `of which it is: ${seen}`);
      await right(ana, "inbox");
      if (kind === "report") {
        // It stays open, and stands beside the form.
        await ana.click("details:has(#sort-text) summary");
        await ana.selectOption("select[name=text]", "lighting");
        await ana.click("button[value=sort]");
      } else {
        await ana.fill("#answer-text", `Odgovor za ${kind}.`);
        await ana.click("button[value=answer]:visible");
        await page.goto(place);
        assert.ok((await main(page)).includes(`Odgovor za ${kind}.`), "the answer is on the receipt");
      }
      if (say === message && kind !== "report") {
        await ana.fill("#p-question", text);
        await ana.fill("#p-answer", `Odgovor za ${kind}.`);
        await ana.click("button[value=publish]");
      }
      await page.context().close();
    });
  }

  test(`poll, script ${script ? "on" : "off"}: a vote is kept`, async () => {
    const page = await browser.visit({ script });
    await page.goto(`${site.address}ankete/klupe/`);
    await right(page, "form");
    await page.evaluate(() => { document.querySelector("main form").noValidate = true; });
    await page.click("main form button");
    assert.equal(await page.locator(".note.bad a").count(), 1, "nothing was chosen");
    await right(page, "mistake");
    await page.check(`[name=option][value='${script ? 1 : 2}']`);
    await page.click("main form button");
    assert.match(page.url(), /\/s\/mz\/klupe\?hvala/);
    await right(page, "thanks");
    await page.context().close();
  });
}

test("what was published comes back to the site", async () => {
  await ana.goto(`${ear.address}/a/mz/votes`);
  await ana.fill("[name=n-1]", "7");
  await ana.fill("[name=n-2]", "6");
  await ana.click("main form[method=post] button");
  await ana.goto(`${ear.address}/a/mz/done`);
  await ana.fill("[name=project]", "projekti/put/");
  await ana.fill("[name=said]", "Put je uzak.");
  await ana.fill("[name=did]", "Proširen je.");
  await ana.click("main form[method=post] button");
  await ana.goto(`${ear.address}/a/mz/people`);
  await right(ana, "people");
  zbor("feedback", "pull", workspace, "--strict", "--token-file", path.join(folder, "token"));
  await build(ear.address);
  const page = await browser.visit({ script: false });
  const shown = async (place) => {
    await page.goto(`${site.address}${place}`);
    await right(page, place);
    return main(page);
  };
  const [questions, statuses] = [await shown("pitanja/"), await shown("stanje-poruka/")];
  for (const { reference, text, kind } of Object.values(references)) {
    assert.ok(statuses.includes(reference), `${kind}: ${reference}`);
    if (!["report", "rsvp"].includes(kind)) assert.ok(questions.includes(text) && questions.includes(`Odgovor za ${kind}.`), text);
    const { about } = KINDS[kind];
    if (about) assert.ok((await shown(about)).includes(text), `${kind} on its page`);
  }
  assert.match(await shown("projekti/put/"), /Put je uzak\..*Proširen je\./);
  assert.match(await shown("ankete/klupe/"), /15 glasova.*8 glasova.*7 glasova/);
  assert.match(await shown("pisite-nam/prijava/"), /Već prijavljeno.*Rasvjeta, Lipova.*2 susjeda/);
});

test("a page that a browser kept while the form was changed is still accepted", async () => {
  const page = await browser.visit({ script: false });
  await page.goto(`${site.address}pisite-nam/kurs/`);
  const version = () => page.inputValue("[name=_form]");
  const old = await version();
  await write("obrasci.yaml", `${COURSE}    - {pitanje: Koliko imate godina?, vrsta: broj, obavezno: da}\n`);
  zbor("build", workspace, "--out", out);
  const served = async () => /name="_form" value="(\w+)"/.exec(await (await fetch(`${ear.address}/f/mz/kurs`)).text())[1];
  for (let n = 0; n < 60 && await served() === old; n += 1) await new Promise((done) => { setTimeout(done, 500); });
  assert.notEqual(await served(), old, "the endpoint has the new form");
  assert.equal(await version(), old);
  await page.fill("main input[type=text]:visible", "Ime sa stare stranice");
  await page.click("main form button");
  assert.match(page.url(), /\/r\/mz\./);
  assert.match(await main(page), /Ime sa stare stranice/);
});

test("with the endpoint down the page leads to telephone and Viber, and the text is not lost", async () => {
  await ear.kill();
  for (const script of [true, false]) {
    const page = await browser.visit({ script });
    await page.goto(`${site.address}pisite-nam/pitanje/`);
    await message(page, "Ovo ne smije nestati.");
    await consent(page);
    await page.click("main form button");
    await page.waitForURL("chrome-error://**");
    await page.goBack();
    assert.equal(await page.inputValue("[name=message]"), "Ovo ne smije nestati.");
    for (const way of ["tel:", "viber:", "sms:", "mailto:"]) {
      assert.ok(await page.locator(`main section a[href^="${way}"]`).first().isVisible(), way);
    }
    await right(page, "form");
    await page.context().close();
  }
});
