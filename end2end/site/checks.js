// What must hold for every page, whatever it is about.
import { AxeBuilder } from '@axe-core/playwright';

import { expect } from './test.js';

const RULES = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [320, 1280];
const LOOKS = [
  { name: 'light', colorScheme: 'light', contrast: 'no-preference' },
  { name: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { name: 'light, more contrast', colorScheme: 'light', contrast: 'more' },
  { name: 'dark, more contrast', colorScheme: 'dark', contrast: 'more' },
];

/** Shows `work` the page at each width in each look. */
async function inEveryLook(page, work) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const { name, ...media } of LOOKS) {
      await page.emulateMedia(media);
      // Colours fade from one look to the next; what counts is where they arrive.
      await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
      await work(`${width} px, ${name}`);
    }
  }
}

/** axe finds nothing, in any look at any width. */
export async function expectAccessible(page) {
  await inEveryLook(page, async (look) => {
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
    expect(found, `axe at ${look}`).toEqual([]);
  });
}

/** At 320 px, which is also 1280 px at 400 %, nothing has to be scrolled sideways but tables in their own frame. */
export async function expectNoSidewaysScroll(page) {
  await page.setViewportSize({ width: 320, height: 800 });
  const widest = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    culprits: [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > 320.5 && !one.closest('.table-region, pre'))
      .map((one) => `${one.tagName} ${one.className}`)
      .slice(0, 5),
  }));
  expect(widest.page, widest.culprits.join('; ')).toBeLessThanOrEqual(320);
}

/** Everything that is pressed is at least 44 px high; links within a sentence are left to axe. */
export async function expectLargeTargets(page) {
  const small = await page.evaluate(() => [...document.querySelectorAll(
    'button, .button, summary, .site-nav a, .account a, .way-out a, .wordmark, .pager a, input:not([type=hidden]), select, textarea',
  )]
    // A radio button's target is its label.
    .map((one) => one.closest('label.choice') ?? one)
    .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 44)
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)}`));
  expect(small, 'targets under 44 px').toEqual([]);
}

/** What is wrong with the first three stops of the keyboard: to the content, out, to help. */
export async function faultsOfStops(page) {
  const stops = [];
  for (let press = 0; press < 3; press += 1) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => {
      const { textContent } = document.activeElement;
      return `${textContent.trim()} (${document.activeElement.getAttribute('href')})`;
    }));
  }
  const wanted = ['Skip to the content (#main)', 'Leave this page (/leave)', 'Help now (/support)'];
  return stops.join() === wanted.join() ? [] : [`the keyboard stops first at ${stops.join(', ')}`];
}

/** The headers that keep everybody else out of the page. */
export function expectStrictHeaders(headers) {
  const policy = Object.fromEntries(
    headers['content-security-policy'].split(';').map((part) => {
      const [name, ...values] = part.trim().split(/\s+/);
      return [name, values];
    }),
  );
  const nonce = policy['script-src'].find((value) => value.startsWith("'nonce-"));
  expect(nonce).toMatch(/^'nonce-[\w+/=-]{16,}'$/);
  expect(policy['script-src'].toSorted()).toEqual(["'self'", "'wasm-unsafe-eval'", nonce].toSorted());
  expect(policy['default-src']).toEqual(["'none'"]);
  expect(policy['frame-ancestors']).toEqual(["'none'"]);
  expect(policy['base-uri']).toEqual(["'none'"]);
  // The support page brings its style along, with the nonce of its script.
  expect([["'self'"], ["'self'", nonce]], 'style-src').toContainEqual(policy['style-src']);
  for (const name of ['img-src', 'font-src', 'connect-src', 'form-action']) {
    expect(policy[name], name).toEqual(["'self'"]);
  }
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(headers['permissions-policy']).toContain('geolocation=()');
  expect(headers['x-request-id']).toBeTruthy();
  return nonce;
}
