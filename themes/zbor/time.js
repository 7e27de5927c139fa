// A finished page does not know what day it is. This hides what is over (`data-until`) and what is not due yet
// (`data-from`), keeps a list to its first few (`data-max`) and says "today" and "tomorrow" before dates. Moments are
// by the clock of the site: `2026-11-24 08:00`. Without it a page shows the state of the day it was made, which its
// foot names. Lines are joined by line breaks only; `n` is now, `h` hides or shows.
(function (d, s) {
var w = s.words.split("|"), n;
// Swedish writes moments as ISO 8601 does. Where it does not, the page stays as it was made.
try { n = new Date().toLocaleString("sv", {timeZone: s.zone}) } catch (e) {}
if (!/^\d{4}-\d\d-\d\d \d\d:/.test(n)) return;
function all(q, f) { d.querySelectorAll(q).forEach(f) }
function h(e, over) { e.classList.toggle("soon", !!over) }
all("[data-from],[data-until]", function (e) {
var t = e.dataset;
h(e, n < (t.from || "") || t.until && n >= t.until)
});
all("[data-max]", function (list) {
var shown = 0;
list.querySelectorAll("li:not(.soon)").forEach(function (e) { h(e, ++shown > list.dataset.max) });
// A part that is empty now does not show.
h(list.parentNode, !shown)
});
all("time", function (e) {
var word = w[Math.round((Date.parse(e.dateTime.slice(0, 10)) - Date.parse(n.slice(0, 10))) / 864e5) + 1];
if (word && !e.firstElementChild) e.insertAdjacentText("afterbegin", word + ", ")
});
all("[data-day]", function (e) {
n.indexOf(e.dataset.day) ? e.removeAttribute("aria-current") : e.setAttribute("aria-current", "date")
})
})(document, document.currentScript.dataset)
