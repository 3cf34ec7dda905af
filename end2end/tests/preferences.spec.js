// What a reader chooses on /preferences: kept on the device, in force from the first byte on, with and without scripts.
import { AMARA, signIn } from '../site/people.js';
import * as places from '../site/places.js';
import { expect, test } from '../site/test.js';

const COOKIE = '__Host-view';
const MAIN_PAGES = ['/', '/newsroom', '/ledger', '/proposals', '/support', '/preferences', '/accessibility', '/safety', '/sign-in'];

/** Every setting of the page with its choices, the standard first; as core/src/care/preferences.rs has them. */
const SETTINGS = {
  theme: ['system', 'light', 'dark', 'high-contrast'],
  'text-size': ['standard', 'large', 'larger', 'largest'],
  spacing: ['standard', 'wide'],
  face: ['standard', 'reading'],
  motion: ['standard', 'gentle', 'none'],
  stimulus: ['standard', 'low'],
  celebrations: ['hidden', 'shown'],
  strength: ['standard', 'gentle', 'strong'],
  presence: ['open', 'discreet'],
};

const kept = async (page) => (await page.context().cookies()).find(({ name }) => name === COOKIE);
const radio = (page, setting, choice) => page.locator(`input[name="${setting}"][value="${choice}"]`);
const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true }).click();

/** Chooses and keeps by the form, as a person would. */
async function choose(page, choices) {
  await page.goto('/preferences');
  for (const [setting, choice] of Object.entries(choices)) await radio(page, setting, choice).check();
  await press(page, 'Keep');
  await expect(page.getByRole('status').first()).toContainText('Kept on this device.');
}

