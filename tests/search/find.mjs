// Searches a built site with its own script, as the page does, and says what was found and which files it took:
// `node find.mjs PAGE` with a JSON list of queries on standard input; PAGE is the file of the search page.
// For a query `{"fold": [texts]}` or `{"stem": [words]}` it says what the script makes of them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const page = process.argv[2];
const html = readFileSync(page, "utf8");
const attribute = (name) => html.match(new RegExp(`${name}=(?:"([^"]*)"|([^ >]*))`)).slice(1).find((value) => value !== undefined);
const at = (path) => join(dirname(page), path);
const script = at(attribute("data-script"));
const Search = createRequire(import.meta.url)(script);
const file = (name) => at(attribute("data-files") + name + ".json");
const read = (name) => JSON.parse(readFileSync(file(name), "utf8"));
const directory = attribute("data-directory");

const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  if (query.fold) answers.push(query.fold.map((text) => Search.fold(text, read(directory).fold)));
  else if (query.stem) answers.push(query.stem.map((word) => Search.stem(word, read(directory))));
  else {
    // A reader's first search: nothing is there yet.
    const files = new Set([page, script, file(directory)]);
    const get = (name) => (files.add(file(name)), Promise.resolve(read(name)));
    const search = new Search(read(directory), get);
    const found = await search.find(query);
    const shown = await search.entries(found.slice(0, 10));
    answers.push({ count: found.length, shown, files: [...files] });
  }
}
console.log(JSON.stringify(answers));
