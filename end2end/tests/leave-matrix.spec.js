// Leaving in every situation: whatever was kept is gone afterwards, from every store, and Back finds nothing.
import { chromium } from '@playwright/test';

import { openDoor } from '../site/door.js';
import { AMARA, sessionCookie, signIn } from '../site/people.js';
import { NOTHING, TARGET, bytesLeft, cookieNames, fillStores, history, playWeather, stores } from '../site/stores.js';
import { expect, test } from '../site/test.js';

// A file that names no icon has Chromium ask for one at the usual place.
test.use({ data: 'own', mayAskFor: [TARGET], provoked: [/\/favicon\.ico\)$/] });

const shiftThrice = async (page) => {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
};

async function threeFingers(page) {
  const browser = await page.context().newCDPSession(page);
  const touchPoints = [0, 1, 2].map((id) => ({ x: 100 + 60 * id, y: 300, id }));
  await browser.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }).catch(() => {});
}

const byLink = (page) => page.getByRole('link', { name: 'Leave this page', exact: true }).click();

/** Nothing is left, in the browser's own count and in a page of the site that is opened afterwards. */
async function expectNothingLeft(page, origin) {
  await expect.poll(() => cookieNames(page.context(), origin)).toEqual([]);
  await expect.poll(() => bytesLeft(page, origin)).toEqual({});
  // A file of the site that brings no script of ours and asks for no worker.
  await page.goto(`${origin}/robots.txt`);
  expect(await stores(page)).toEqual(NOTHING);
}

/** Wherever Back leads, it is not to something that the site shows. */
async function expectBackFindsNothing(page, origin) {
  const entries = await history(page);
  const ours = entries.filter((url) => url.startsWith(origin) && url !== `${origin}/leave`);
  expect(ours, 'pages of the site in the history of the tab').toEqual([]);
  for (let step = 1; step < entries.length; step += 1) {
    // An entry that was /leave leads to the weather again, which this machine cannot reach by a redirect.
    await page.goBack({ waitUntil: 'commit' }).catch(() => {});
    expect([TARGET, 'about:blank', 'chrome-error://chromewebdata/']).toContain(page.url());
  }
}

