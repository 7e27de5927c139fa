// Measured boxes: what lies beside the screen, what is cut, what overlaps. Runs in the page.

/** What is wrong with the page as it is laid out now, one line each. */
export function layout(page) {
  return page.evaluate(measure);
}

function measure() {
  const wrong = new Set();
  const width = document.documentElement.clientWidth;
  const scrolled = document.scrollingElement.scrollWidth;
  if (scrolled > width) wrong.add(`sideways scroll: ${scrolled} px on ${width} px`);

  const say = (what, element, text) => {
    const classes = typeof element.className === "string" && element.className ? `.${element.className.trim().split(/\s+/).join(".")}` : "";
    wrong.add(`${what}: <${element.tagName.toLowerCase()}${classes}> ${(text ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 50)}`);
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  // What stands outside on purpose until it has focus (skip link), and what only machines see (traps in forms).
  const away = (rect) => rect.right <= 0;

  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !shown(parent) || parent.closest("script,style,option,textarea")) continue;
    const range = document.createRange();
    // A word that is not long begins and ends in one line: “202|7.” is no date.
    for (const { 0: word, index } of node.data.matchAll(/(?<!\S)[\p{L}\p{N}.,:%]{2,24}(?!\S)/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = [...range.getClientRects()].filter((rect) => rect.width > 0);
      if (lines.some((rect) => rect.top > lines[0].top + rect.height / 2)) say(`broken “${word}”`, parent, node.data);
    }
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || away(rect)) continue;
      inspect(rect, parent, node.data);
      // Boxes of letters are taller than the letters.
      const slack = rect.height * 0.2;
      boxes.push({ owner: node, element: parent, text: node.data, left: rect.left, right: rect.right, top: rect.top + slack, bottom: rect.bottom - slack });
    }
  }
  for (const element of document.querySelectorAll("img,svg,input,select,textarea,button,.btn,.chip,.leaf")) {
    const rect = element.getBoundingClientRect();
    if (!shown(element) || rect.width < 1 || rect.height < 1 || away(rect)) continue;
    if (rect.left < -1 || rect.right > width + 1) say("outside", element);
    boxes.push({ owner: element, element, left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom });
  }

  function inspect(rect, parent, text) {
    let scrolls = false;
    let block = null;
    for (let up = parent; up && up !== document.documentElement; up = up.parentElement) {
      const style = getComputedStyle(up);
      const box = up.getBoundingClientRect();
      block ??= /^(inline|contents)/.test(style.display) && !/^inline-/.test(style.display) ? null : box;
      scrolls ||= /auto|scroll/.test(style.overflowX) && up.scrollWidth > up.clientWidth;
      const cut = (style.overflowX !== "visible" && !scrolls && (rect.left < box.left - 1 || rect.right > box.right + 1))
        || (/hidden|clip/.test(style.overflowY) && (rect.top < box.top - 4 || rect.bottom > box.bottom + 4));
      if (cut) say("cut", parent, text);
    }
    if (scrolls) return;
    if (rect.left < -1 || rect.right > width + 1) say("outside", parent, text);
    const high = rect.height * 0.3;
    if (block && (rect.left < block.left - 1 || rect.right > block.right + 1 || rect.bottom > block.bottom + high || rect.top < block.top - high)) say("spills", parent, text);
  }

  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((one, index) => {
    for (let next = index + 1; next < boxes.length && boxes[next].top < one.bottom - 2; next++) {
      const other = boxes[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      const within = one.owner !== other.owner && (one.owner.contains(other.owner) || other.owner.contains(one.owner));
      if (across <= 2 || down <= 2 || within) continue;
      say(`overlaps “${(other.text ?? other.element.textContent).trim().slice(0, 30)}”`, one.element, one.text);
    }
  });
  return [...wrong];
}
