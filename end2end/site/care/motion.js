// What moves. Every function is run by `page.evaluate` after `installColours`, and answers what is wrong.

/** The longest change that care.md allows where nobody asked for less, in milliseconds. */
export const LONGEST_MS = 600;
/** How many things the pointer is put on; of each kind the first. */
const HOVERED = ['.button', '.card', '.choice', 'summary', 'main a[href]', '.site-nav a', '.way-out a'];

/** Changes that take longer than `most` milliseconds, on any element in its present state. */
export function moving(most) {
  const { name } = globalThis.care;
  const faults = new Set();
  const milliseconds = (times) => Math.max(0, ...times.split(',').map((time) => parseFloat(time) * (/ms/.test(time) ? 1 : 1000)));
  for (const element of document.querySelectorAll('*')) {
    for (const part of [undefined, '::before', '::after']) {
      const style = getComputedStyle(element, part);
      if (milliseconds(style.transitionDuration) > most) faults.add(`${name(element)}${part ?? ''} changes over ${style.transitionDuration}`);
      // A picture to breathe with moves as slowly as one breathes; it is closed until somebody opens it.
      if (most > 0 && element.closest('details.breath')) continue;
      if (style.animationName !== 'none' && (most === 0 || milliseconds(style.animationDuration) > most)) {
        faults.add(`${name(element)}${part ?? ''} has the animation ${style.animationName}`);
      }
      if (most === 0 && style.scrollBehavior === 'smooth') faults.add(`${name(element)} scrolls smoothly`);
    }
  }
  if (most === 0) for (const { animationName, transitionProperty } of document.getAnimations()) faults.add(`${animationName ?? transitionProperty} runs`);
  for (const media of document.querySelectorAll('video, audio, marquee, img[src$=".gif"]')) faults.add(`${name(media)} plays`);
  return [...faults];
}

/** What moves at rest, under the pointer and with the focus, although it was asked not to. */
export async function movingDespiteWish(page) {
  const faults = await page.evaluate(moving, 0);
  for (const selector of HOVERED) {
    const one = page.locator(`${selector} >> visible=true`).first();
    if (!(await one.count())) continue;
    await one.hover({ force: true, timeout: 2_000 }).catch(() => {});
    faults.push(...(await page.evaluate(moving, 0)).map((fault) => `pointer on ${selector}: ${fault}`));
  }
  await page.mouse.move(0, 0);
  return faults;
}

/** How far the page has jumped since it began to load, as Chromium counts it; run by `page.evaluate`. */
export async function shifts() {
  const faults = [];
  await new Promise((resolve) => {
    // The buffered entries come with the first call; where there are none, no call comes.
    const observer = new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        const where = sources.map(({ node }) => node?.parentElement && globalThis.care.name(node.nodeType === 1 ? node : node.parentElement));
        if (!hadRecentInput) faults.push(`${value.toFixed(4)} by ${where.filter(Boolean).join(', ')}`);
      }
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
      observer.disconnect();
      resolve();
    })));
  });
  return faults;
}
