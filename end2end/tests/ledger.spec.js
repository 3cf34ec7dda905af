// The public ledger: its totals, its filter, its pages, and the check of its figures in the reader's browser.
import { AMARA } from '../site/people.js';
import { run } from '../site/program.js';
import { expect, test } from '../site/test.js';

const pounds = (minor) => (minor / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
const rows = (page) => page.locator('tbody tr[role=row]');

test('the totals are those of the postings', async ({ page, site }) => {
  const totals = JSON.parse(run(['ledger', 'totals', '--json'], { dataDir: site.folder })).gbp;
  await page.goto('/ledger');
  const card = page.locator('section[aria-labelledby=totals-gbp]');
  for (const [name, minor] of [
    ['Paid in, everything', totals.charged],
    ['Gifts, whole', totals.gifts],
    ['Community fund', totals.community],
    ['Given back', totals.returned],
    ['Sent to the bank', totals.paid_out],
    ['Still at the processor', totals.processor_balance],
  ]) {
    const fact = card.locator('.facts > div').filter({ has: page.locator('dt', { hasText: name }) });
    await expect(fact.locator('dd'), name).toHaveText(pounds(minor));
  }
  await expect(card.locator('.key .part--creator')).toContainText(pounds(totals.creator_pool));
  await expect(card.locator('.key .part--platform')).toContainText(pounds(totals.platform));
  await expect(card.locator('.key .part--community')).toContainText(pounds(totals.community - totals.gifts));
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
    weights: row.dataset.weights ?? '',
  })));
  expect(shown.length).toBeGreaterThan(0);
  for (const row of shown) {
    expect(row.month).toBe(month);
    expect(row.weights).toContain(`${AMARA.creator}:`);
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
  await expect(page.getByText('Without them, the program blkout split does the same.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check these figures' })).toBeHidden();
});

test('the reader’s browser computes every split again and finds one altered penny @with-scripts', async ({ page }) => {
  await page.goto('/ledger');
  const check = page.getByRole('button', { name: 'Check these figures' });
  const report = page.locator('.check [role=status]');
  const split = await page.locator('tbody tr[data-payment]').count();
  await check.click();
  await expect(report).toContainText('Every figure agrees.');
  await expect(report).toContainText(`Checked in your browser: ${split} payments and refunds`);
  await expect(report).toContainText(`Not split and so not checked: ${50 - split} fees and transfers`);

  const altered = page.locator('tbody tr[data-payment] [data-part^="creator:"]').first();
  const payment = await altered.locator('xpath=ancestor::tr').getAttribute('data-payment');
  const original = await altered.textContent();
  await altered.evaluate((cell) => { cell.textContent = '£0.01'; });
  await check.click();
  await expect(report).toContainText('Some figures are not what the rule gives.');
  await expect(report.getByRole('listitem')).toHaveCount(1);
  await expect(report.getByRole('listitem')).toContainText(payment);
  await expect(report.getByRole('listitem')).toContainText(`the page shows £0.01, the rule gives ${original}`);
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
