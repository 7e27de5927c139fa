// Buttons of the pages for passing on: copy a text, print the poster. Without it the texts can be selected
// and the page printed from the menu of the browser.
(function () {
  function each(name, act) {
    var all = document.querySelectorAll("[" + name + "]");
    for (var i = 0; i < all.length; i++) {
      all[i].hidden = false;
      all[i].onclick = act;
    }
  }
  function copy(event) {
    var button = event.currentTarget, text = document.getElementById(button.getAttribute("data-copy"));
    function done() {
      var before = button.textContent;
      button.textContent = button.getAttribute("data-done");
      setTimeout(function () { button.textContent = before; }, 2000);
    }
    getSelection().selectAllChildren(text);
    // Pages opened from a folder, and old browsers, have no navigator.clipboard.
    if (navigator.clipboard) navigator.clipboard.writeText(text.textContent).then(done);
    else if (document.execCommand("copy")) done();
  }
  each("data-copy", copy);
  each("data-print", function () { print(); });
})();
