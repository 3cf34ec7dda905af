// Reading without a network: what is kept, what is never kept, and what the reader is told (issue 4, Offline).
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AMARA, signIn } from '../site/people.js';
import * as places from '../site/places.js';
import { serve } from '../site/program.js';
import { expect, test } from '../site/test.js';
import { install, kept } from '../site/worker.js';

const NO_NETWORK = /Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_REFUSED)/;
const DATE = /\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d/;

test.use({ serviceWorkers: 'allow', provoked: [NO_NETWORK] });

const registrations = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
const main = (page) => page.getByRole('main');
const keep = (page) => page.getByRole('button', { name: 'Keep this page for offline' });

async function keepArticle(page) {
  const address = await places.plainArticle(page);
  await page.goto(address);
  await keep(page).click();
  await expect(main(page)).toContainText(/Kept on this device, as it was on \d/);
  return address;
}

test.describe('the worker @with-scripts', () => {
  test('keeps its shell and nothing that was only looked at', async ({ page, context }) => {
    await install(page);
    for (const address of ['/newsroom', '/ledger', '/proposals', await places.plainArticle(page)]) await page.goto(address);
    const { shell, ...rest } = await kept(page);
    expect(rest).toEqual({});
    expect(shell).toEqual(expect.arrayContaining(['/support', '/safety', '/offline', '/saved', '/favicon.svg']));
    expect(shell.filter((path) => !/^\/(support|safety|offline|saved|favicon\.svg|pkg\/.+|fonts\/.+)$/.test(path))).toEqual([]);
    await context.setOffline(true);
    await page.goto('/support');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help now');
    await expect(page.locator('.page-line')).toContainText(DATE);
    await expect(main(page).locator('a[href="tel:999"]').first()).toBeVisible();
    await page.goto('/safety');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your safety here');
    for (const address of ['/', '/newsroom', '/ledger', '/proposals', '/creators/amara-j', '/sign-in', '/preferences', '/nowhere']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 }), address).toHaveText(/You are offline|The site does not answer/);
      await expect(main(page).getByRole('link', { name: 'Help now' }), address).toBeVisible();
    }
  });

  test('keeps an article when asked, shows it with its date, lists it, and deletes it', async ({ page, context }) => {
    await install(page);
    const address = await keepArticle(page);
    await expect(page).toHaveURL(new RegExp(`${address}#keep-state$`));
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    expect((await kept(page)).kept).toEqual([address]);

    await context.setOffline(true);
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.locator('.page-line')).toContainText(/This copy is from \d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d\./);
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
    await page.goto('/ledger');
    await main(page).getByRole('link', { name: title }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.goto('/saved');
    await expect(main(page).getByRole('listitem').filter({ hasText: title })).toContainText(/\d+ kB/);
    await main(page).getByRole('button', { name: /^Delete .+/ }).first().click();
    await expect(main(page)).toContainText('The page is deleted from this device.');
    await expect(main(page)).toContainText('Nothing yet.');
    expect((await kept(page)).kept ?? []).toEqual([]);
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/You are offline|The site does not answer/);
  });

  test('keeps pages as everybody sees them, also for somebody who is signed in', async ({ page, context }) => {
    await signIn(page, AMARA);
    await install(page);
    const article = await keepArticle(page);
    const proposal = await places.openConsensus(page);
    await page.goto(proposal);
    await keep(page).click();
    await expect(main(page)).toContainText('Kept on this device');
    for (const address of ['/', `/creators/${AMARA.creator}`, '/agreements', '/proposals', '/saved', '/preferences']) await page.goto(address);
    const { shell, kept: saved, ...rest } = await kept(page);
    expect(Object.keys(rest).filter((name) => name !== 'look')).toEqual([]);
    expect(saved.toSorted()).toEqual([article, proposal].toSorted());
    const texts = await page.evaluate(async () => {
      const all = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const key of await cache.keys()) all.push(await (await cache.match(key)).text());
      }
      return all.join('\n');
    });
    expect(texts).not.toContain('Sign out');
    expect(texts).not.toContain('Amara J: your money');
    expect(shell.length).toBeGreaterThan(0);
    await context.setOffline(true);
    await page.goto(`/creators/${AMARA.creator}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/You are offline|The site does not answer/);
  });

  test('refuses to keep anything else, whoever asks', async ({ page }) => {
    await install(page, '/saved');
    for (const path of ['/', '/creators/amara-j', '/payouts', '/sign-in', '/preferences', '/newsroom', '/newsroom/../creators/amara-j',
      '//example.org/newsroom/a', '/newsroom/no-such-article', '/api/v1/proposals', '/ledger/1']) {
      await page.evaluate((value) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = '/saved';
        for (const [name, content] of [['path', value], ['action', 'save']]) {
          const field = form.appendChild(document.createElement('input'));
          Object.assign(field, { name, value: content });
        }
        document.body.append(form);
        form.submit();
      }, path);
      await expect(page, path).toHaveURL(/done=refused$/);
      await expect(main(page), path).toContainText('It was not kept.');
    }
    expect((await kept(page)).kept).toBeUndefined();
  });

  test('never queues a vote, and says so', async ({ page, context }) => {
    await signIn(page, AMARA);
    await install(page, await places.openWithoutBlock(page));
    await page.getByRole('radio').first().check();
    await context.setOffline(true);
    await page.locator('form[action$="/ballot"] button[type=submit], form[action$="/ballot"] button:not([type])').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Not counted yet|We cannot tell if your vote arrived/);
    await expect(main(page)).toContainText('not kept on this device');
    const { shell, ...rest } = await kept(page);
    expect(Object.keys(rest).filter((name) => name !== 'look')).toEqual([]);
    expect(shell.some((path) => path.includes('ballot'))).toBe(false);
  });

  test('says of any other form that it was not sent', async ({ page, context }) => {
    await install(page, '/sign-in');
    await page.getByLabel('Email address').fill('somebody@example.org');
    await page.getByLabel('Password').fill('not a real one');
    await context.setOffline(true);
    await page.locator('form[action="/sign-in"]').getByRole('button').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Not sent|We cannot tell if it arrived/);
    await expect(main(page).getByRole('link', { name: 'Help now' })).toBeVisible();
  });

  test('keeps nothing half when the device is full', async ({ page, context, site }) => {
    await install(page);
    const address = await places.plainArticle(page);
    await page.goto(address);
    const browser = await context.newCDPSession(page);
    await browser.send('Storage.overrideQuotaForOrigin', { origin: site.url, quotaSize: 1 });
    await keep(page).click();
    await expect(main(page)).toContainText('this device has no room left');
    expect((await kept(page)).kept ?? []).toEqual([]);
    await browser.send('Storage.overrideQuotaForOrigin', { origin: site.url });
    await page.goto(address);
    await keep(page).click();
    await expect(main(page)).toContainText('Kept on this device');
  });

  test('stops at the number of pages that core allows', async ({ page }) => {
    await install(page);
    const address = await places.plainArticle(page);
    await page.goto(address);
    await page.evaluate(async () => {
      const cache = await caches.open('kept');
      for (let number = 0; number < 50; number += 1) {
        const headers = { 'x-kept-at': '1', 'x-kept-title': encodeURIComponent('<img src=x onerror=alert(1)> & "co"'), 'x-kept-bytes': '10' };
        await cache.put(`/newsroom/made-up-${number}`, new Response('0123456789', { headers }));
      }
    });
    await keep(page).click();
    await expect(main(page)).toContainText('there is room for 50 pages or 20 MB');
    await expect(main(page).getByRole('link', { name: '<img src=x onerror=alert(1)> & "co"' })).toHaveCount(50);
    await expect(main(page).locator('img')).toHaveCount(0);
    await main(page).getByRole('button', { name: 'Delete all kept pages' }).click();
    await expect(main(page)).toContainText('All kept pages are deleted');
    expect((await kept(page)).kept ?? []).toEqual([]);
  });

  test.describe('and leaving', () => {
    const WEATHER = 'https://www.bbc.co.uk/weather';
    test.use({ mayAskFor: [WEATHER] });

    test('is gone with everything it kept when the reader leaves, even in the middle of keeping', async ({ page, context }) => {
      await context.route(WEATHER, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
      await install(page);
      await keepArticle(page);
      // Both at once: the worker is already keeping the page when the reader leaves.
      await page.evaluate(() => {
        document.querySelector('#keep-state form button[value=save]').click();
        document.querySelector('[data-leave]').click();
      }).catch(() => {});
      await page.waitForURL(WEATHER);
      const later = await context.newPage();
      await later.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Looking</title>' }));
      await later.goto('/robots.txt');
      await expect.poll(() => kept(later)).toEqual({});
      expect(await registrations(later)).toBe(0);
    });
  });

  test('is not there in discreet mode, and goes when that begins', async ({ page, context }) => {
    await install(page);
    await keepArticle(page);
    await context.addCookies([{ name: '__Host-view', value: 'presence:discreet', domain: '127.0.0.1', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }]);
    await page.goto('/newsroom');
    await expect.poll(() => registrations(page)).toBe(0);
    await expect.poll(() => kept(page)).toEqual({});
    await page.goto('/saved');
    await expect(main(page)).toContainText('You are in discreet mode. Nothing is kept on this device.');
    expect(await registrations(page)).toBe(0);
  });
});

test.describe('a site of another build @with-scripts', () => {
  /** The same community on the same address, with other settings or another site folder. */
  async function again(site, more) {
    await site.stop();
    return serve(site.folder, { BLKOUT_ADDRESS: new URL(site.url).host, ...more });
  }

  async function ownSite() {
    const folder = mkdtempSync(join(tmpdir(), 'blkout-site.'));
    cpSync(join(process.env.BLKOUT_TEST_DATA, 'demo'), folder, { recursive: true });
    return { ...(await serve(folder)), folder };
  }

  const test2 = test.extend({
    site: async ({}, use) => {
      const site = await ownSite();
      await use(site);
      await (site.now ?? site).stop();
      rmSync(site.folder, { recursive: true, force: true });
    },
  });

  test2('a newer version waits until the reader wants it', async ({ page, site }) => {
    await install(page);
    const address = await keepArticle(page);
    const folder = mkdtempSync(join(tmpdir(), 'blkout-newer.'));
    cpSync(process.env.BLKOUT_SITE_DIR, folder, { recursive: true });
    const icon = join(folder, 'favicon.svg');
    writeFileSync(icon, readFileSync(icon, 'utf8').replace('</svg>', '<title>newer</title></svg>'));
    site.now = await again(site, { BLKOUT_SITE_DIR: folder });

    const version = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('shell-')));
    const [before] = await version();
    await page.goto('/newsroom');
    await expect.poll(async () => (await version()).length).toBe(2);
    await page.evaluate(async () => {
      const own = await navigator.serviceWorker.getRegistration();
      while (!own.waiting) await new Promise((resolve) => { (own.installing ?? own).addEventListener('statechange', resolve, { once: true }); });
    });
    await page.goto('/ledger');
    await expect(page.locator('.page-line')).toContainText('A newer version of this site is ready.');
    expect(await version()).toContain(before);
    await page.getByRole('button', { name: 'Use the newer version' }).click();
    await expect(page).toHaveURL(/\/ledger$/);
    await expect.poll(version).not.toContain(before);
    await page.goto('/newsroom');
    await expect(page.locator('.page-line')).toHaveCount(0);
    expect((await kept(page)).kept).toEqual([address]);
    rmSync(folder, { recursive: true, force: true });
  });

  test2('the switch takes the worker, and all that it kept, back from every browser', async ({ page, site }) => {
    await install(page);
    await keepArticle(page);
    site.now = await again(site, { BLKOUT_SERVICE_WORKER: 'off' });
    // What a browser does by itself when it next looks whether its worker is still the newest.
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await expect.poll(() => registrations(page)).toBe(0);
    await expect.poll(() => kept(page)).toEqual({});
    await page.goto('/saved');
    await expect(main(page)).toContainText('This site does not keep pages at the moment.');
    expect(await registrations(page)).toBe(0);
  });

  test2('a site that does not answer is not called being offline', async ({ page, site }) => {
    await install(page);
    const address = await keepArticle(page);
    await site.stop();
    await page.goto(address);
    await expect(page.locator('.page-line')).toContainText('The site does not answer. This copy is from');
    await page.goto('/ledger');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('The site does not answer');
    site.now = await serve(site.folder, { BLKOUT_ADDRESS: new URL(site.url).host });
    await main(page).getByRole('link', { name: 'Try again' }).click();
    await expect(page).toHaveURL(/\/ledger$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Who got what');
  });
});

test('without a worker nothing is kept, and the page says why @without-scripts', async ({ page }) => {
  await page.goto(await places.plainArticle(page));
  await keep(page).click();
  await expect(page).toHaveURL(/\/saved\?done=not-kept$/);
  await expect(main(page)).toContainText('This browser does not keep pages.');
});
