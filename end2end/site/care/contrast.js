// The contrast of every text against what really stands behind it, computed inside of the page.

/** WCAG 2.2, 1.4.6 (AAA), for text of every size: care.md makes no exception for large letters. */
export const LEAST_RATIO = 7;

/** Text that falls short of `least`; run by `page.evaluate` after `installColours`. */
export function faintText(least) {
  const { rgba, over, ratio, grounds, name, isSeen } = globalThis.care;
  const found = new Map();

  const judge = (element, box, colourText, what) => {
    if (element.closest(':disabled, [aria-disabled="true"]')) return;
    const key = `${name(element)}${what}`;
    const { colours, pictured } = behind(element, box);
    if (pictured) {
      found.set(key, `${key} stands on a picture`);
      return;
    }
    for (const colour of colours) {
      let seen = over(rgba(colourText), colour);
      for (let one = element; one; one = one.parentElement) {
        const opacity = Number(getComputedStyle(one).opacity);
        if (opacity < 1) seen = over([...seen, opacity], colour);
      }
      const value = ratio(seen, colour);
      if (value < least - 0.005) {
        found.set(key, `${key} has ${value.toFixed(2)}:1 (${seen.map(Math.round)} on ${colour.map(Math.round)})`);
      }
    }
  };

  /** Words in a drawing stand on the last shape under them. */
  const behind = (element, box) => {
    const drawing = element.closest('svg');
    if (!drawing) return grounds(element, box);
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const whole = grounds(drawing);
    for (const shape of drawing.querySelectorAll('rect, path, circle, ellipse, polygon')) {
      // From here on, what is drawn is drawn over the words.
      if (element.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_FOLLOWING) break;
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      const { fill, fillOpacity } = getComputedStyle(shape);
      if (fill === 'none' || x < left || x > right || y < top || y > bottom) continue;
      const [r, g, b, alpha] = rgba(fill);
      whole.colours = whole.colours.map((below) => over([r, g, b, alpha * Number(fillOpacity)], below));
    }
    return whole;
  };

  const judged = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const element = text.parentElement;
    if (!/\S/.test(text.data) || judged.has(element) || element.closest('script, style, noscript, template, option')) continue;
    judged.add(element);
    if (!isSeen(element)) continue;
    const style = getComputedStyle(element);
    const range = document.createRange();
    range.selectNodeContents(text);
    judge(element, range.getBoundingClientRect(), element.closest('svg') ? style.fill : style.color, '');
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element)) continue;
    const box = element.getBoundingClientRect();
    if (element.matches('input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea')) {
      judge(element, box, getComputedStyle(element).color, ' (what is typed)');
      if (element.placeholder) judge(element, box, getComputedStyle(element, '::placeholder').color, ' (placeholder)');
    }
    for (const part of ['::before', '::after']) {
      const style = getComputedStyle(element, part);
      if (/^"[^"]*[\p{L}\p{N}]/u.test(style.content)) judge(element, box, style.color, part);
    }
  }
  return [...found.values()];
}