/** Chooses by the cookie, which the form would have set. */
async function come(page, site, text) {
  await page.context().clearCookies({ name: COOKIE });
  const cookie = { name: COOKIE, value: text, domain: new URL(site.url).hostname, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
  if (text) await page.context().addCookies([cookie]);
}

/** What a browser makes of some properties of the first element that matches. */
const computed = (page, selector, ...properties) => page.locator(selector).first().evaluate((element, names) => {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
}, properties);

test('a choice shows at once, stays on every page, and is in the first answer', async ({ page }) => {
  await choose(page, { theme: 'dark', 'text-size': 'large' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(radio(page, 'theme', 'dark')).toBeChecked();
  for (const address of ['/', '/ledger', '/nowhere']) {
    const html = await (await page.goto(address)).text();
    expect(html.match(/<html[^>]*>/)[0]).toContain('data-theme="dark"');
    expect(html.match(/<html[^>]*>/)[0]).toContain('data-text-size="large"');
    expect(html).toContain('<meta name="color-scheme" content="dark">');
    expect(html).toMatch(/<meta name="theme-color" content="#[0-9a-f]{6}">/);
  }
});

test('every choice of every setting can be kept, and is what the page then shows', async ({ page }) => {
  // It goes through the form once for each choice.
  test.slow();
  for (const [setting, [standard, ...others]] of Object.entries(SETTINGS)) {
    for (const choice of others) {
      await choose(page, { [setting]: choice });
      await expect(page.locator('html')).toHaveAttribute(`data-${setting}`, choice);
      await expect(radio(page, setting, choice)).toBeChecked();
    }
    await page.goto('/preferences');
    await radio(page, setting, standard).check();
    await press(page, 'Keep');
    await expect(page.getByRole('status').first()).toContainText('Everything is as it was at first.');
    expect(await kept(page)).toBeUndefined();
  }
});

test('the note on the device is out of reach of scripts and holds the choices alone', async ({ page }) => {
  await choose(page, { theme: 'light', motion: 'none' });
  const { value, httpOnly, secure, sameSite } = await kept(page);
  expect({ value, httpOnly, secure, sameSite }).toEqual(
    { value: 'theme:light.motion:none', httpOnly: true, secure: true, sameSite: 'Lax' });
});

test('putting everything back takes the note away', async ({ page }) => {
  await choose(page, { theme: 'high-contrast', spacing: 'wide' });
  await press(page, 'Put everything back');
  await expect(page.getByRole('status').first()).toContainText('Nothing is kept on this device.');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  expect(await kept(page)).toBeUndefined();
});

test('one comes from a page by its footer, and goes back to it', async ({ page }) => {
  await page.goto('/proposals');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Preferences' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preferences');
  await radio(page, 'spacing', 'wide').check();
  await press(page, 'Keep');
  await expect(page.locator('html')).toHaveAttribute('data-spacing', 'wide');
  await press(page, 'Keep and go back');
  await expect(page).toHaveURL('/proposals');
  await expect(page.locator('html')).toHaveAttribute('data-spacing', 'wide');
});

test('the way back never leads to another site', async ({ page }) => {
  await page.goto('/preferences?return_to=%2F%2Fevil.example');
  await press(page, 'Keep and go back');
  await expect(page).toHaveURL('/');
});

test('a choice that there is not changes nothing, and the page says so kindly', async ({ page }) => {
  await choose(page, { theme: 'dark' });
  await page.goto('/preferences');
  await radio(page, 'strength', 'gentle').evaluate((input) => { input.value = 'off'; });
  await page.locator('input[name="strength"][value="off"]').check();
  await press(page, 'Keep');
  await expect(page.getByRole('alert')).toContainText('Please choose one of these.');
  await page.getByRole('alert').getByRole('link').click();
  await expect(page).toHaveURL(/#strength$/);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).not.toHaveAttribute('data-strength');
});

test('there is no off for protection', async ({ page }) => {
  await page.goto('/preferences');
  const values = await page.locator('input[name="strength"]').evaluateAll((all) => all.map(({ value }) => value));
  expect(values).toEqual(SETTINGS.strength);
});

test.describe('leaving', () => {
  test.use({ mayAskFor: ['https://www.bbc.co.uk/weather'] });

  test('takes the note away @without-scripts', async ({ page }) => {
    await choose(page, { theme: 'dark' });
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/leave');
    await page.getByRole('link', { name: 'Leave this page' }).first().click({ noWaitAfter: true });
    expect((await answered).status()).toBe(303);
    await expect.poll(() => kept(page)).toBeUndefined();
  });
});

test.describe('no setting makes a page scroll sideways at 320 px', () => {
  const LOOKS = [
    ...Object.entries(SETTINGS).flatMap(([setting, [, ...others]]) => others.map((choice) => `${setting}:${choice}`)),
    'text-size:largest.spacing:wide.face:reading',
    'theme:high-contrast.text-size:largest.spacing:wide.face:reading.stimulus:low',
  ];
  for (const look of LOOKS) {
    test(look, async ({ page, site }) => {
      await come(page, site, look);
      await page.setViewportSize({ width: 320, height: 800 });
      for (const address of [...MAIN_PAGES, await places.warnedArticle(page), await places.counted(page)]) {
        await page.goto(address);
        const widest = await page.evaluate(() => ({
          page: document.documentElement.scrollWidth,
          culprits: [...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > 320.5 && !one.closest('.table-region, pre'))
            .map((one) => `${one.tagName} ${one.className}`).slice(0, 5),
        }));
        expect.soft(widest.page, `${address}: ${widest.culprits.join('; ')}`).toBeLessThanOrEqual(320);
      }
    });
  }
});

test.describe('each setting does what it says', () => {
  test('themes set the ground, and the browser\'s own colours with it', async ({ page, site }) => {
    const grounds = {};
    for (const theme of SETTINGS.theme) {
      await come(page, site, theme === 'system' ? '' : `theme:${theme}`);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await page.goto('/');
        const found = await computed(page, 'html', 'background-color', 'color', 'color-scheme');
        grounds[`${theme}, ${colorScheme}`] = [found['background-color'], found['color-scheme']];
      }
    }
    expect(grounds).toEqual({
      'system, light': ['rgb(250, 250, 250)', 'light dark'],
      'system, dark': ['rgb(18, 16, 14)', 'light dark'],
      'light, light': ['rgb(250, 250, 250)', 'light'],
      'light, dark': ['rgb(250, 250, 250)', 'light'],
      'dark, light': ['rgb(18, 16, 14)', 'dark'],
      'dark, dark': ['rgb(18, 16, 14)', 'dark'],
      'high-contrast, light': ['rgb(0, 0, 0)', 'dark'],
      'high-contrast, dark': ['rgb(0, 0, 0)', 'dark'],
    });
    expect(await computed(page, 'main p', 'color')).toEqual({ color: 'rgb(255, 255, 255)' });
  });

  test('sizes multiply the browser\'s own', async ({ page, site }) => {
    const sizes = [];
    for (const size of SETTINGS['text-size']) {
      await come(page, site, `text-size:${size}`);
      await page.goto('/safety');
      const [root, text] = [await computed(page, 'html', 'font-size'), await computed(page, 'main li', 'font-size')];
      sizes.push([root['font-size'], text['font-size']]);
    }
    expect(sizes).toEqual([['16px', '18px'], ['20px', '22.5px'], ['24px', '27px'], ['32px', '36px']]);
  });

  test('wide spacing is that of WCAG 2.2, 1.4.12', async ({ page, site }) => {
    await come(page, site, 'spacing:wide');
    await page.goto('/accessibility');
    const found = await page.locator('main p').first().evaluate((element) => {
      const style = getComputedStyle(element);
      const size = parseFloat(style.fontSize);
      return ['line-height', 'letter-spacing', 'word-spacing', 'margin-block-end']
        .map((name) => Math.round((100 * parseFloat(style.getPropertyValue(name))) / size) / 100);
    });
    expect(found[0]).toBeGreaterThanOrEqual(1.5);
    expect(found.slice(1)).toEqual([0.12, 0.16, 2]);
  });

  test('the reading face is asked for by name, also in headings', async ({ page, site }) => {
    await come(page, site, 'face:reading');
    await page.goto('/safety');
    for (const selector of ['body', 'h1']) {
      expect((await computed(page, selector, 'font-family'))['font-family']).toMatch(/^"?Atkinson Hyperlegible Next/);
    }
  });

  /** Everything on the page that would move. */
  const moving = (page) => page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration.split(',').some((time) => parseFloat(time) > 0);
  }).map(({ tagName, className }) => `${tagName} ${className}`));

  test('without movement nothing has a transition or an animation', async ({ page, site }) => {
    for (const look of ['motion:none.celebrations:shown', 'stimulus:low.celebrations:shown']) {
      await come(page, site, look);
      for (const address of ['/', '/newsroom', '/preferences', await places.counted(page)]) {
        await page.goto(address);
        expect(await moving(page), `${look}, ${address}`).toEqual([]);
      }
    }
    await come(page, site, '');
    await page.goto('/preferences');
    expect((await moving(page)).length, 'something can move at all').toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moving(page)).toEqual([]);
  });

  test('gentle movement changes colours and nothing else', async ({ page, site }) => {
    await come(page, site, 'motion:gentle');
    await page.goto('/preferences');
    const { 'transition-property': changes } = await computed(page, '.choice', 'transition-property');
    expect(changes.split(', ').filter((one) => !/color|opacity|fill|stroke/.test(one))).toEqual([]);
  });

  test('low stimulus takes the decoration away', async ({ page, site }) => {
    await page.goto('/');
    await expect(page.locator('.woven').first()).toBeVisible();
    await come(page, site, 'stimulus:low');
    await page.goto('/');
    for (const woven of await page.locator('.woven').all()) await expect(woven).toBeHidden();
  });
});

test.describe('joyful moments', () => {
  const sign = (page) => page.locator('.celebration');

  test('are there only for readers who asked, short, and said in words', async ({ page, site }) => {
    const passed = await places.passed(page);
    await page.goto(passed);
    await expect(sign(page)).toHaveCount(0);
    await come(page, site, 'celebrations:shown');
    await page.goto(passed);
    await expect(sign(page)).toHaveText('This passed. Members decided it together.');
    await expect(sign(page)).toHaveRole('status');
    const longest = await page.evaluate(() => Math.max(...document.getAnimations().map((one) => one.effect.getComputedTiming().endTime)));
    expect(longest).toBeLessThanOrEqual(1_000);
    await page.goto('/support');
    await expect(sign(page)).toHaveCount(0);
  });

  test('are not on the page of somebody with many payments', async ({ page, site }) => {
    await signIn(page, AMARA, '/');
    await come(page, site, 'celebrations:shown');
    await page.goto(`/creators/${AMARA.creator}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(sign(page)).toHaveCount(0);
  });
});

test('a build whose tests are not attached claims nothing', async ({ page }) => {
  test.skip(Boolean(process.env.BLKOUT_CARE_REPORT), 'this run makes the report');
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Accessibility' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accessibility');
});
