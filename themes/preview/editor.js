// What the form can do beyond being sent: buttons that write Markdown, photos made small before they are sent, a question
// before written words are left behind.
(() => {
  "use strict";
  const own = document.currentScript.dataset;
  const form = document.getElementById("objava");
  const area = document.getElementById("tekst");

  // ---- Buttons above the text. What they write can be undone like anything typed.

  function put(text, from, to) {
    area.focus();
    area.setSelectionRange(from, to);
    if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, to, "end");
  }

  /** The whole lines that are selected. */
  function lines() {
    const { value, selectionStart, selectionEnd } = area;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const end = value.indexOf("\n", selectionEnd);
    return [from, end < 0 ? value.length : end];
  }

  function before(mark) {
    const [from, to] = lines();
    const all = area.value.slice(from, to).split("\n");
    const marked = all.every((line) => line.startsWith(mark));
    put(all.map((line) => (marked ? line.slice(mark.length) : mark + line.replace(/^(#+|-) /, ""))).join("\n"), from, to);
  }

  const tools = {
    bold() {
      const { selectionStart: from, selectionEnd: to, value } = area;
      const words = value.slice(from, to) || own.words;
      put(`**${words}**`, from, to);
      area.setSelectionRange(from + 2, from + 2 + words.length);
    },
    heading: () => before("## "),
    list: () => before("- "),
    link() {
      const { selectionStart: from, selectionEnd: to, value } = area;
      const words = value.slice(from, to) || own.words;
      put(`[${words}](https://)`, from, to);
      const at = from + words.length + 11;
      area.setSelectionRange(at, at);
    },
  };
  const bar = document.querySelector(".tools");
  bar.hidden = false;
  bar.addEventListener("click", (event) => tools[event.target.closest("[data-tool]")?.dataset.tool]?.());

  // ---- When something is off, when and whom to call is asked for.

  const FAULTS = ["water", "electricity", "heating", "telecom", "roads"];
  document.getElementById("tema").addEventListener("change", ({ target }) => {
    if (FAULTS.includes(target.value)) document.getElementById("vrijeme").open = true;
  });

  // ---- Photos: a telephone's has ten megabytes, of which a page shows a hundredth.

  const LONGEST = 1600;
  const file = document.getElementById("slika");
  const state = document.getElementById("slika-stanje");
  file.addEventListener("change", async () => {
    const [photo] = file.files;
    state.textContent = "";
    if (!photo) return;
    try {
      const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
      const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
      const paper = canvas.getContext("2d");
      paper.fillStyle = "#fff";
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.85); });
      if (!small || small.size >= photo.size) throw new Error("it is small already");
      const chosen = new DataTransfer();
      chosen.items.add(new File([small], "slika.jpg", { type: "image/jpeg" }));
      file.files = chosen.files;
      state.textContent = own.small;
    } catch {
      // The program makes small what the browser cannot.
      state.textContent = own.kept;
    }
  });

  // ---- Words that were not saved.

  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
