// A creator's own money: for her alone, with files whose sums are those of the page.
import { readFile } from 'node:fs/promises';

import { AMARA, KOFI, sessionCookie, signIn } from '../site/people.js';
import { expect, test } from '../site/test.js';

const PATH = `/creators/${AMARA.creator}`;
const minor = (text) => Math.round(Number(text.replace(/[£,]/g, '').replace('−', '-')) * 100);
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** Clicks a link to a file, and answers its name and text. */
async function download(page, link) {
  const started = page.waitForEvent('download');
  await link.click();
  const file = await started;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** Reads CSV as RFC 4180 has it: quoted fields may hold commas and doubled quotes. */
function parseCsv(text) {
  const [head, ...lines] = text.trim().split(/\r?\n/).map((line) =>
    [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
  return lines.map((line) => Object.fromEntries(head.map((name, place) => [name, line[place]])));
}

test('nobody else sees the earnings', async ({ page }) => {
  const answer = await page.goto(PATH);
  expect(answer.status()).toBe(403);
  await expect(page.getByText('This dashboard is private')).toBeVisible();
  await expect(page.getByText('All time')).toHaveCount(0);
  for (const file of ['statement.csv', 'statement.json', 'statement.pdf']) {
    expect((await page.request.get(`${PATH}/${file}?currency=gbp`)).status()).toBe(403);
  }
  await page.getByRole('link', { name: 'See the public ledger for this creator' }).click();
  await expect(page).toHaveURL(`/ledger?creator=${AMARA.creator}`);
});

test('another member does not see them either', async ({ page }) => {
  await signIn(page, KOFI);
  const answer = await page.goto(PATH);
  expect(answer.status()).toBe(403);
  await expect(page.getByText('This dashboard is private')).toBeVisible();
});

test('the private page leads through sign-in to the earnings', async ({ page }) => {
  await page.goto(PATH);
  await page.getByRole('link', { name: 'Sign in, if it is yours' }).click();
  await expect(page.locator('input[name=return_to]')).toHaveValue(PATH);
  await signIn(page, AMARA, PATH);
  await expect(page).toHaveURL(PATH);
  await expect(page.getByText('All time')).toBeVisible();
});

test.describe('signed in as the creator', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, AMARA, PATH);
  });

  const allTime = async (page) =>
    minor(await page.locator(`[data-figure="GBP:creator:${AMARA.creator}:earned"]`).textContent());
  const owed = async (page) =>
    minor(await page.locator(`[data-figure="GBP:creator:${AMARA.creator}:owed"]`).textContent());

  test('the chart has a table whose months add up to everything earned', async ({ page }) => {
    const card = page.locator('section[aria-labelledby=earned-gbp]');
    await expect(card.locator('svg.chart')).toBeVisible();
    const table = card.locator('table[aria-labelledby=months-gbp]');
    await expect(table).toBeHidden();
    await card.getByText('The same figures as a table').click();
    await expect(table).toBeVisible();
    const months = await table.locator('tbody td').allTextContents();
    expect(months.length).toBeGreaterThan(3);
    expect(sum(months.map(minor))).toBe(await allTime(page));
  });

  test('her works add up to everything earned', async ({ page }) => {
    const works = page.locator('table[aria-labelledby=works-gbp] tbody tr');
    const amounts = await works.locator('td.money').allTextContents();
    expect(amounts.length).toBeGreaterThan(1);
    if (amounts.length < 20) expect(sum(amounts.map(minor))).toBe(await allTime(page));
  });

  test('each payment is said in a sentence with her own part', async ({ page }) => {
    const sentences = await page.locator('tbody tr[data-payment] small').allTextContents();
    expect(sentences.length).toBeGreaterThan(10);
    for (const sentence of sentences) expect(sentence).toMatch(/^[£\d.,p]+ [^:]+: .* you.*(platform|community)/);
  });

  test('the statement as JSON adds up to the page', async ({ page }) => {
    const [earned, waiting] = [await allTime(page), await owed(page)];
    const { name, text } = await download(page, page.getByRole('link', { name: 'JSON: Everything' }));
    expect(name).toBe('statement-gbp-all.json');
    const statement = JSON.parse(text);
    expect(statement.creator).toBe(AMARA.creator);
    expect(statement.opening).toBe(0);
    expect(statement.closing).toBe(sum(statement.lines.map(({ amount }) => amount)));
    expect(statement.closing).toBe(waiting);
    const payments = statement.lines.filter(({ kind }) => !kind.startsWith('payout_'));
    expect(sum(payments.map(({ amount }) => amount))).toBe(earned);
    let balance = statement.opening;
    for (const line of statement.lines) {
      balance += line.amount;
      expect(line.balance).toBe(balance);
    }
    for (const line of payments) {
      expect(line.creator_pool + line.platform + line.community).toBe(line.gross);
      expect(Math.abs(line.creator_pool) * 10_000).toBeGreaterThanOrEqual(Math.abs(line.gross) * 7_500 - 10_000);
    }
  });

  test('the statement as CSV holds the same', async ({ page }) => {
    const waiting = await owed(page);
    const { name, text } = await download(page, page.getByRole('link', { name: 'CSV: Everything' }));
    expect(name).toBe('statement-gbp-all.csv');
    const lines = parseCsv(text);
    expect(lines.at(0).kind).toBe('opening balance');
    expect(lines.at(-1).kind).toBe('closing balance');
    expect(minor(lines.at(-1).balance)).toBe(waiting);
    expect(sum(lines.slice(1, -1).map(({ yours }) => minor(yours)))).toBe(waiting);
  });

  test('the statement as PDF is a tagged document', async ({ page }) => {
    const started = page.waitForEvent('download');
    await page.getByRole('link', { name: 'PDF: Everything' }).click();
    const file = await started;
    expect(file.suggestedFilename()).toBe('statement-gbp-all.pdf');
    const bytes = await readFile(await file.path(), 'latin1');
    expect(bytes).toMatch(/^%PDF-1\.7/);
    expect(bytes).toContain('/StructTreeRoot');
  });

  test('statements of a month and of a tax year hold that period alone', async ({ page }) => {
    for (const period of ['month', 'tax_year']) {
      const link = page.locator(`.files a[href*=json][href*="${period}="]`).first();
      const wanted = new URL(await link.getAttribute('href'), 'http://site').searchParams.get(period);
      const statement = JSON.parse((await download(page, link)).text);
      expect(statement.lines.length, wanted).toBeGreaterThan(0);
      for (const { at } of statement.lines) {
        const day = new Date(at).toISOString().slice(0, 10);
        if (period === 'month') expect(day.slice(0, 7)).toBe(wanted);
        else {
          // A tax year begins at midnight in Britain, where it is summer time by then.
          const begins = (year) => Date.UTC(year, 3, 5, 23);
          const year = Number(wanted.slice(0, 4));
          expect(at >= begins(year) && at < begins(year + 1)).toBe(true);
        }
      }
      expect(statement.opening + sum(statement.lines.map(({ amount }) => amount))).toBe(statement.closing);
    }
  });

  test('every payment on the page is hers, and older ones follow', async ({ page }) => {
    // A payment that she shares, or a payout to her.
    const whose = () => page.locator('tr[data-number]').evaluateAll((rows) => rows.map((row) => row.dataset.weights
      ?? row.querySelector('[data-label=Creators]').textContent));
    const first = await whose();
    expect(first).toHaveLength(25);
    await page.getByRole('link', { name: 'Older' }).click();
    await expect(page).toHaveURL(/from=/);
    for (const one of [...first, ...(await whose())]) expect(one).toContain(AMARA.creator);
  });

  test('her browser computes her payments again @with-scripts', async ({ page }) => {
    await page.getByRole('button', { name: 'Check these figures' }).click();
    await expect(page.locator('.check [role=status]')).toContainText('Every figure of these rows agrees');
    await expect(page.locator('.check [role=status]')).toContainText('25 rows of this page');
  });

  test('a statement in a currency that is none is refused, in words', async ({ page, site }) => {
    const { name, value } = await sessionCookie(page);
    const answer = await fetch(`${site.url}${PATH}/statement.csv?currency=doubloons`, { headers: { cookie: `${name}=${value}` } });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('The currency was not one of ISO 4217');
  });
});
