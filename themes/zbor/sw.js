// Keeps pages for when there is no network. The build writes before it: KEEP, pages to fetch ahead, and OFFLINE, the
// page of each edition that says there is no network, by [beginning of addresses, page], the longest first.
// Pages come from the network while there is one; photos, which never change under their names, are fetched once.
var NAME = "zbor " + registration.scope, MOST = 60;
addEventListener("install", function (event) {
  event.waitUntil(caches.open(NAME).then(function (cache) {
    return cache.addAll(KEEP.concat(OFFLINE.map(function (one) { return one[1]; })));
  }).then(function () { return skipWaiting(); }));
});
addEventListener("activate", function (event) { event.waitUntil(clients.claim()); });
function put(cache, url, answer) {
  if (!answer.ok) return;
  // A page that is read again moves to the end; behind those of OFFLINE stands the oldest.
  cache.put(url, answer).then(function () { return cache.keys(); }).then(function (keys) {
    if (keys.length > MOST) cache.delete(keys[OFFLINE.length]);
  });
}
addEventListener("fetch", function (event) {
  var request = event.request, url = request.url.split(/[?#]/)[0], page = request.mode == "navigate";
  if (request.method != "GET" || url.indexOf(registration.scope) || !page && request.destination != "image") return;
  event.respondWith(caches.open(NAME).then(function (cache) {
    function fresh() {
      return fetch(request).then(function (answer) { put(cache, url, answer.clone()); return answer; });
    }
    function kept() { return cache.match(url); }
    if (!page) return kept().then(function (hit) { return hit || fresh(); });
    return fresh().catch(function () {
      return kept().then(function (hit) {
        var inner = url.slice(registration.scope.length);
        var edition = OFFLINE.find(function (one) { return !inner.indexOf(one[0]); });
        return hit || Response.redirect(registration.scope + edition[1]);
      });
    });
  }));
});
