// The public ledger: its totals, its filter, its pages, and the check of its figures in the reader's browser.
import { createHash } from 'node:crypto';

import { AMARA } from '../site/people.js';
import { run } from '../site/program.js';
import { expect, test } from '../site/test.js';

const pounds = (minor) => (minor / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
const rows = (page) => page.locator('tbody tr[role=row]');

/** The text of a figure that the record's check can confirm. */
const figure = (page, name) => page.locator(`[data-figure="GBP:${name}"]`).first();

test('who got what is the first thing on the page, in words and figures', async ({ page, site }) => {
  const totals = JSON.parse(run(['ledger', 'totals', '--json'], { dataDir: site.folder })).gbp;
  await page.setViewportSize({ width: 320, height: 720 });
  await page.goto('/ledger');
  const card = page.locator('section[aria-labelledby=who-gbp]');
  const forWork = totals.charged - totals.returned - totals.gifts;
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(`${pounds(forWork)} was paid for people’s work`);
  for (const [name, minor] of [
    ['The people who made it', totals.creator_pool],
    ['Our community fund', totals.community - totals.gifts],
    ['Running this site', totals.platform],
  ]) {
    const line = card.getByRole('listitem').filter({ hasText: name });
    await expect(line.locator('b'), name).toHaveText(pounds(minor));
    await expect(line.locator('.number')).toHaveText(/^\d+(\.\d+)?%$/);
    expect((await line.boundingBox()).y, `${name} is on the first screen of a phone`).toBeLessThan(720);
  }
});

test('the totals are those of the postings', async ({ page, site }) => {
  const totals = JSON.parse(run(['ledger', 'totals', '--json'], { dataDir: site.folder })).gbp;
  await page.goto('/ledger');
  for (const [name, minor] of [
    ['charged', totals.charged],
    ['returned', totals.returned],
    ['creators', totals.creator_pool],
    ['platform', totals.platform],
    ['community', totals.community],
    ['gifts', totals.gifts],
    ['fees', totals.fees],
    ['paid_out', totals.paid_out],
    ['processor_balance', totals.processor_balance],
  ]) {
    await expect(figure(page, name), name).toHaveText(pounds(minor));
  }
});

test('the lowest share ever paid is exact, and leads to its payment', async ({ page }) => {
  const { currencies } = await (await page.request.get('/api/v1/ledger/totals')).json();
  const { lowest_creator_share: lowest } = currencies.find(({ currency }) => currency === 'gbp');
  expect(lowest.part * 4).toBeGreaterThanOrEqual(lowest.whole * 3);
  // No split of any page is below it.
  let address = '/api/v1/ledger/transactions?currency=gbp&limit=200';
  while (address) {
    const answer = await (await page.request.get(address)).json();
    for (const { split } of answer.transactions) {
      if (!split || Object.keys(split.weights).length === 0 || split.left_after === 0 || split.left_before !== 0) continue;
      const pool = sum(Object.values(split.creators));
      expect(BigInt(pool) * BigInt(lowest.whole) >= BigInt(split.left_after) * BigInt(lowest.part)).toBe(true);
    }
    address = answer.next;
  }
  await page.goto('/ledger');
  const card = page.locator('section[aria-labelledby=facts-gbp]');
  await expect(card).toContainText(/\d+\/\d+ = \d+(\.\d+)?%/);
  await card.getByRole('link', { name: `See transaction ${lowest.transaction}` }).click();
  await expect(page.getByText(lowest.payment).first()).toBeVisible();
});

test('the processor’s average fee is fees by charges', async ({ page, site }) => {
  const { fees, charged } = JSON.parse(run(['ledger', 'totals', '--json'], { dataDir: site.folder })).gbp;
  await page.goto('/ledger');
  const card = page.locator('section[aria-labelledby=facts-gbp]');
  await expect(card).toContainText(`${pounds(fees)} of fees ÷ ${pounds(charged)} charged`);
  const shown = Number((await card.textContent()).match(/(?:about )?([\d.]+)%[^%]*of fees/)[1]);
  expect(Math.abs(shown - (fees / charged) * 100)).toBeLessThanOrEqual(0.005_001);
});

test('one transaction is said in words, with its terms and its entry', async ({ page }) => {
  await page.goto('/ledger?kind=charge');
  const row = rows(page).filter({ has: page.locator('[data-part^="creator:"]') }).first();
  const { number, entry, payment } = await row.evaluate(({ dataset }) => ({ ...dataset }));
  const gross = await row.locator('[data-part=gross]').textContent();
  await row.getByRole('link', { name: number, exact: true }).click();
  await expect(page).toHaveURL(`/ledger/${number}`);
  await expect(page.locator('.lede')).toContainText(`${gross} paid: `);
  await expect(page.locator('.lede')).toContainText('borne by the co-op');
  await expect(page.getByRole('heading', { name: `Entry ${entry} of the record` })).toBeVisible();
  const text = await page.locator('section[aria-labelledby=entry] pre').textContent();
  expect(text).toContain(`blkout-record/1 transaction\nnumber ${number}\n`);
  expect(text).toContain(payment);
  const hash = createHash('sha256').update(Buffer.from([0])).update(text).digest('hex');
  await expect(page.locator('.hash')).toHaveText(hash);
  const command = await page.locator('section[aria-labelledby=check] pre').first().textContent();
  expect(command).toContain(`--payment-id '${payment}'`);
});

test('the rules stand on the page with their entry', async ({ page }) => {
  await page.goto('/ledger');
  const rules = page.locator('section[aria-labelledby=policies]');
  await expect(rules.getByRole('listitem').first()).toContainText('creators 75% of every payment, rounded up');
  await expect(rules.getByRole('listitem').first()).toContainText(/Entry \d+ of the record/);
});

test('nobody who paid is on it', async ({ page }) => {
  await page.goto('/ledger');
  expect(await page.content()).not.toMatch(/[\w.]+@[\w.]+|cus_|customer/i);
});

test('a creator and a month can be picked out', async ({ page }) => {
  await page.goto('/ledger');
  const month = (await rows(page).filter({ hasText: AMARA.creator }).first().locator('time').getAttribute('datetime')).slice(0, 7);
  await page.getByLabel('Creator', { exact: true }).fill(AMARA.creator);
  await page.getByLabel('Month').fill(month);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(new RegExp(`month=${month}&creator=${AMARA.creator}`));
  await expect(page.getByLabel('Creator', { exact: true })).toHaveValue(AMARA.creator);
  await expect(page.getByLabel('Month')).toHaveValue(month);
  const shown = await rows(page).evaluateAll((all) => all.map((row) => ({
    month: row.querySelector('time').getAttribute('datetime').slice(0, 7),
    whose: row.dataset.weights ?? row.querySelector('[data-label=Creators]').textContent,
  })));
  expect(shown.length).toBeGreaterThan(0);
  for (const row of shown) {
    expect(row.month).toBe(month);
    expect(row.whose).toContain(AMARA.creator);
  }
});

test('a kind can be picked out', async ({ page }) => {
  await page.goto('/ledger');
  await page.getByLabel('Kind').selectOption({ label: 'Refund' });
  await page.getByRole('button', { name: 'Show' }).click();
  const amounts = await page.locator('tbody [data-part=gross]').allTextContents();
  expect(amounts.length).toBeGreaterThan(0);
  for (const amount of amounts) expect(amount).toMatch(/^[-−]£/);
});

test('a filter that finds nothing says so and leads back', async ({ page }) => {
  await page.goto('/ledger?creator=nobody-at-all');
  await expect(page.getByText('No transaction fits this filter.')).toBeVisible();
  await page.getByRole('link', { name: 'Show all of them' }).click();
  await expect(rows(page)).toHaveCount(50);
});

test('every transaction is found by turning pages, each once', async ({ page }) => {
  await page.goto('/ledger');
  const firstPage = await rows(page).allTextContents();
  expect(firstPage).toHaveLength(50);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/from=/);
  const secondPage = await rows(page).allTextContents();
  expect(secondPage).not.toEqual(firstPage);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(page).toHaveURL(/\/ledger$/);
  expect(await rows(page).allTextContents()).toEqual(firstPage);

  const payments = new Set();
  let count = 0;
  for (let older = page.getByRole('link', { name: 'Older' }); ;) {
    const ids = await rows(page).evaluateAll((all) => all.map((row) => [row.dataset.payment, row.dataset.before, row.dataset.after,
      row.querySelector('time').dateTime].join()));
    const named = ids.filter((id) => !id.startsWith(','));
    count += named.length;
    named.forEach((id) => payments.add(id));
    if ((await older.count()) === 0) break;
    await older.click();
  }
  expect(payments.size).toBe(count);
  expect(count).toBeGreaterThan(200);
});

