// Shows the form of the search page and fetches the script that searches when somebody is about to: when the field is
// entered, the form is sent, or the address brings a query. From a disk browsers fetch nothing, so the form stays away.
(function (d, w) {
var f = d.getElementById("trazi"), s;
if (!f || !w.fetch || !w.Promise || !"".normalize || w.location.protocol == "file:") return;
f.hidden = false;
function load() {
if (s) return;
s = d.createElement("script");
s.src = f.getAttribute("data-script");
s.onerror = function () { s = 0; f.submitted && d.getElementById("kvar").removeAttribute("hidden") };
d.body.appendChild(s)
}
f.addEventListener("focusin", load);
f.addEventListener("submit", function (e) { e.preventDefault(); f.submitted = 1; load() });
if (/[?&]q=[^&]/.test(w.location.search)) load()
})(document, window)
