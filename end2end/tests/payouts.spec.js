// Money on its way to creators: two people, one file for the bank, and nothing twice.
import { readFileSync } from 'node:fs';

import { AMARA, IFE, KOFI, MARLON, password, signIn } from '../site/people.js';
import { payoutTo } from '../site/places.js';
import { expect, test } from '../site/test.js';

/** Signs out, and somebody else in. */
async function becomes(page, person, address) {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await signIn(page, person, address);
}

/** Presses a button that posts, and answers the status. */
async function press(page, name) {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name }).click();
  return (await answered).status();
}

test('stewards see what waits and what to do next', async ({ page }) => {
  await signIn(page, KOFI);
  await page.getByRole('link', { name: 'Payouts' }).click();
  await expect(page).toHaveURL('/payouts');
  await expect(page.getByRole('link', { name: 'Payouts' }).first()).toHaveAttribute('aria-current', 'page');
  for (const heading of ['Due now', 'Waiting for approval', 'Approved', 'Sent to the bank', 'Paid, or returned']) {
    await expect(page.getByRole('heading', { level: 2, name: heading, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('heading', { level: 3, name: 'Waiting for bank details' })).toBeVisible();
  await page.goto(await payoutTo(page, 'zuri-m'));
  await expect(page.getByText('You have approved this payout. Another steward gives the second approval.')).toBeVisible();
  await expect(page.getByText('These bank details are new')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve this payout' })).toHaveCount(0);
  expect(await page.content()).not.toContain('Zuri Mensah');
});

test('everybody else is told kindly whose page it is', async ({ page }) => {
  expect((await page.goto('/payouts')).status()).toBe(403);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for stewards');
  await signIn(page, AMARA, '/payouts');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for stewards');
  await expect(page.getByRole('link', { name: 'Payouts', exact: true })).toHaveCount(0);
});

test.describe('from approval to the bank', () => {
  test.use({ data: 'own' });

  test('two stewards approve, a file is made, and it arrives', async ({ page }) => {
    await signIn(page, IFE, '/payouts');
    const address = await payoutTo(page, 'zuri-m');
    await page.goto(address);
    const amount = await page.locator('h1 .money').textContent();
    expect(await press(page, 'Approve this payout')).toBe(303);
    await expect(page).toHaveURL(address);
    await expect(page.locator('main .badge').first()).toHaveText('Approved');

    await page.goto('/payouts');
    expect(await press(page, /Make the payment file for GBP/)).toBe(303);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Payment file for GBP');
    const file = page.url();
    await expect(page.getByText('Nobody yet.')).toBeVisible();
    for (const [button, words] of [['Download for the bank (ISO 20022)', 'pain.001.001.09'], ['Download as a table (CSV)', 'account_number']]) {
      const loading = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      const text = readFileSync(await (await loading).path(), 'utf8');
      expect(text).toContain(words);
      expect(text).toContain('00000003');
      expect(text).toContain(amount.replace(/[£,]/g, ''));
    }
    await page.goto(file);
    await expect(page.locator('section[aria-labelledby=downloads] li')).toHaveCount(2);

    await page.getByRole('link', { name: 'The bank has it' }).click();
    await expect(page.getByText('The file cannot be taken apart any more')).toBeVisible();
    expect(await press(page, 'Yes, the bank has it')).toBe(303);
    await becomes(page, MARLON, address);
    await page.getByRole('link', { name: 'It was paid' }).click();
    await expect(page.getByText('This cannot be undone.')).toBeVisible();
    expect(await press(page, 'Yes, it was paid')).toBe(303);
    await expect(page.locator('main .badge').first()).toHaveText('Paid');
    await expect(page.getByText('Paid by the bank')).toBeVisible();
  });

  test('what the bank sends back is the creator’s balance again', async ({ page }) => {
    await signIn(page, KOFI, '/payouts');
    await page.goto(await payoutTo(page, 'amara-j'));
    await page.getByRole('link', { name: 'It came back' }).click();
    await expect(page.getByText('If it did arrive, it would be paid twice.')).toBeVisible();
    await page.getByLabel('The bank did not take it or sent it back').check();
    expect(await press(page, 'Return the money to the balance')).toBe(303);
    await expect(page.locator('main .badge').first()).toHaveText('Failed, money returned');
    await page.goto('/payouts');
    expect(await press(page, 'Schedule 1 payout')).toBe(303);
    await expect(page.locator('section[aria-labelledby=to-approve]')).toContainText('amara-j');
  });

  test('a form from before is answered with what is true now', async ({ page, context }) => {
    await signIn(page, IFE, '/payouts');
    const address = await payoutTo(page, 'zuri-m');
    await page.goto(address);
    const other = await context.newPage();
    await other.goto(address);
    expect(await press(page, 'Approve this payout')).toBe(303);
    // The same button in a second window: it was done, once.
    expect(await press(other, 'Approve this payout')).toBe(303);
    await expect(other.locator('section[aria-labelledby=history]').getByText('Approved')).toHaveCount(2);
  });
});

test.describe('bank details', () => {
  test.use({ data: 'own' });
  const address = `/creators/${AMARA.creator}/bank-details`;

  test('are for the creator alone', async ({ page }) => {
    expect((await page.goto(address)).status()).toBe(403);
    await signIn(page, KOFI, address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is private');
  });

  test('what was typed is kept, the password is not, and a change is shown and told', async ({ page }) => {
    await signIn(page, AMARA, address);
    await expect(page.getByText('•••• 0001')).toBeVisible();
    await page.getByLabel('Name on the account').fill('Amára J.');
    await page.getByLabel('Sort code (UK)').fill('12-34-5');
    await page.getByLabel('Account number (UK)').fill('12345678');
    await page.getByLabel('Your password').fill(password());
    expect(await press(page, 'Save my bank details')).toBe(422);
    await expect(page.getByRole('alert')).toContainText('Nothing is lost: what you wrote is still here.');
    await expect(page.getByLabel('Name on the account')).toHaveValue('Amára J.');
    await expect(page.getByLabel('Account number (UK)')).toHaveValue('12345678');
    await expect(page.getByLabel('Your password')).toHaveValue('');
    await expect(page.getByLabel('Sort code (UK)')).toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('alert').getByRole('link').click();
    await expect(page.getByLabel('Sort code (UK)')).toBeFocused();

    await page.getByLabel('Sort code (UK)').fill('12-34-56');
    await page.getByLabel('Your password').fill(password());
    expect(await press(page, 'Save my bank details')).toBe(303);
    await expect(page.locator('#bank-details-changed')).toContainText('If that was not you');
    await expect(page.getByText('•••• 5678')).toBeVisible();
    expect(await page.content()).not.toContain('12345678');
  });

  test('a change asks stewards to look again', async ({ page }) => {
    await signIn(page, AMARA, '/');
    await becomes(page, { email: 'nia@demo.invalid' }, '/creators/nia-w/bank-details');
    await page.getByLabel('Name on the account').fill('Nia Wright');
    await page.getByLabel('Anywhere else').check();
    await page.getByLabel('IBAN (elsewhere)').fill('GB29 NWBK 6016 1331 9268 19');
    await page.getByLabel('BIC (elsewhere)').fill('NWBKGB2L');
    await page.getByLabel('Your password').fill(password());
    expect(await press(page, 'Save my bank details')).toBe(303);
    await expect(page.getByText('•••• 6819')).toBeVisible();
    await becomes(page, KOFI, '/payouts');
    await page.goto(await payoutTo(page, 'nia-w'));
    await expect(page.locator('main .badge').first()).toHaveText('Waits for approval');
    await expect(page.getByText('Bank details changed: approvals no longer count')).toBeVisible();
    await expect(page.getByText('These bank details are new')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve this payout' })).toBeVisible();
  });
});