test('without scripts it says how to check the figures @without-scripts', async ({ page }) => {
  await page.goto('/ledger');
  await expect(page.getByText('Without them, the programs blkout split and blkout verify do the same.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check these figures' })).toBeHidden();
});

test('the reader’s browser checks every row against the record and finds one altered penny @with-scripts', async ({ page }) => {
  await page.goto('/ledger');
  const check = page.getByRole('button', { name: 'Check these figures' });
  const report = page.locator('.check [role=status]');
  await check.click();
  await expect(report).toContainText('Every figure of these rows agrees with the record and with the rule.');
  await expect(report).toContainText('50 rows of this page');

  const altered = page.locator('tbody tr[data-payment] [data-part^="creator:"]').first();
  const row = altered.locator('xpath=ancestor::tr');
  const number = await row.getAttribute('data-number');
  await altered.evaluate((cell) => { cell.textContent = '£0.01'; });
  await check.click();
  await expect(report).toContainText('Something on this page is not what the record and the rule give.');
  await expect(report.getByRole('listitem')).toHaveCount(1);
  await expect(report.getByRole('listitem')).toContainText(`transaction ${number}`);
});

test('what the browser computes is what the program computes', async ({ page }) => {
  await page.goto('/ledger');
  const charges = await page.locator('tbody tr[data-payment][data-before="0"]').evaluateAll((all) => all.map((row) => ({
    payment_id: row.dataset.payment,
    gross: Number(row.dataset.after),
    creator_bps: Number(row.dataset.bps),
    creators: row.dataset.weights.split(',').filter(Boolean).map((pair) => {
      const [creator, weight] = pair.split(':');
      return [creator, Number(weight)];
    }),
    shown: Object.fromEntries([...row.querySelectorAll('[data-part]')].map((cell) => [cell.dataset.part, cell.textContent.trim()])),
  })));
  expect(charges.length).toBeGreaterThan(20);
  const cases = charges.map(({ shown, ...one }) => JSON.stringify(one)).join('\n');
  const answers = run(['split'], { input: `${cases}\n` }).trim().split('\n').map((line) => JSON.parse(line));
  charges.forEach(({ shown }, index) => {
    expect(shown.platform).toBe(pounds(answers[index].platform));
    expect(shown.community).toBe(pounds(answers[index].community));
    for (const [creator, part] of Object.entries(answers[index].creators)) {
      expect(shown[`creator:${creator}`]).toBe(pounds(part));
    }
  });
});
