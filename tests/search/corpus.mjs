// Writes a workspace of one site with so many texts: `node corpus.mjs OUT COUNT [LANGUAGES]`. The sentences are those of
// the editors' guide and of the example site, so words are as frequent as in prose; names, numbers and streets are made up,
// so that there are many rare words. Equal arguments give equal files.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [out, count, languages = "bs"] = process.argv.slice(2);
const repository = join(dirname(fileURLToPath(import.meta.url)), "../..");

// Park and Miller's minimal standard generator.
let seed = 20261124;
const below = (n) => (seed = (seed * 48271) % 2147483647) % n;
const pick = (list) => list[below(list.length)];

function files(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : path.endsWith(".md") ? [path] : [];
  });
}

// Running text without front matter, code, tables, headings and marks.
const prose = [join(repository, "docs/bs"), join(repository, "example-site")].flatMap(files).map((path) => {
  const text = readFileSync(path, "utf8").replace(/^---\n[\s\S]*?\n---\n/, "").replace(/```[\s\S]*?```/g, "");
  const lines = text.split("\n").filter((line) => line && !/^[|#]/.test(line));
  return lines.join("\n").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*_<>{}\[\]]/g, "");
});
const sentences = [...new Set(prose.join("\n").split(/(?<=[.!?:])\s+|\n+/).map((one) => one.replace(/^(-|\d+\.) /, "").trim()))]
  .filter((one) => one.length > 30 && one.length < 240 && !/[а-џ]/i.test(one));

const SYLLABLES = "ba be bo bra vi vla go gri da dra di ze zu ja je ka ko kri la le lo lju ma mi mo mra na ne ni nju pa pe po pra ra ri ru sa se su sta ta te ti tra ča ći će ša šu ža đu".split(" ");
const ENDS = "ić ović ević ac an ina ica ska nik ar".split(" ");
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const name = () => capital(pick(SYLLABLES) + pick(SYLLABLES) + pick(ENDS));
const STREETS = Array.from({ length: 40 }, (_, n) => (n % 2 ? `Ulica ${name()} ${name()}` : capital(pick(SYLLABLES) + pick(SYLLABLES) + "va")));
const SUBJECTS = ("Isključenje struje|Nestanak vode|Radovi na putu|Zbor građana|Odvoz krupnog otpada|Radna akcija|Javni poziv|Popravka rasvjete|" +
  "Sanacija klizišta|Čišćenje korita|Upis u školu|Pregled dimnjaka|Vakcinacija protiv gripe|Sadnja drveća|Rekonstrukcija vodovoda|" +
  "Izmjena reda vožnje|Sjednica Savjeta|Izvještaj o radu|Uređenje igrališta|Pomoć porodici|Turnir u malom nogometu|Plan budžeta|" +
  "Ključ od doma|Ispravnost vode za piće|Zimsko održavanje puteva|Nova trafostanica").split("|");

function day() {
  const at = new Date(Date.UTC(2024, 0, 1 + below(1050)));
  return at.toISOString().slice(0, 10);
}

function body() {
  const paragraph = () => Array.from({ length: 4 + below(3) }, () => pick(sentences)).join(" ");
  const people = `${name()} ${name()}, telefon 061 ${100 + below(900)} ${100 + below(900)}, ${pick(STREETS)} ${1 + below(90)}.`;
  return [paragraph(), "## Šta se radi", paragraph(), people, paragraph(), `- ${pick(sentences)}\n- ${pick(sentences)}`].join("\n\n");
}

const KINDS = [["obavjestenja", 80, () => [`datum: ${day()}`, `ulice: [${pick(STREETS)}]`]], ["projekti", 90, () => [`datum: ${day()}`, "status: u toku"]],
  ["dogadjaji", 96, () => [`datum: ${day()}`, `početak: ${day()} 18:00`, `mjesto: ${pick(STREETS)}`]], ["stranice", 100, () => ["meni: ne"]]];

function put(path, text) {
  const target = join(out, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}

const streets = STREETS.map((street) => `  - ${street}\n`).join("");
put("site.yaml", `naziv: MZ Gornje Selo\nbase_url: https://gornje-selo.example\njezici: [${languages}]\nkontakt:\n  telefon: 037 000 111\nulice:\n${streets}`);
for (let number = 1; number <= Number(count); number++) {
  const [folder, , front] = KINDS.find(([, share]) => (number * 37) % 100 < share);
  const title = `${pick(SUBJECTS)}, ${pick([pick(STREETS), name(), `${1 + below(12)}. mjesec`])}`;
  const lines = [`naslov: "${title}"`, `opis: ${JSON.stringify(pick(sentences))}`, ...front()];
  put(`${folder}/tekst-${String(number).padStart(5, "0")}.md`, `---\n${lines.join("\n")}\n---\n\n${body()}\n`);
}
