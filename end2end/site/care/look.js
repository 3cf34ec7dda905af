// One page, looked at in every theme, at every width, and in every way in which a reader may want it.
import { everyRule, rulesOfColours } from './axe.js';
import { installColours } from './colours.js';
import { faintText, LEAST_RATIO } from './contrast.js';
import { faultsByKeyboard, faultsOfMarks } from './focus.js';
import { faultsOfDocument, faultsOfLandmarks } from './landmarks.js';
import { cutOff, greedyBars, LARGEST_BAR, overlapping, sideways, smallTargets, TARGET_PX, TOUCH_TARGET_PX } from './layout.js';
import { LONGEST_MS, moving, movingDespiteWish, shifts } from './motion.js';
import { faultsOfTitle } from './titles.js';

/** The cookie in which a reader's choices travel; `view_cookie.rs` and `preferences.rs` say how. */
const CHOICES = '__Host-view';
const HEIGHT = 800;
const NARROW = 320;
const WIDE = 1280;
const WIDTHS = [NARROW, WIDE];
/** 1280 × 800 px at 400 %, in CSS pixels. */
const ZOOMED = { width: 320, height: 200 };
/** A device that asks for nothing. */
const PLAIN = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', reducedMotion: 'no-preference' };
/** What a browser is told of the reader's device. `high contrast` is a reader's own choice and comes by cookie. */
const THEMES = {
  light: PLAIN,
  dark: { ...PLAIN, colorScheme: 'dark' },
  'light, more contrast': { ...PLAIN, contrast: 'more' },
  'dark, more contrast': { ...PLAIN, colorScheme: 'dark', contrast: 'more' },
  'forced colours, light': { ...PLAIN, forcedColors: 'active' },
  'forced colours, dark': { ...PLAIN, colorScheme: 'dark', forcedColors: 'active' },
};

/** Opens the page as a reader with these choices would. */
async function open(page, address, { choices = '', width = WIDE, media = PLAIN }) {
  const { hostname } = new URL(address);
  const cookie = { name: CHOICES, domain: hostname, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
  if (choices) await page.context().addCookies([{ ...cookie, value: choices }]);
  else await page.context().clearCookies({ name: CHOICES });
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia(media);
  await page.goto(address);
  await page.evaluate(installColours);
}

/** Colours fade from one look to the next; what counts is where they arrive. */
const settle = (page) => page.evaluate(() => document.getAnimations().forEach((animation) => {
  if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
  else animation.finish();
}));

const openEverything = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((one) => one.open = true));

/** Colours of one theme at both widths. */
async function lookAtColours(page, theme, findings) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    await settle(page);
    const state = `${theme}, ${width} px`;
    // axe does not know of forced colours: it reads the fill that a style asks for and not the colour that is drawn.
    if (!theme.startsWith('forced')) findings.add('axe', state, await rulesOfColours(page));
    findings.add('contrast', state, await page.evaluate(faintText, LEAST_RATIO));
    findings.add('focus', state, await faultsOfMarks(page));
  }
}

/** As it comes: every rule, in the plainest theme. */
async function asItComes(page, address, findings, { neutral }) {
  for (const width of WIDTHS) {
    const state = `${width} px`;
    await open(page, address, { width });
    findings.add('shift', state, await page.evaluate(shifts));
    findings.add('axe', `light, ${state}`, await everyRule(page));
    findings.add('focus', `by keyboard, ${state}`, (await faultsByKeyboard(page)).faults);
    await openEverything(page);
    findings.add('axe', `light, ${state}, everything open`, await everyRule(page));
    findings.add('landmarks', state, [...await faultsOfLandmarks(page), ...await page.evaluate(faultsOfDocument)]);
    findings.add('targets', state, await page.evaluate(smallTargets, TARGET_PX));
    findings.add('reflow', state, await page.evaluate(sideways));
    findings.add('spacing', `standard, ${state}`, [...await page.evaluate(cutOff), ...await page.evaluate(overlapping)]);
  }
  findings.add('motion', 'nothing asked for', await page.evaluate(moving, LONGEST_MS));
  if (neutral) findings.add('title', 'sensitive page', faultsOfTitle(await page.title()));
  for (const [theme, media] of Object.entries(THEMES)) {
    // Chromium forces its colours upon a page only while it loads.
    if (media.forcedColors === 'active') await open(page, address, { media });
    else await page.emulateMedia(media);
    await openEverything(page);
    await lookAtColours(page, theme, findings);
  }
  await open(page, address, {});
  await page.setViewportSize(ZOOMED);
  findings.add('reflow', '400 %', [...await page.evaluate(sideways), ...await page.evaluate(greedyBars, LARGEST_BAR)]);
  findings.add('focus', 'by keyboard, 400 %', (await faultsByKeyboard(page)).faults);
}

/** Under a finger, the pointer is coarse. */
async function underAFinger(page, findings) {
  const line = await page.context().newCDPSession(page);
  await line.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    const isCoarse = await page.evaluate(() => matchMedia('(pointer: coarse)').matches);
    findings.add('targets', `touch, ${width} px`, isCoarse ? await page.evaluate(smallTargets, TOUCH_TARGET_PX) : ['the pointer is not coarse']);
  }
  await line.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  await line.detach();
}

/** With the reader's own choices, each kept in the cookie and effective from the first byte on. */
async function asChosen(page, address, findings) {
  await open(page, address, { choices: 'theme:high-contrast.introduced:yes', width: NARROW });
  await openEverything(page);
  await lookAtColours(page, 'high contrast', findings);

  await open(page, address, { choices: 'text-size:largest.spacing:wide.face:reading', width: NARROW });
  await openEverything(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    const state = `largest, wide, ${width} px`;
    findings.add('spacing', state, [...await page.evaluate(cutOff), ...await page.evaluate(overlapping)]);
    findings.add('reflow', state, await page.evaluate(sideways));
  }

  await open(page, address, { choices: 'introduced:yes', media: { ...PLAIN, reducedMotion: 'reduce' } });
  await openEverything(page);
  findings.add('motion', 'the device asks for less', await movingDespiteWish(page));
  await open(page, address, { choices: 'motion:none.presence:discreet' });
  findings.add('motion', 'the reader asks for none', await page.evaluate(moving, 0));
  findings.add('title', 'discreet', faultsOfTitle(await page.title()));
  await open(page, address, { choices: 'stimulus:low' });
  findings.add('motion', 'low stimulus', await page.evaluate(moving, 0));
}

/**
 * Looks at the page at `address`, which `page` may open, in every way.
 * @param {{neutral?: boolean}} route  whether the page's title is always neutral
 */
export async function lookAt(page, address, findings, route) {
  await asItComes(page, address, findings, route);
  await underAFinger(page, findings);
  await asChosen(page, address, findings);
  await page.context().clearCookies({ name: CHOICES });
}
