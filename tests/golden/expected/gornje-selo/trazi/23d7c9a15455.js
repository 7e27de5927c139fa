(function (w, d) {
var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
var MARKS;
try { MARKS = new RegExp("\\p{M}", "gu") } catch (e) { MARKS = /[\u0300-\u036f\u0483-\u0489\u1dc0-\u1dff\u20d0-\u20ff]/g }
var SHOWN = 10, MOST_FILES = 4;
var WHOLE = 4, BEGINS = 2, RELATED = 1, TITLE = 8;
function fold(text, table) {
var out = "", letters = text.normalize("NFC").toLowerCase(), i, c, known;
for (i = 0; i < letters.length; i++) {
c = letters.charAt(i);
known = table[c];
out += known === undefined ? c : known
}
out = out.normalize("NFKD").replace(MARKS, "").toLowerCase();
return out.replace(/dj+/g, "d")
}
function stem(word, rules) {
var pass, i, j, ending, before;
if (/\d/.test(word)) return word;
for (i = 0; i < rules.endings.length; i++) {
pass = rules.endings[i];
for (j = 0; j < pass.length; j++) {
ending = pass[j];
before = word.length - ending[0].length;
if (before < rules.stem || word.slice(before) != ending[0]) continue;
if (ending[0] == ending[1]) break;
word = word.slice(0, before) + ending[1];
j = -1
}
}
return word
}
function words(query, rules) {
var all = fold(query, rules.fold).split(/[^a-z0-9]+/), seen = {}, found;
all = all.filter(function (word) {
var first = (word.length > 1 || /\d/.test(word)) && !seen["$" + word];
seen["$" + word] = 1;
return first
}).map(function (word) { return word.slice(0, rules.longest) });
found = all.filter(function (word) { return word.length > 2 || /\d/.test(word) });
return found.length ? found : all
}
function numbers(letters) {
var all = [], last = 0, value = 0, shift = 1, i, digit;
for (i = 0; i < letters.length; i++) {
digit = LETTERS.indexOf(letters.charAt(i));
value += (digit & 31) * shift;
if (digit & 32) shift *= 32;
else {
all.push(last += value);
value = 0;
shift = 1
}
}
return all
}
function files(begin, terms) {
var all = [], i, start, next;
for (i = 0; i < terms.length; i++) {
start = terms[i][0];
next = terms[i + 1];
if (start.indexOf(begin) == 0 || (start <= begin && (!next || next[0] > begin))) all.push(terms[i][1])
}
return all
}
function fits(lists, word, root) {
var found = {};
function add(letters, points) {
numbers(letters).forEach(function (n) { if (!(found[n] >= points)) found[n] = points })
}
lists.forEach(function (list) {
var term = "";
list.forEach(function (line) {
var parts = line.split(" "), head = parts[0], points;
term = term.slice(0, LETTERS.indexOf(head.charAt(0))) + head.slice(1);
if (term == root || term == word) points = WHOLE;
else if (term.indexOf(word) == 0) points = BEGINS;
else if (root.length > 3 && term.indexOf(root) == 0) points = RELATED;
else return;
add(parts[1], points);
if (parts[2]) add(parts[2], points + TITLE)
})
});
return found
}
function rank(found, rules) {
var sum = {}, count = {}, over = {}, most = 0, all;
found.forEach(function (one) {
Object.keys(one).forEach(function (n) {
sum[n] = (sum[n] || 0) + one[n];
count[n] = (count[n] || 0) + 1;
most = Math.max(most, count[n])
})
});
numbers(rules.over).forEach(function (n) { over[n] = 1 });
all = Object.keys(sum).filter(function (n) { return count[n] == most }).map(Number);
function points(n) { return sum[n] + (n < rules.lasting ? 1 : 0) }
function inTitle(n) { return sum[n] > TITLE ? 1 : 0 }
return all.sort(function (a, b) {
return inTitle(b) - inTitle(a) || (over[a] || 0) - (over[b] || 0) || points(b) - points(a) || b - a
})
}
function Search(rules, get) {
this.rules = rules;
this.get = get;
this.over = {};
var over = this.over;
numbers(rules.over).forEach(function (n) { over[n] = 1 })
}
Search.prototype.find = function (query) {
var rules = this.rules, get = this.get;
return Promise.all(words(query, rules).map(function look(word) {
var root = stem(word, rules), begin = word.indexOf(root) == 0 && root.length > 3 ? root : word, names = {};
files(root, rules.terms).slice(0, 1).concat(files(begin, rules.terms), files(word, rules.terms)).forEach(function (name) {
if (Object.keys(names).length < MOST_FILES) names[name] = 1
});
return Promise.all(Object.keys(names).map(get)).then(function (lists) {
var found = fits(lists, word, root);
return Object.keys(found).length || word.length < 5 ? found : look(word.slice(0, -1))
})
})).then(function (found) { return rank(found, rules) })
};
Search.prototype.entries = function (some) {
var rules = this.rules, get = this.get, over = this.over, names = [];
return Promise.all(some.map(function (n) { return get(rules.entries[Math.floor(n / rules.size)]) })).then(function (lists) {
return lists.map(function (list, i) {
var row = list[some[i] % rules.size];
return {title: row[0], path: row[1], kind: rules.kinds[row[2]], day: row[3] || "", lang: row[4] || "", over: !!over[some[i]]}
})
})
};
Search.fold = fold;
Search.stem = stem;
Search.words = words;
if (!d) return void (w.exports = Search);
var form = d.getElementById("trazi"), field = form.elements.q, data = form.dataset, fetched = {}, search, turn = 0;
function id(name) { return d.getElementById(name) }
function get(name) {
if (!fetched[name]) {
fetched[name] = w.fetch(data.files + name + ".json").then(function (answer) {
if (!answer.ok) throw new Error(answer.status);
return answer.json()
});
fetched[name]["catch"](function () { delete fetched[name] })
}
return fetched[name]
}
function ready() {
return get(data.directory).then(function (rules) { return search || (search = new Search(rules, get)) })
}
function show(found, from, mine) {
var list = id("nadjeno"), pattern = id("red").content;
return search.entries(found.slice(from, from + SHOWN)).then(function (entries) {
if (mine != turn) return;
var first;
entries.forEach(function (entry) {
var row = d.importNode(pattern, true), link = row.querySelector("a"), notes = [];
link.textContent = entry.title;
link.href = data.root + entry.path.split("/").map(encodeURIComponent).join("/");
if (entry.lang) link.lang = entry.lang;
if (entry.kind) notes.push(entry.kind);
if (entry.day) notes.push(entry.day);
if (entry.over) notes.push(data.over);
row.querySelector("p").textContent = notes.join(" · ");
list.appendChild(row);
first = first || link
});
id("jos").hidden = found.length <= from + SHOWN;
id("jos").onclick = function () {
show(found, from + SHOWN, mine).then(function (link) { if (link) link.focus() })
};
return first
})
}
function run(query) {
var mine = ++turn, status = id("broj");
id("nadjeno").textContent = "";
id("jos").hidden = id("nista").hidden = id("kvar").hidden = true;
status.textContent = query ? data.loading : "";
if (!query) return;
ready().then(function () { return search.find(query) }).then(function (found) {
if (mine != turn) return;
status.textContent = (found.length ? data.found.replace("{n}", found.length) : data.none.replace("{q}", query));
id("nista").hidden = found.length > 0;
return show(found, 0, mine)
})["catch"](function () {
if (mine != turn) return;
status.textContent = "";
id("kvar").hidden = false
})
}
function asked() {
var part = /[?&]q=([^&]*)/.exec(w.location.search);
try { return part ? decodeURIComponent(part[1].replace(/\+/g, " ")) : "" } catch (e) { return "" }
}
function submit() {
var query = field.value.trim();
if (query != asked()) w.history.pushState(null, "", query ? "?q=" + encodeURIComponent(query) : "./");
run(query)
}
form.addEventListener("submit", function (e) { e.preventDefault(); submit() });
w.addEventListener("popstate", function () { run(field.value = asked()) });
if (form.submitted) submit();
else if (asked()) run(field.value = asked());
else ready()["catch"](function () {})
})(typeof module == "object" ? module : window, typeof document == "object" ? document : null)