// How a page is built for somebody who hears it: language, landmarks, headings, live regions.

/** The landmarks of every page, in their order; what else there is stands inside of them or is named. */
const FRAME = ['navigation "Leave or get help"', 'banner', 'main', 'contentinfo'];
const LANDMARK = /^(\s*)- (banner|complementary|contentinfo|form|main|navigation|region|search)\b(?: "([^"]*)")?/;

/** What is wrong with the outline that a screen reader is given, in Playwright's ARIA snapshot. */
export async function faultsOfLandmarks(page) {
  const snapshot = await page.locator('body').ariaSnapshot();
  const landmarks = snapshot.split('\n').flatMap((line) => {
    const [, depth, role, name = ''] = line.match(LANDMARK) ?? [];
    return role ? [{ depth: depth.length, role, name, text: name ? `${role} "${name}"` : role }] : [];
  });
  const faults = [];
  const outermost = landmarks.filter(({ depth }) => depth === 0).map(({ text }) => text);
  const inOrder = outermost.filter((text) => FRAME.includes(text));
  if (inOrder.join() !== FRAME.join()) faults.push(`the landmarks are ${outermost.join(', ')}`);
  for (const role of ['banner', 'main', 'contentinfo']) {
    const count = landmarks.filter((one) => one.role === role).length;
    if (count !== 1) faults.push(`${count} landmarks are a ${role}`);
  }
  const needName = landmarks.filter(({ role }) => ['navigation', 'region', 'complementary', 'form'].includes(role));
  faults.push(...needName.filter(({ name }) => !name).map(({ role }) => `a ${role} has no name`));
  const names = needName.map(({ text }) => text);
  const twice = names.filter((text, i) => names.indexOf(text) !== i);
  faults.push(...new Set(twice.map((text) => `${text} is there more than once`)));
  return faults;
}

/** What is wrong with language, headings and live regions; run by `page.evaluate` after `installColours`. */
export function faultsOfDocument() {
  const { name } = globalThis.care;
  const faults = [];
  const { lang } = document.documentElement;
  if (lang !== 'en-GB') faults.push(`the language is "${lang}"`);
  if (!document.title.trim()) faults.push('there is no title');
  // Where the skip link leads. Not every browser moves the keyboard there of its own accord.
  if (!document.querySelector('main#main[tabindex="-1"]')) faults.push('the keyboard cannot be moved to the main part');
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => one.checkVisibility());
  const first = headings.filter((one) => one.tagName === 'H1');
  if (first.length !== 1) faults.push(`${first.length} headings of the first rank`);
  headings.reduce((before, one) => {
    const rank = Number(one.tagName[1]);
    if (rank > before + 1) faults.push(`${name(one)} follows a heading of rank ${before}`);
    return rank;
  }, 0);
  for (const one of document.querySelectorAll('[aria-live=assertive]')) faults.push(`${name(one)} interrupts`);
  for (const one of document.querySelectorAll('[autofocus], [accesskey], [tabindex]:not([tabindex="0"], [tabindex="-1"])')) {
    faults.push(`${name(one)} takes the keyboard for itself`);
  }
  for (const one of document.querySelectorAll('meta[name=viewport]')) {
    if (/user-scalable|maximum-scale/.test(one.content)) faults.push('the page cannot be enlarged');
  }
  return faults;
}
