// Room: what has to be scrolled sideways, what is cut off, how large targets are, and what the bar leaves free.
// Every function is run by `page.evaluate` after `installColours`, and answers what is wrong.

/** Side of a target in CSS pixels (WCAG 2.2, 2.5.5), and under a finger (care.md, Access). */
export const TARGET_PX = 44;
export const TOUCH_TARGET_PX = 48;
/** How much of a low screen the ways out may take. */
export const LARGEST_BAR = 1 / 3;

/** What is wider than the screen; tables and listings scroll in frames of their own. */
export function sideways() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const culprits = [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5 && !one.closest('.table-region, pre'))
    .slice(0, 4).map(globalThis.care.name);
  return [`${scrollWidth} px wide on ${clientWidth}: ${culprits.join('; ')}`];
}

/** Words that their own box cuts off, or that stand outside of the screen. */
export function cutOff() {
  const { name, isSeen } = globalThis.care;
  const faults = [];
  for (const one of document.body.querySelectorAll('*')) {
    if (one.closest('svg') || !isSeen(one)) continue;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    if (textOverflow === 'ellipsis' && one.scrollWidth > one.clientWidth + 1) faults.push(`${name(one)} is shortened`);
    else if (!/\S/.test(one.textContent)) continue;
    else if ((hides(overflowX) && one.scrollWidth > one.clientWidth + 1) || (hides(overflowY) && one.scrollHeight > one.clientHeight + 1)) {
      faults.push(`${name(one)} is cut off`);
    }
  }
  return faults;
}

/** Words that lie upon other words: two texts of different elements that share more than a sliver. */
export function overlapping() {
  const { name, isSeen } = globalThis.care;
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!/\S/.test(walker.currentNode.data) || element.closest('script, style, noscript, .way-out, .skip-link, svg') || !isSeen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) texts.push({ element, box });
  }
  texts.sort((one, other) => one.box.top - other.box.top);
  const faults = new Set();
  texts.forEach((one, i) => {
    for (const other of texts.slice(i + 1)) {
      if (other.box.top > one.box.bottom) break;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      // Lines are set closer than letters are tall: only what shares over half of its height is upon another.
      if (wide > 2 && high > 0.5 * Math.min(one.box.height, other.box.height) && one.element !== other.element) {
        faults.add(`${name(one.element)} lies upon ${name(other.element)}`);
      }
    }
  });
  return [...faults];
}

/** Targets smaller than `least`. Links within a sentence are excepted (2.5.5, Inline). */
export function smallTargets(least) {
  const { name, isSeen } = globalThis.care;
  const isInline = (link) => {
    if (!['inline', 'inline-block'].includes(getComputedStyle(link).display)) return false;
    const sentence = link.closest('p, li, dd, dt, td, th, caption, figcaption, small, label, legend, h1, h2, h3');
    return sentence !== null && sentence.textContent.trim().length > link.textContent.trim().length + 1;
  };
  const target = (one) => {
    const choice = one.matches('input[type=radio], input[type=checkbox]') ? one.closest('label') : null;
    if (choice) return choice;
    // A card's link covers the whole card.
    const cover = getComputedStyle(one, '::after');
    return cover.position === 'absolute' && cover.content !== 'none' ? one.offsetParent ?? one : one;
  };
  const all = document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button]');
  return [...all]
    .filter((one) => isSeen(one) && !one.matches('.skip-link') && !(one.tagName === 'A' && isInline(one)))
    .map((one) => ({ one, box: target(one).getBoundingClientRect() }))
    .filter(({ box }) => box.height < least - 0.5 || box.width < least - 0.5)
    .map(({ one, box }) => `${name(one)} is ${Math.round(box.width)} × ${Math.round(box.height)} px, not ${least}`);
}

/** Fixed bars that leave too little of the screen. */
export function greedyBars(most) {
  const { name, isSeen } = globalThis.care;
  return [...document.body.querySelectorAll('*')]
    .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && isSeen(one))
    .map((one) => ({ one, share: one.getBoundingClientRect().height / innerHeight }))
    .filter(({ share }) => share > most)
    .map(({ one, share }) => `${name(one)} takes ${Math.round(100 * share)} % of the screen's height`);
}
