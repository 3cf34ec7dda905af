// Where the keyboard stands: seen at every stop, and hidden behind nothing.

/** WCAG 2.2, 2.4.13: the change against what surrounds it. */
export const LEAST_RATIO = 3;
/** The thinnest mark that counts, in CSS pixels (2.4.13). */
const THINNEST_PX = 2;
/** More stops than any page should have; a page with more is looked at up to here, and says so. */
const MOST_STOPS = 400;

/** What is wrong with the mark of the element that has the focus; run inside of the page after `installColours`. */
export function faultsOfFocus({ least, thinnest }) {
  const { rgba, over, ratio, grounds, name, isSeen } = globalThis.care;
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const own = element.getBoundingClientRect();
  const faults = [];

  const style = getComputedStyle(element);
  const offset = parseFloat(style.outlineOffset) || 0;
  const isInside = offset < 0 || /inset/.test(style.boxShadow);
  const around = grounds(isInside ? element : element.parentElement ?? element).colours;
  const marks = [];
  if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= thinnest) marks.push(style.outlineColor);
  for (const shadow of style.boxShadow === 'none' ? [] : style.boxShadow.split(/,(?![^(]*\))/)) {
    const lengths = shadow.match(/-?[\d.]+px/g)?.map(parseFloat) ?? [];
    if ((lengths[3] ?? 0) >= thinnest) marks.push(shadow.match(/[a-z]+\([^)]*\)/)?.[0] ?? '');
  }
  if (marks.length === 0) faults.push(`${name(element)} has no mark of the focus`);
  else if (!around.every((colour) => marks.some((mark) => ratio(over(rgba(mark), colour), colour) >= least))) {
    faults.push(`${name(element)} has a mark of the focus under ${least}:1`);
  }

  // A frame that cuts off what is outside of it cuts off the outline, too.
  const reach = Math.max(0, offset);
  if (!isInside) {
    for (let frame = element.parentElement; frame && frame !== document.body; frame = frame.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(frame);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const edge = frame.getBoundingClientRect();
      const cut = [own.left - reach - thinnest < edge.left, own.right + reach + thinnest > edge.right,
        own.top - reach - thinnest < edge.top, own.bottom + reach + thinnest > edge.bottom];
      if (cut.filter(Boolean).length > 2) faults.push(`${name(element)} has a mark of the focus that is cut off`);
      break;
    }
  }

  if (!isSeen(element)) faults.push(`${name(element)} has the focus and is not seen`);
  if (own.bottom <= 0 || own.top >= innerHeight || own.right <= 0 || own.left >= innerWidth) {
    faults.push(`${name(element)} has the focus outside of the screen`);
  }
  for (const bar of document.body.querySelectorAll('*')) {
    if (bar.contains(element) || !['fixed', 'sticky'].includes(getComputedStyle(bar).position) || !isSeen(bar)) continue;
    const edge = bar.getBoundingClientRect();
    const overlap = Math.min(own.right, edge.right) - Math.max(own.left, edge.left) > 1
      && Math.min(own.bottom, edge.bottom) - Math.max(own.top, edge.top) > 1;
    // What is taller than the room that scroll-padding leaves cannot be shown whole; its beginning has to be. In a large
    // field the browser shows the line that is written in, and leaves the rest of the field where it is.
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
    const room = innerHeight - (parseFloat(scrollPaddingTop) || 0) - (parseFloat(scrollPaddingBottom) || 0);
    const isWhole = own.height < room && !element.matches('textarea');
    if (overlap && (isWhole || own.top >= edge.top)) {
      faults.push(`${name(element)} has the focus behind ${name(bar)}`);
    }
  }
  return { key: [...document.querySelectorAll('*')].indexOf(element), faults };
}

/** Goes through the whole page with Tab, and answers what is wrong at any stop. */
export async function faultsByKeyboard(page) {
  const faults = [];
  const stops = new Set();
  await page.evaluate(() => {
    document.activeElement?.blur();
    // From here the next Tab is the first.
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  });
  for (let press = 0; press < MOST_STOPS; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(faultsOfFocus, { least: LEAST_RATIO, thinnest: THINNEST_PX });
    if (stop === null || stops.has(stop.key)) return { stops: stops.size, faults };
    stops.add(stop.key);
    faults.push(...stop.faults);
  }
  return { stops: stops.size, faults: [...faults, `more than ${MOST_STOPS} stops`] };
}

/**
 * The mark alone, on everything that can have the focus, without a keyboard: for further themes, in which only
 * colours differ.
 */
export async function faultsOfMarks(page) {
  // The policy of the page lets no text become a program; this is not a script of the page.
  await page.evaluate(`globalThis.care.faultsOfFocus = ${faultsOfFocus}`);
  return page.evaluate((limits) => {
    const { isSeen, faultsOfFocus: look } = globalThis.care;
    const faults = [];
    const all = document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
    for (const element of all) {
      if (!isSeen(element)) continue;
      element.focus({ focusVisible: true, preventScroll: true });
      if (document.activeElement !== element) continue;
      faults.push(...(look(limits)?.faults ?? []).filter((fault) => fault.includes('mark of the focus')));
    }
    document.activeElement?.blur();
    return faults;
  }, { least: LEAST_RATIO, thinnest: THINNEST_PX });
}
