// The checks of the care suite, each shown something that is wrong: a check that never fails checks nothing.
import { everyRule, rulesOfColours } from '../site/care/axe.js';
import { installColours } from '../site/care/colours.js';
import { faintText, LEAST_RATIO } from '../site/care/contrast.js';
import { faultsByKeyboard, faultsOfMarks } from '../site/care/focus.js';
import { faultsOfDocument, faultsOfLandmarks } from '../site/care/landmarks.js';
import { cutOff, greedyBars, LARGEST_BAR, overlapping, sideways, smallTargets, TARGET_PX } from '../site/care/layout.js';
import { LONGEST_MS, moving, movingDespiteWish, shifts } from '../site/care/motion.js';
import { faultsOfTitle } from '../site/care/titles.js';
import { patternOf, patterns } from '../site/patterns.js';
import { expect, test } from '../site/test.js';

/** A page that is as it should be. */
const GOOD = {
  style: `
    html { background: #fff; color: #111; scroll-padding-block: 1rem 4rem; }
    body { padding-block-end: 4rem; }
    a { display: inline-flex; min-height: 44px; min-width: 44px; color: #111; }
    a:focus { outline: 3px solid #111; }
    .way-out { position: fixed; inset: auto 0 0 0; height: 3rem; background: #000; }
    .way-out a { color: #fff; }
    .way-out a:focus { outline: 3px solid #fff; outline-offset: -6px; }`,
  main: '<h1>A page</h1><p>Words that can be read.</p><ul><li><a href="/newsroom">Newsroom</a></li></ul>',
};

async function show(page, { style = '', main = '', head = '', html = '', reach = 'tabindex="-1"' } = {}) {
  await page.route('**/shown', (route) => route.fulfill({
    contentType: 'text/html',
    body: `<!DOCTYPE html><html lang="en-GB" ${html}><head><title>Reading</title>${head}<style>${GOOD.style}${style}</style></head><body>
      <nav class="way-out" aria-label="Leave or get help"><a href="/leave">Leave this page</a></nav>
      <header><a href="/">Home</a></header><main id="main" ${reach}>${GOOD.main}${main}</main><footer><p>The end.</p></footer></body></html>`,
  }));
  await page.goto('/shown');
  await page.evaluate(installColours);
}

const look = {
  contrast: (page) => page.evaluate(faintText, LEAST_RATIO),
  'contrast by axe': rulesOfColours,
  'every rule of axe': everyRule,
  'focus by keyboard': async (page) => (await faultsByKeyboard(page)).faults,
  'marks of the focus': faultsOfMarks,
  landmarks: faultsOfLandmarks,
  document: (page) => page.evaluate(faultsOfDocument),
  targets: (page) => page.evaluate(smallTargets, TARGET_PX),
  sideways: (page) => page.evaluate(sideways),
  bars: (page) => page.evaluate(greedyBars, LARGEST_BAR),
  'cut off': (page) => page.evaluate(cutOff),
  overlapping: (page) => page.evaluate(overlapping),
  motion: movingDespiteWish,
  'long motion': (page) => page.evaluate(moving, LONGEST_MS),
  shifts: (page) => page.evaluate(shifts),
};

