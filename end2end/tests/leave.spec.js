// Leaving: at once, from anywhere, and with nothing left behind (care.md, Leave this page).
import { AMARA, sessionCookie, signIn } from '../site/people.js';
import { NOTHING, TARGET, fillStores, playWeather, stores } from '../site/stores.js';
import { expect, test } from '../site/test.js';

// On a site of its own, because it ends sessions; and the weather page is played by a stand-in.
const NO_ICON = /\/favicon\.ico\)$/;

// A file that names no icon has Chromium ask for one at the usual place.
test.use({ data: 'own', mayAskFor: [TARGET], provoked: [NO_ICON] });

/** The session has gone on both sides. */
async function expectSignedOut(page, site, cookie) {
  await expect.poll(() => sessionCookie(page)).toBeUndefined();
  const answer = await fetch(`${site.url}/creators/${AMARA.creator}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
  expect(answer.status).toBe(403);
}

/** Whether everything that the page showed is gone, looked at from within the page. */
const isBlank = () => document.body.childNodes.length === 0 && document.styleSheets.length === 0;

const shiftThrice = async (page) => {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
};

/** The page as it is when nothing but the act itself has run: no frame and no timer comes. */
const stopAfterTheAct = (page, ...names) => page.evaluate((stopped) => stopped.forEach((name) => (globalThis[name] = () => 0)), names);

test('the link works without scripts @without-scripts', async ({ page, site }) => {
  await signIn(page, AMARA, '/newsroom');
  const cookie = await sessionCookie(page);
  await page.evaluate(() => localStorage.setItem('a', '1'));
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/leave');
  const going = page.waitForRequest(TARGET);
  await page.getByRole('link', { name: 'Leave this page' }).first().click({ noWaitAfter: true });
  const answer = await answered;
  expect(answer.status()).toBe(303);
  const headers = await answer.allHeaders();
  expect(headers.location).toBe(TARGET);
  expect(headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
  expect(headers['cache-control']).toBe('no-store');
  await going;
  await expectSignedOut(page, site, cookie);
  const later = await page.context().newPage();
  await later.goto('/');
  expect(await later.evaluate(() => localStorage.length)).toBe(0);
  await expect(later.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test.describe('with scripts @with-scripts', () => {
  test.beforeEach(async ({ context }) => playWeather(context));

  test('the link leaves nothing behind, and Back shows nothing of the site', async ({ page, site }) => {
    await signIn(page, AMARA);
    const cookie = await sessionCookie(page);
    const tab = await page.context().newPage();
    await tab.goto('/newsroom');
    await fillStores(tab);
    await tab.getByRole('link', { name: 'Leave this page' }).click();
    await expect(tab).toHaveURL(TARGET);
    await expectSignedOut(page, site, cookie);
    await tab.goBack();
    await expect(tab).toHaveURL('about:blank');
    await tab.goForward();
    await expect(tab).toHaveURL(TARGET);
    // A file that brings no script of ours and asks for no worker.
    await tab.goto('/robots.txt');
    expect(await stores(tab)).toEqual(NOTHING);
  });

  test('the page is blank in the same moment, and stays blank without a network', async ({ page, context }) => {
    await page.goto('/support');
    await fillStores(page);
    await context.setOffline(true);
    const blank = await page.evaluate((check) => {
      document.querySelector('[data-leave]').click();
      return new Function(`return (${check})()`)();
    }, isBlank.toString()).catch((error) => error.message);
    expect(blank).toBe(true);
    await expect(page).toHaveURL('/leave');
    await expect(page).toHaveTitle('Weather');
    // What the browser keeps out of the reach of scripts is told by leave-matrix.spec.js.
    await expect.poll(async () => ({ ...await stores(page), cookies: '' })).toEqual(NOTHING);
    expect(await page.evaluate(isBlank)).toBe(true);
    await context.setOffline(false);
  });

  test('the act itself makes the whole frame blank, whatever is on top', async ({ page }) => {
    await page.goto('/sign-in');
    await page.evaluate(() => document.body.appendChild(document.createElement('dialog')).showModal());
    await stopAfterTheAct(page, 'requestAnimationFrame', 'setTimeout');
    await shiftThrice(page);
    const taken = (await page.screenshot()).toString('base64');
    const colours = await page.evaluate(async (png) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const surface = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      surface.drawImage(picture, 0, 0);
      return new Set(new Uint32Array(surface.getImageData(0, 0, picture.width, picture.height).data.buffer)).size;
    }, taken);
    expect(colours).toBe(1);
  });

  test('leaving goes on where no frame comes', async ({ page }) => {
    await page.goto('/newsroom');
    await stopAfterTheAct(page, 'requestAnimationFrame');
    await shiftThrice(page);
    await expect(page).toHaveURL(TARGET);
  });

  test('leaving goes on where the tab goes before the blank frame', async ({ page, context, site }) => {
    await signIn(page, AMARA, '/newsroom');
    const cookie = await sessionCookie(page);
    await page.evaluate(() => localStorage.setItem('a', '1'));
    await stopAfterTheAct(page, 'requestAnimationFrame', 'setTimeout');
    await shiftThrice(page);
    // Leaving may be faster than this and lead elsewhere.
    await page.goto('about:blank').catch(() => {});
    await expectSignedOut(page, site, cookie);
    const later = await context.newPage();
    await later.goto('/robots.txt');
    await expect.poll(() => stores(later)).toEqual(NOTHING);
  });

  test('Shift three times leaves from every kind of page', async ({ page }) => {
    for (const address of ['/', '/support', '/ledger', '/nowhere']) {
      await page.goto(address);
      await shiftThrice(page);
      await expect(page, address).toHaveURL(TARGET);
    }
  });

  test('another key in between starts the count again', async ({ page }) => {
    await page.goto('/newsroom');
    for (const key of ['Shift', 'Shift', 'a', 'Shift', 'Shift']) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Newsroom');
    await page.keyboard.press('Shift');
    await expect(page).toHaveURL(TARGET);
  });

  test('Shift held down is one press', async ({ page }) => {
    await page.goto('/newsroom');
    for (let repeat = 0; repeat < 5; repeat += 1) await page.keyboard.down('Shift');
    await page.keyboard.up('Shift');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Newsroom');
  });

  test('three presses count only within five seconds', async ({ page }) => {
    await page.clock.install();
    await page.goto('/newsroom');
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
    await page.clock.runFor(5_001);
    await page.keyboard.press('Shift');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Newsroom');
    await page.keyboard.press('Shift');
    await page.clock.runFor(4_999);
    await page.keyboard.press('Shift');
    await page.clock.resume();
    await expect(page).toHaveURL(TARGET);
  });

  test('it works while one writes, and what was written is gone', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('Email address').fill('somebody@example.org');
    await shiftThrice(page);
    await expect(page).toHaveURL(TARGET);
  });

  test.describe('on a touch screen', () => {
    test.use({ hasTouch: true });

    /** Puts so many fingers on the screen. */
    async function touch(page, fingers) {
      const browser = await page.context().newCDPSession(page);
      const touchPoints = Array.from({ length: fingers }, (_, id) => ({ x: 100 + 60 * id, y: 400, id }));
      await browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }).catch(() => {});
    }

    test('three fingers at once leave, two do not', async ({ page }) => {
      await page.goto('/safety');
      await touch(page, 2);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your safety here');
      await touch(page, 3);
      await expect(page).toHaveURL(TARGET);
    });
  });
});

test('the safety page says what leaving can and cannot do', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Your safety here' }).click();
  await expect(page).toHaveTitle('Reading');
  for (const name of ['Three ways to leave', 'What it does', 'What it cannot do', 'Discreet mode']) {
    await expect(page.getByRole('heading', { name })).toBeVisible();
  }
  for (const limit of ['The list of pages in the browser.', 'The network.', 'Without a network.', 'Without scripts.']) {
    await expect(page.getByText(limit, { exact: true })).toBeVisible();
  }
});

test('leaving can be tried on the safety page', async ({ page, context }) => {
  await playWeather(context);
  await page.goto('/safety');
  await page.getByRole('link', { name: 'Try it: leave this page' }).click();
  await expect(page).toHaveURL(TARGET);
});

test.describe('the line for those who are new', () => {
  const line = (page) => page.getByRole('complementary', { name: 'New here?' });

  test('goes with "Not now", which leads back to the same page', async ({ page }) => {
    await page.goto('/ledger?creator=amara-j');
    await expect(line(page)).toBeVisible();
    await line(page).getByRole('button', { name: 'Not now' }).click();
    await expect(page).toHaveURL('/ledger?creator=amara-j');
    await expect(line(page)).toHaveCount(0);
    await page.goto('/');
    await expect(line(page)).toHaveCount(0);
  });

  test('goes once somebody knows how to leave', async ({ page }) => {
    await page.goto('/newsroom');
    await line(page).getByRole('link', { name: 'How to leave fast' }).click();
    await page.getByRole('button', { name: 'I know how to leave' }).click();
    await expect(page).toHaveURL('/');
    await expect(line(page)).toHaveCount(0);
  });

  test('is one row on the smallest screen, after the ways out, and not in the way of help', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto('/');
    expect((await line(page).boundingBox()).height).toBeLessThanOrEqual(56);
    const order = await page.evaluate(() => [...document.querySelectorAll('.way-out a, .introduction a')].map((one) => one.className));
    expect(order.length).toBe(3);
    const isAfter = await page.evaluate(() => Boolean(document.querySelector('.way-out').compareDocumentPosition(document.querySelector('.introduction')) & Node.DOCUMENT_POSITION_FOLLOWING));
    expect(isAfter).toBe(true);
    for (const address of ['/support', '/safety', '/sign-in', '/nowhere']) {
      await page.goto(address);
      await expect(line(page)).toHaveCount(0);
    }
  });
});
