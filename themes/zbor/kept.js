// On the page for times without a network: the pages that sw.js kept, the last read first.
(function () {
  var list = document.getElementById("sacuvano");
  if (!self.caches) return;
  caches.open("zbor " + new URL(list.getAttribute("data-root"), location).href).then(function (cache) {
    return cache.keys().then(function (keys) {
      keys.reverse().forEach(function (key) {
        var item = document.createElement("li");
        list.appendChild(item);
        cache.match(key).then(function (answer) { return answer.text(); }).then(function (text) {
          var page = new DOMParser().parseFromString(text, "text/html"), heading = page.querySelector("h1");
          if (!heading || page.getElementById("sacuvano")) return item.remove();
          var link = document.createElement("a");
          link.href = key.url;
          link.className = "t";
          link.textContent = heading.textContent;
          link.lang = page.documentElement.lang;
          item.appendChild(link);
        });
      });
    });
  });
})();
