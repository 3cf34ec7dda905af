// The check in the reader's browser: what is right is found right, and what was changed on its way is found and named.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from '../site/checks.js';
import { run } from '../site/program.js';
import { expect, test } from '../site/test.js';

const RIGHT = 'Every figure of these rows agrees with the record and with the rule.';
const WHOLE_RIGHT = 'The whole record is right, and the figures on this page agree with it.';
const UNFINISHED = 'The check could not be finished.';

/** A payment of £10.00 as the payment processor reports it. */
const ONE_PAYMENT = `balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,\
payment_metadata[creators],payment_metadata[work]
txn_new,2026-01-02 03:04:05,gbp,10.00,0.30,9.70,charge,ch_new,new-creator:1,A new work
`;

const report = (page) => page.locator('.check [role=status]');
const faults = (page) => report(page).getByRole('listitem');
const checkRows = (page) => page.getByRole('button', { name: 'Check these figures' }).click();
const checkWhole = (page) => page.getByRole('button', { name: 'Check the whole record' }).click();

/** Lets an answer through after `change` has worked on its bytes. */
async function alter(page, pattern, change) {
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.body()) });
  });
}

/** The bytes with one bit of one of them turned. */
function turned(bytes, place) {
  const changed = Buffer.from(bytes);
  changed[place] ^= 1;
  return changed;
}

/** The page with the first figure that `pattern` finds replaced by another one. */
const withText = (pattern, text) => (body) => body.toString().replace(pattern, (_, before, after) => before + text + after);

test('without scripts it says how to check, and the check can be saved @without-scripts', async ({ page }) => {
  await page.goto('/ledger');
  await expect(page.getByText('Without them, the programs blkout split and blkout verify do the same.')).toBeVisible();
  await expect(page.locator('.check button:visible')).toHaveCount(0);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'the check as one file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('check-record.html');
});

