// Money that came by transfer or in cash: one steward enters it, another approves it, and then it is in the ledger.
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from '../site/checks.js';
import { AMARA, IFE, KOFI, sessionCookie, signIn } from '../site/people.js';
import { post } from '../site/requests.js';
import { expect, test } from '../site/test.js';

/** Signs out, and somebody else in. */
async function becomes(page, person, address) {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await signIn(page, person, address);
}

/** Fills in the form and sends it. */
async function enter(page, { amount, work, creators = '', channel = 'Cash' }) {
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel(channel).check();
  if (work !== undefined) {
    await page.getByLabel('What it was for').fill(work);
    await page.getByLabel('Who shares it').fill(creators);
  }
  await page.getByRole('button', { name: 'Enter it for approval' }).click();
}

const state = (page) => page.locator('main .badge').first();

test('everybody else is told kindly whose page it is', async ({ page, site }) => {
  expect((await page.goto('/manual-entries')).status()).toBe(403);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for stewards');
  await signIn(page, AMARA, '/manual-entries');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for stewards');
  const answer = await post(`${site.url}/manual-entries`, { amount: '5' }, { cookie: await sessionCookie(page) });
  expect(answer.status).toBe(403);
});

test.describe('between stewards', () => {
  test.use({ data: 'own' });

  test('entered by one, approved by another, and partly given back', async ({ page }) => {
    await signIn(page, KOFI, '/payouts');
    await page.getByRole('link', { name: 'Payments by bank transfer and in cash' }).click();
    await expect(page.getByText('Nothing has been entered yet')).toBeVisible();
    await expect(page.getByText('Please name nobody who paid')).toBeVisible();
    await enter(page, { amount: '33.21', work: 'Zine fair in May', creators: 'amara-j:2\nzuri-m:1' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zine fair in May');
    await expect(state(page)).toHaveText('Waits for approval');
    await expect(page.getByText('you entered it, so another steward has to approve it')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Approve it' })).toHaveCount(0);
    const address = new URL(page.url()).pathname;
    const own = await post(`${page.url()}/approve`, {}, { cookie: await sessionCookie(page) });
    expect(own.status).toBe(422);

    await becomes(page, IFE, address);
    await page.getByRole('button', { name: 'Approve it' }).click();
    await expect(page).toHaveURL(address);
    await expect(state(page)).toHaveText('In the ledger');
    await page.goto('/ledger?kind=manual_payment');
    await expect(page.getByRole('row', { name: /Zine fair in May/ })).toContainText('£33.21');

    await page.goto(address);
    await enter(page, { amount: '3.21', channel: 'Bank transfer' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Given back: Zine fair in May');
    await becomes(page, KOFI, '/manual-entries');
    await page.getByRole('link', { name: 'Given back: Zine fair in May' }).click();
    await page.getByRole('button', { name: 'Approve it' }).click();
    await page.goto(address);
    await expect(page.getByText('£30.00')).toBeVisible();
  });

  test('an entry reads well in every look, before and after its approval @with-scripts', async ({ page }) => {
    await signIn(page, KOFI, '/manual-entries');
    await enter(page, { amount: '12345678.90', work: `Fair${'-in-May'.repeat(40)}`, creators: 'amara-j:2\nzuri-m:1' });
    const address = page.url();
    const looks = async () => {
      await expectNoSidewaysScroll(page);
      await expectLargeTargets(page);
      await expectAccessible(page);
    };
    await looks();
    await becomes(page, IFE, new URL(address).pathname);
    await page.getByRole('button', { name: 'Approve it' }).click();
    await expect(state(page)).toHaveText('In the ledger');
    await looks();
    await page.goto('/manual-entries');
    await looks();
  });

  test('what needs a change is said, and what was typed is kept', async ({ page }) => {
    await signIn(page, KOFI, '/manual-entries');
    await enter(page, { amount: '1,000', work: '', creators: 'amara-j' });
    await expect(page.getByRole('alert')).toContainText('Nothing is lost');
    for (const field of ['amount', 'work', 'creators']) {
      await expect(page.locator(`#${field}`)).toHaveAttribute('aria-invalid', 'true');
      await expect(page.locator(`#${field}-error`)).toBeVisible();
    }
    await expect(page.getByLabel('Amount')).toHaveValue('1,000');
    await expect(page.getByLabel('Cash')).toBeChecked();
    await enter(page, { amount: '1000', work: 'A loan of chairs', creators: '' });
    await expect(page.getByText('A gift to the community fund')).toBeVisible();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expect(state(page)).toHaveText('Taken back');
  });
});
