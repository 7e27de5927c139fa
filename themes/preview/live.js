// The bar of the preview in every page: reloads what has changed, shows what is wrong. `WORDS` come before this.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  let tag = own.tag;
  const here = () => location.href.split("#")[0];
  const kept = (key, value) => {
    try {
      if (value === undefined) return sessionStorage.getItem(key);
      sessionStorage.setItem(key, value);
    } catch { /* a browser that keeps nothing */ }
    return null;
  };

  // ---- The same place of the page after it was loaded again.

  const SCROLL = "zbor-scroll";
  const stood = JSON.parse(kept(SCROLL) ?? "null");
  kept(SCROLL, "null");
  if (stood?.here === here()) {
    const back = () => scrollTo({ top: stood.y, left: stood.x, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }

  function reload() {
    kept(SCROLL, JSON.stringify({ here: here(), x: scrollX, y: scrollY }));
    location.reload();
  }

  // ---- News.

  /** Looks whether this page is another now; where only styles were touched they change in place. */
  async function look(touched) {
    const answer = await fetch(here(), { headers: { "If-None-Match": `"${tag}"` }, cache: "no-store" });
    if (answer.status === 304) return;
    if (touched !== "styles" || answer.status !== 200) return reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [fresh, shown] = [page, document].map((one) => [...one.querySelectorAll("head style")]);
    if (fresh.length !== shown.length) return reload();
    fresh.forEach((style, at) => { shown[at].textContent = style.textContent; });
    tag = (answer.headers.get("ETag") ?? "").replaceAll('"', "");
  }

  let news = null;
  function listen() {
    if (news || document.hidden) return;
    news = new EventSource("/_zbor/events");
    const safely = (work) => work().catch(() => {});
    news.addEventListener("hello", () => { lost(false); safely(() => look("pages")); safely(findings); });
    news.addEventListener("changed", ({ data }) => safely(() => look(data)));
    news.addEventListener("findings", () => safely(findings));
    news.addEventListener("error", () => lost(true));
  }
  // Browsers have six connections to a host: pages that nobody sees give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return listen();
    news?.close();
    news = null;
  });

  // ---- The bar and the list of what is wrong.

  const box = document.createElement("div");
  box.id = "zbor-pregled";
  const tree = box.attachShadow({ mode: "open" });
  // Style sheets made by a script need no permission of the page's policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("STYLE");
  tree.adoptedStyleSheets = [sheet];

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  const link = (address, words) => element("a", { href: address }, words);
  const state = element("button", { type: "button", class: "state", "aria-expanded": "false", "aria-controls": "list" });
  const list = element("div", { id: "list", class: "list", hidden: "", tabindex: "0", role: "region", "aria-label": WORDS.check });
  const bar = element("section", { class: "bar", "aria-label": WORDS.name },
    list,
    element("div", { class: "row" },
      state,
      own.edit ? link(`/_zbor/uredi?tekst=${encodeURIComponent(own.edit)}`, WORDS.edit) : null,
      link(`/_zbor/nova${own.site ? `?sajt=${encodeURIComponent(own.site)}` : ""}`, WORDS.new)));
  const status = element("p", { class: "status", role: "status" });
  tree.append(bar, status);
  // Beside the form the page is a picture: it changes, and has no bar of its own.
  if (self === top) {
    document.body.append(box);
    document.body.style.marginBottom = "56px";
  }

  const CLOSED = "zbor-closed";
  let errors = "";
  function open(wanted) {
    list.hidden = !wanted;
    state.setAttribute("aria-expanded", String(wanted));
    kept(CLOSED, wanted ? "" : errors);
  }
  state.addEventListener("click", () => open(list.hidden));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    open(false);
    state.focus();
  });

  function lost(is) {
    bar.classList.toggle("lost", is);
    if (is) say("lost", WORDS.lost);
  }

  function say(level, words) {
    state.className = `state ${level}`;
    if (state.textContent !== words) state.textContent = status.textContent = words;
  }

  function place({ name, line }) {
    if (!line) return element("p", { class: "place" }, name);
    return element("div", {}, element("p", { class: "place" }, name), element("pre", {}, line[0], element("mark", {}, line[1]), line[2]));
  }

  /** Text with what stands in backticks as code. */
  function words(text) {
    return text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));
  }

  function entry({ severity, word, code, message, help, place: at, related }) {
    return element("li", { class: severity },
      element("p", {}, element("b", {}, `${word} ${code}`), " ", ...words(message)),
      at && place(at),
      ...related.map((one) => element("div", { class: "related" }, element("p", {}, ...words(one.message)), one.place && place(one.place))),
      help.length ? element("ul", { class: "help", "aria-label": WORDS.help }, ...help.map((line) => element("li", {}, ...words(line)))) : null);
  }

  async function findings() {
    const found = await (await fetch("/_zbor/findings", { cache: "no-store" })).json();
    const level = found.errors ? "error" : found.warnings ? "warning" : "fine";
    say(level, found.items.length ? found.sum : found.complete ? WORDS.fine : WORDS.checking);
    list.replaceChildren(
      found.errors ? element("p", { class: "gone" }, WORDS.gone) : "",
      element("ul", {}, ...found.items.map(entry)),
      found.more ? element("p", {}, `${WORDS.more} ${found.more}`) : "");
    state.disabled = found.items.length === 0;
    errors = JSON.stringify(found.items.filter((one) => one.severity === "error").map((one) => [one.code, one.place?.name]));
    open(found.errors > 0 && kept(CLOSED) !== errors || found.items.length > 0 && !list.hidden && found.errors > 0);
  }

  listen();
})();