/** What is broken, the check that has to see it, and a word that has to stand in what it says. */
const BROKEN = [
  ['faint letters', 'contrast', { main: '<p class="faint">Faint</p>', style: '.faint { color: #777 }' }, '4.48:1'],
  ['letters made faint by opacity', 'contrast', { main: '<p class="faint">Faint</p>', style: '.faint { opacity: .6 }' }, 'Faint'],
  ['letters on a gradient', 'contrast', { main: '<p class="band">Band</p>', style: '.band { background: linear-gradient(#fff, #555) }' }, '85,85,85'],
  ['letters that a drawing hides', 'contrast', { main: '<svg width="90" height="30"><rect width="90" height="30" fill="#444"/><text y="20" fill="#111">Nine</text></svg>' }, 'Nine'],
  ['a placeholder', 'contrast', { main: '<input aria-label="Name" placeholder="Ada">', style: '::placeholder { color: #999 }' }, 'placeholder'],
  ['between AA and AAA', 'contrast by axe', { main: '<p class="faint">Faint</p>', style: '.faint { color: #666 }' }, 'color-contrast-enhanced'],
  ['a field without a name', 'every rule of axe', { main: '<input>' }, 'label'],
  ['a link without a mark', 'focus by keyboard', { style: 'main a:focus { outline: none }' }, 'no mark'],
  ['a faint mark', 'marks of the focus', { style: 'main a:focus { outline-color: #ddd }' }, 'under 3:1'],
  ['a link behind the bar', 'focus by keyboard', { style: 'html { scroll-padding: 0 } main { padding-block-start: 90vh } .way-out { height: 9rem }' }, 'behind'],
  ['two mains', 'landmarks', { main: '<div role="main">Another</div>' }, '2 landmarks are a main'],
  ['a navigation without a name', 'landmarks', { main: '<nav><a href="/x">There</a></nav>' }, 'no name'],
  ['a main part that the keyboard cannot be moved to', 'document', { reach: '' }, 'cannot be moved'],
  ['a rank left out', 'document', { main: '<h4>Deep</h4>' }, 'follows a heading of rank 1'],
  ['a small target', 'targets', { main: '<button style="width:20px;height:20px">x</button>' }, '20 × 20'],
  ['something too wide', 'sideways', { main: '<div style="width:400px">wide</div>' }, 'on 320'],
  ['a bar over half of the screen', 'bars', { style: '.way-out { height: 50vh }' }, '50 %'],
  ['words cut off', 'cut off', { main: '<p style="height:1em;overflow:hidden">One line<br>another line</p>' }, 'cut off'],
  ['words upon words', 'overlapping', { main: '<p style="margin-bottom:-2.5em">One</p><p>Other</p><p style="margin-top:-2.2em">Third</p>' }, 'lies upon'],
  ['something that fades', 'motion', { style: 'main a { transition: color 1ms }' }, 'changes over'],
  ['something that moves under the pointer', 'motion', { style: '@keyframes shake { to { margin: 1px } } main a:hover { animation: shake 1s infinite }' }, 'shake'],
  ['something that takes too long', 'long motion', { style: 'main a { transition: color 2s }' }, '2s'],
];

test('the checks find nothing on a page that is as it should be @with-scripts', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  await show(page);
  for (const [name, check] of Object.entries(look)) expect(await check(page), name).toEqual([]);
});

test.describe('the checks see', () => {
  test.use({ provoked: [/./] });
  for (const [name, check, broken, words] of BROKEN) {
    test(`${name} @with-scripts`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 600 });
      await show(page, broken);
      expect((await look[check](page)).join('\n')).toContain(words);
    });
  }

  test('what jumps while the page loads @with-scripts', async ({ page }) => {
    const late = 'document.querySelector("h1").before(Object.assign(document.createElement("div"), { style: "height: 9rem" }))';
    const painted = (work) => `requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => ${work})))`;
    await show(page, { head: `<script>addEventListener("load", () => ${painted(late)})</script>` });
    await expect(async () => expect((await page.evaluate(shifts)).join()).toContain('0.')).toPass({ timeout: 10_000 });
  });

  test('a title that tells @with-scripts', () => {
    expect(faultsOfTitle('Ledger')).toEqual(['the title is "Ledger"']);
    expect(faultsOfTitle('Reading')).toEqual([]);
  });
});

test('an address belongs to the narrowest pattern @with-scripts', () => {
  expect(patterns()).toContain('/payouts/batches/{id}');
  expect(patternOf('/payouts/batches/1?x=1')).toBe('/payouts/batches/{id}');
  expect(patternOf('/payouts/1/settle')).toBe('/payouts/{id}/{step}');
  expect(patternOf('/nowhere')).toBeUndefined();
});