test.describe('with scripts @with-scripts', () => {
  test.use({ hasTouch: true });
  test.beforeEach(async ({ context }) => playWeather(context));

  for (const { name, act } of [
    { name: 'the link', act: byLink },
    { name: 'Shift three times', act: shiftThrice },
    { name: 'three fingers', act: threeFingers },
  ]) {
    test(`${name}, signed in, after a visit of several pages`, async ({ page, site }) => {
      await signIn(page, AMARA, `/creators/${AMARA.creator}`);
      const cookie = await sessionCookie(page);
      await page.goto('/newsroom');
      await page.goto('/ledger');
      await fillStores(page);
      expect(await bytesLeft(page, site.url)).not.toEqual({});
      await act(page);
      await expect(page).toHaveURL(TARGET);
      await expectBackFindsNothing(page, site.url);
      await expectNothingLeft(page, site.url);
      const answer = await fetch(`${site.url}/creators/${AMARA.creator}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
      expect(answer.status).toBe(403);
    });
  }

  test('before the document has come to its end', async ({ browser, site }) => {
    // The door is another origin, so it gets a context of its own.
    const door = await halfADocument(site.url);
    const context = await browser.newContext();
    await playWeather(context);
    const page = await context.newPage();
    await page.goto(`${door.url}/newsroom`, { waitUntil: 'commit' });
    await expect(page.getByRole('link', { name: 'Leave this page' })).toBeVisible();
    expect(await page.evaluate(() => document.readyState)).toBe('loading');
    await fillStores(page);
    await shiftThrice(page);
    await expect(page).toHaveURL(TARGET);
    await expectNothingLeft(page, door.url);
    await context.close();
    await door.close();
  });

  test.describe('with the worker at work', () => {
    test.use({ serviceWorkers: 'allow' });
    test('its registration and its copies are gone, too', async ({ page, site }) => {
      await page.goto('/newsroom');
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
      await page.goto('/ledger');
      await fillStores(page);
      expect((await stores(page)).workers).toBe(1);
      expect(Object.keys(await bytesLeft(page, site.url)).toSorted()).toEqual(expect.arrayContaining(['cache_storage', 'indexeddb', 'service_workers']));
      await byLink(page);
      await expect(page).toHaveURL(TARGET);
      await expectBackFindsNothing(page, site.url);
      await expectNothingLeft(page, site.url);
    });
  });

  test.describe('while the islands come alive', () => {
    // The page's own loading of the code is stopped, and says so.
    test.use({ provoked: [/\/favicon\.ico\)$|^uncaught: TypeError: Failed to fetch$/] });
    test('nothing is left either', async ({ page, site }) => {
      // The code of the islands never arrives, so the page stays at the point of coming alive.
      const asked = page.waitForRequest(/\.wasm$/);
      await page.route(/\.wasm$/, () => {});
      await page.goto('/ledger');
      await asked;
      await fillStores(page);
      await shiftThrice(page);
      await expect(page).toHaveURL(TARGET);
      await expectBackFindsNothing(page, site.url);
      await expectNothingLeft(page, site.url);
    });
  });

  for (const { name, act } of [{ name: 'Shift', act: shiftThrice }, { name: 'three fingers', act: threeFingers }]) {
    test(`with a dialog open, by ${name}`, async ({ page, site }) => {
      await page.goto('/newsroom');
      await fillStores(page);
      await page.evaluate(() => {
        const dialog = document.body.appendChild(document.createElement('dialog'));
        dialog.append(document.createElement('input'));
        dialog.showModal();
      });
      await act(page);
      await expect(page).toHaveURL(TARGET);
      await expectNothingLeft(page, site.url);
    });
  }

  test('with a form half filled in: no question is asked, and no script has a last word', async ({ page, site }) => {
    const asked = [];
    page.on('dialog', (dialog) => asked.push(dialog.type()) && dialog.accept());
    await page.goto('/sign-in');
    await fillStores(page);
    await page.evaluate(() => {
      addEventListener('beforeunload', (event) => event.preventDefault());
      for (const type of ['pagehide', 'visibilitychange']) addEventListener(type, () => localStorage.setItem('draft', 'kept'));
    });
    await page.getByLabel('Email address').fill('somebody@example.org');
    await shiftThrice(page);
    await expect(page).toHaveURL(TARGET);
    expect(asked).toEqual([]);
    await expectBackFindsNothing(page, site.url);
    await expectNothingLeft(page, site.url);
  });

  test('every other tab of the site goes blank, too', async ({ page, context, site }) => {
    await page.goto('/newsroom');
    const other = await context.newPage();
    await other.goto('/proposals');
    const filled = await context.newPage();
    await filled.goto('/ledger');
    await fillStores(filled);
    await byLink(page);
    for (const tab of [page, other, filled]) await expect(tab).toHaveURL(TARGET);
    await expectNothingLeft(page, site.url);
  });

  test('without a network: blank at once, everything that scripts reach is gone, the rest at the next contact', async ({ page, context, site }) => {
    await signIn(page, AMARA);
    const cookie = await sessionCookie(page);
    await page.goto('/newsroom');
    await fillStores(page);
    await context.setOffline(true);
    await byLink(page);
    await expect(page).toHaveTitle('Weather');
    expect(await page.evaluate(() => document.body.childNodes.length + document.styleSheets.length)).toBe(0);
    await expect.poll(() => cookieNames(context, site.url)).toEqual(['__Host-blkout', '__Host-left']);
    expect(await stores(page)).toEqual({ ...NOTHING, cookies: '__Host-left=1' });
    expect(await page.evaluate(() => document.body.childNodes.length)).toBe(0);
    // The tab is closed before the network is back; another one opens the site later.
    const later = await context.newPage();
    await page.close();
    await context.setOffline(false);
    await later.goto('/newsroom');
    await expect(later.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await expect.poll(() => cookieNames(context, site.url)).toEqual([]);
    const answer = await fetch(`${site.url}/creators/${AMARA.creator}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
    expect(answer.status).toBe(403);
  });

  test('without a network, for somebody of whom nothing is kept: nothing is left at all; with the network the weather comes', async ({ page, context, site }) => {
    await page.goto('/newsroom');
    await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((all) => Promise.all(all.map((one) => one.unregister()))));
    await page.reload();
    await fillStores(page);
    await context.setOffline(true);
    await shiftThrice(page);
    await expect(page).toHaveTitle('Weather');
    await expect.poll(() => stores(page).then(({ session, local, databases, files }) => [session, local, databases, files])).toEqual([0, 0, [], []]);
    await context.setOffline(false);
    await expect(page).toHaveURL(TARGET);
    await expectNothingLeft(page, site.url);
  });

  test('as an app of its own', async ({ site }) => {
    const executablePath = process.env.BLKOUT_CHROMIUM ?? '/usr/bin/chromium';
    const args = ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', `--app=${site.url}/newsroom`];
    const app = await chromium.launchPersistentContext('', { executablePath, args, headless: true });
    try {
      await playWeather(app);
      const page = app.pages()[0] ?? (await app.waitForEvent('page'));
      await page.goto(`${site.url}/newsroom`);
      await fillStores(page);
      await shiftThrice(page);
      await expect(page).toHaveURL(TARGET);
      await expectNothingLeft(page, site.url);
    } finally {
      await app.close();
    }
  });

  test('in discreet mode', async ({ page, context, site }) => {
    await page.goto('/safety');
    await page.getByRole('button', { name: 'Turn discreet mode on' }).click();
    await expect(page.getByText('Discreet mode is on.')).toBeVisible();
    expect(await cookieNames(context, site.url)).toEqual(['__Host-view']);
    await fillStores(page);
    await byLink(page);
    await expect(page).toHaveURL(TARGET);
    await expectBackFindsNothing(page, site.url);
    await expectNothingLeft(page, site.url);
  });

  test('a page that was kept for the Back button is not shown after leaving in another tab', async ({ page, context }) => {
    await page.goto('/newsroom');
    await page.goto('/proposals');
    const other = await context.newPage();
    await other.goto('/ledger');
    await byLink(other);
    await expect(other).toHaveURL(TARGET);
    await expect(page).toHaveURL(TARGET);
    await page.goBack({ waitUntil: 'commit' }).catch(() => {});
    await expect(page.getByRole('heading', { name: 'Newsroom' })).toHaveCount(0);
  });
});

// The stores are filled by scripts, so scripts are on here; the page that is left has none.
test('the plain link, as a browser without scripts follows it @with-scripts', async ({ page, context, site }) => {
  await page.goto('/newsroom');
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.goto('/robots.txt');
  await fillStores(page);
  expect(Object.keys(await bytesLeft(page, site.url))).toContain('indexeddb');
  expect(await cookieNames(context, site.url)).toEqual(['__Host-view', 'f']);
  // The redirect leads out of this machine, which is all that fails.
  await page.goto('/leave').catch(() => {});
  await expectNothingLeft(page, site.url);
});

/** The site behind a door that lets the first half of every document through, and the rest never. */
const halfADocument = (origin) => openDoor(origin, async (_, got, answer) => {
  const { 'content-length': _length, ...headers } = got.headers;
  if (!headers['content-type']?.startsWith('text/html')) return false;
  const whole = Buffer.concat(await got.toArray());
  answer.writeHead(got.statusCode, headers);
  answer.write(whole.subarray(0, whole.indexOf('<main')));
  return true;
});
