// The contrast of every text against what really stands behind it, computed inside of the page.

/** WCAG 2.2, 1.4.6 (AAA), for text of every size: care.md makes no exception for large letters. */
export const LEAST_RATIO = 7;

/** Text that falls short of `least`; run by `page.evaluate` after `installColours`. */
export function faintText(least) {
  const { rgba, over, ratio, ground, name, isSeen } = globalThis.care;
  const found = new Map();

  const judge = (element, colourText, what) => {
    if (element.closest(':disabled, [aria-disabled="true"]')) return;
    const behind = behindOf(element);
    const key = `${name(element)}${what}`;
    if (behind.pictured) {
      found.set(key, `${key} stands on a picture or gradient`);
      return;
    }
    let seen = over(rgba(colourText), behind.colour);
    for (let one = element; one; one = one.parentElement) {
      const opacity = Number(getComputedStyle(one).opacity);
      if (opacity < 1) seen = over([...seen, opacity], ground(one.parentElement ?? one).colour);
    }
    const value = ratio(seen, behind.colour);
    if (value < least - 0.005) {
      found.set(key, `${key} has ${value.toFixed(2)}:1 (${seen.map(Math.round)} on ${behind.colour.map(Math.round)})`);
    }
  };

  /** Words in a drawing stand on the last shape under them. */
  const behindOf = (element) => {
    const drawing = element.closest('svg');
    if (!drawing) return ground(element);
    const own = element.getBoundingClientRect();
    const [x, y] = [own.left + own.width / 2, own.top + own.height / 2];
    let behind = ground(drawing);
    for (const shape of drawing.querySelectorAll('rect, path, circle, ellipse, polygon')) {
      if (shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) break;
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      const { fill, fillOpacity } = getComputedStyle(shape);
      if (fill === 'none' || x < left || x > right || y < top || y > bottom) continue;
      const [r, g, b, alpha] = rgba(fill);
      behind = { ...behind, colour: over([r, g, b, alpha * Number(fillOpacity)], behind.colour) };
    }
    return behind;
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
    judge(element, element.closest('svg') ? style.fill : style.color, '');
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (!isSeen(element)) continue;
    if (element.matches('input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea')) {
      judge(element, getComputedStyle(element).color, ' (what is typed)');
      if (element.placeholder) judge(element, getComputedStyle(element, '::placeholder').color, ' (placeholder)');
    }
    for (const part of ['::before', '::after']) {
      const style = getComputedStyle(element, part);
      if (/^"[^"]*[\p{L}\p{N}]/u.test(style.content)) judge(element, style.color, part);
    }
  }
  return [...found.values()];
}