test.describe('with scripts @with-scripts', () => {
  test('a true page is right, and says what was checked and what was not', async ({ page }) => {
    await page.goto('/ledger');
    const shown = await page.locator('tr[data-entry]').count();
    await checkRows(page);
    await expect(report(page)).toContainText(RIGHT);
    await expect(report(page)).toContainText(`Checked in your browser: ${shown} rows of this page`);
    await expect(report(page)).toContainText('Not checked: the totals and balances');
    const key = (await (await page.request.get('/record/key')).text()).trim();
    await expect(report(page)).toContainText(key);
    await expectNoSidewaysScroll(page);
  });

  test('its reports are accessible', async ({ page }) => {
    await page.goto('/ledger/1');
    await checkRows(page);
    await expect(report(page)).toContainText(RIGHT);
    await expectAccessible(page);
    await page.locator('[data-part=gross]').evaluate((cell) => { cell.textContent = '£0.01'; });
    await checkRows(page);
    await expect(faults(page)).toHaveCount(1);
    await expectAccessible(page);
  });

  test('the whole record is right, with the totals on the page', async ({ page }) => {
    await page.goto('/ledger');
    const figures = await page.locator('[data-figure]').count();
    expect(figures).toBeGreaterThan(5);
    await checkWhole(page);
    await expect(report(page)).toContainText(WHOLE_RIGHT);
    await expect(report(page)).toContainText(`Compared with this page: ${figures} totals and balances`);
    await expect(report(page)).toContainText('Not compared: 0 figures');
  });

  test('a part altered on its way is found and named', async ({ page }) => {
    await alter(page, '**/ledger', withText(/(data-part="creator:[^"]*"[^>]*>)[^<]*(<)/, '£0.01'));
    await page.goto('/ledger');
    const row = page.locator('tr', { has: page.locator('[data-part^="creator:"]', { hasText: /^£0\.01$/ }) }).first();
    const [entry, payment] = await row.evaluate((one) => [one.dataset.entry, one.dataset.payment]);
    await checkRows(page);
    await expect(faults(page)).toHaveCount(1);
    await expect(faults(page)).toContainText(`Entry ${entry} `);
    await expect(faults(page)).toContainText(`payment ${payment}`);
    await expect(faults(page)).toContainText('the page shows £0.01, the rule gives ');
  });

  test('an altered date, fee or amount is found', async ({ page }) => {
    for (const pattern of [
      /(data-part="gross"[^>]*>)[^<]*(<)/,
      /(data-part="fee"[^>]*>)[^<]*(<)/,
      /(<time datetime="[^"]*">)[^<]*(<\/time><\/td>)/,
    ]) {
      await page.unrouteAll();
      await alter(page, '**/ledger', withText(pattern, 'other'));
      await page.goto('/ledger');
      await checkRows(page);
      await expect(faults(page), String(pattern)).toHaveCount(1);
      await expect(faults(page)).toContainText('the page shows other');
    }
  });

  test('an altered total is found by the check of the whole record', async ({ page }) => {
    await alter(page, '**/ledger', withText(/(data-figure="GBP:platform"[^>]*>)[^<]*(<)/, '£1.00'));
    await page.goto('/ledger');
    await checkWhole(page);
    await expect(faults(page).first()).toContainText('GBP:platform: the page shows £1.00, the record adds up to ');
  });

  test('an altered entry and an altered hash are found', async ({ page }) => {
    await alter(page, '**/record/tile/entries/**', (bytes) => turned(bytes, bytes.lastIndexOf('gross ') + 6));
    await page.goto('/ledger');
    await checkRows(page);
    await expect(report(page)).toContainText('is not proved to be part of the record that was signed');
    await checkWhole(page);
    await expect(report(page)).toContainText('is not the one whose hash the record gives out');

    await page.unrouteAll();
    await alter(page, '**/record/tile/0/**', (bytes) => turned(bytes, 5));
    await checkRows(page);
    await expect(report(page)).toContainText('is not proved to be part of the record that was signed');
  });

  test('an altered head is found', async ({ page }) => {
    await alter(page, '**/record/checkpoint', (bytes) => turned(bytes, bytes.indexOf('\n') + 1));
    await page.goto('/ledger');
    for (const check of [checkRows, checkWhole]) {
      await check(page);
      await expect(faults(page)).toContainText('Its signature is false');
      await expect(report(page)).toContainText('Nothing else was checked');
    }
  });

  test.describe('without an answer', () => {
    test.use({ provoked: [/Failed to load resource/] });

    test('what is not there, and what cannot be reached, is no fault of the figures', async ({ page }) => {
      await page.goto('/ledger');
      await page.route('**/record/tile/entries/**', (route) => route.fulfill({ status: 404, body: 'no' }));
      await checkRows(page);
      await expect(report(page)).toContainText(UNFINISHED);
      await expect(report(page)).toContainText('a piece of the record that its signed head promises');
      await page.unrouteAll();
      await page.route('**/record/checkpoint', (route) => route.abort('internetdisconnected'));
      await checkRows(page);
      await expect(report(page)).toContainText('The site could not be reached');
      await expect(report(page)).toContainText('This does not mean that a figure is wrong');
      await page.unrouteAll();
      await page.route('**/pkg/verifier*', (route) => route.abort('internetdisconnected'));
      await checkRows(page);
      await expect(report(page)).toContainText('Its program could not be loaded');
    });
  });

  test('it can be stopped, by keyboard too, and begun again', async ({ page }) => {
    await page.goto('/ledger');
    await page.route('**/record/tile/**', () => {});
    await page.getByRole('button', { name: 'Check the whole record' }).focus();
    await page.keyboard.press('Enter');
    const stop = page.getByRole('button', { name: 'Stop checking' });
    await expect(stop).toBeFocused();
    await expect(page.getByRole('progressbar', { name: 'Checked so far' })).toBeVisible();
    await expect(report(page)).toContainText('Checking: 0 of ');
    await expectLargeTargets(page);
    await page.keyboard.press('Enter');
    await expect(report(page)).toContainText('Stopped before the end');
    await expect(page.getByRole('button', { name: 'Check the whole record' })).toBeFocused();
    await page.unrouteAll();
    await checkRows(page);
    await expect(report(page)).toContainText(RIGHT);
  });

  test('it keeps nothing on the device', async ({ page }) => {
    await page.goto('/ledger');
    await checkWhole(page);
    await expect(report(page)).toContainText(WHOLE_RIGHT);
    const kept = await page.evaluate(async () => [
      localStorage.length, sessionStorage.length, (await caches.keys()).length, (await indexedDB.databases()).length,
    ]);
    expect(kept).toEqual([0, 0, 0, 0]);
  });

  test.describe('while the record grows', () => {
    test.use({ data: 'own' });

    test('a page of before stays right, and an old head is found', async ({ page, site }) => {
      await page.goto('/ledger');
      const old = await (await page.request.get('/record/checkpoint')).body();
      const file = join(site.folder, 'one.csv');
      writeFileSync(file, ONE_PAYMENT);
      run(['import', 'payments', file], { dataDir: site.folder });
      await checkWhole(page);
      await expect(report(page)).toContainText(WHOLE_RIGHT);

      await page.goto('/ledger?creator=new-creator');
      await page.route('**/record/checkpoint', (route) => route.fulfill({ body: old }));
      for (const check of [checkRows, checkWhole]) {
        await check(page);
        await expect(report(page)).toContainText('The signed head of the record is older than this page.');
      }
    });
  });
});

test.describe('the check as one file @with-scripts', () => {
  /** Saves the page from the site, opens it from the device without a network, and gives it to `work`. */
  async function savedPage({ page, browser, site }, work) {
    await page.goto('/ledger');
    const address = await page.getByRole('link', { name: 'the check as one file' }).getAttribute('href');
    const file = join(site.folder, 'check-record.html');
    writeFileSync(file, await (await page.request.get(address)).body());
    const context = await browser.newContext({ offline: true, viewport: { width: 320, height: 800 } });
    const said = [];
    context.on('console', (message) => said.push(message.text()));
    context.on('weberror', (error) => said.push(String(error.error())));
    context.on('request', (request) => said.push(...(request.url().startsWith('file:') ? [] : [request.url()])));
    try {
      const saved = await context.newPage();
      await saved.goto(pathToFileURL(file).href);
      await work(saved);
      expect(said, 'console, errors and requests').toEqual([]);
    } finally {
      await context.close();
    }
  }

  async function check(saved, file, key = '') {
    await saved.getByLabel('The saved record').setInputFiles(file);
    await saved.getByLabel('The key of the record').fill(key);
    await saved.getByRole('button', { name: 'Check this record' }).click();
  }

  test.use({ data: 'own' });

  test('a saved record is right without a network, and one byte less right is found', async ({ page, browser, site }) => {
    const file = join(site.folder, 'record.blkout');
    run(['record', 'export', file], { dataDir: site.folder });
    const key = (await (await fetch(`${site.url}/record/key`)).text()).trim();
    await savedPage({ page, browser, site }, async (saved) => {
      const said = saved.getByRole('status');
      await check(saved, file, key);
      await expect(said).toContainText('The whole record is right.');
      await expect(said).toContainText('signed with the key that you gave');
      await expectNoSidewaysScroll(saved);

      const bytes = readFileSync(file);
      writeFileSync(file, turned(bytes, bytes.indexOf('blkout-record/1 transaction') + 40));
      await check(saved, file);
      await expect(said).toContainText('This file is not the record as it was signed.');
      await expect(said.getByRole('listitem')).toContainText('Entry ');

      writeFileSync(file, bytes);
      await check(saved, file, key.replace(/^[^+]*/, 'somebody.else'));
      await expect(said).toContainText('and not with the one that you gave');
    });
  });

  test('it is accessible, and says what to do when nothing was chosen', async ({ page, browser, site }) => {
    await savedPage({ page, browser, site }, async (saved) => {
      await saved.getByRole('button', { name: 'Check this record' }).click();
      await expect(saved.getByRole('status')).toContainText('Choose the saved record first.');
      await expectAccessible(saved);
      await expectLargeTargets(saved);
    });
  });
});
