// Sharing a work: one proposes, the others accept in their own session, and any of them ends it.
import { AMARA, KOFI, sessionCookie, signIn } from '../site/people.js';
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from '../site/checks.js';
import { post } from '../site/requests.js';
import { expect, test } from '../site/test.js';

const ZURI = { email: 'zuri@demo.invalid', creator: 'zuri-m' };
const DELE = { email: 'dele@demo.invalid', creator: 'dele-o' };

/** Signs out, and somebody else in. */
async function becomes(page, person, address) {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await signIn(page, person, address);
}

/** Fills in the form and sends it. */
async function propose(page, work, creators) {
  await page.getByLabel('The work').fill(work);
  await page.getByLabel('Who shares it').fill(creators);
  await page.getByRole('button', { name: 'Propose it' }).click();
}

const state = (page) => page.locator('main .badge').first();

test('everybody else is told kindly whose page it is', async ({ page, site }) => {
  expect((await page.goto('/agreements')).status()).toBe(403);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for creators');
  await signIn(page, KOFI, '/agreements');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for creators');
  const answer = await post(`${site.url}/agreements`, { work: 'Mine', creators: 'kofi:1' }, { cookie: await sessionCookie(page) });
  expect(answer.status).toBe(403);
  const signedOut = await post(`${site.url}/agreements`, { work: 'Mine' });
  expect(signedOut.headers.get('location')).toBe('/sign-in?return_to=/agreements');
});

test.describe('between creators', () => {
  test.use({ data: 'own' });

  test('all accept, it is in force, and one of them ends it', async ({ page }) => {
    await signIn(page, AMARA, `/creators/${AMARA.creator}`);
    await page.getByRole('link', { name: 'Your agreements with others' }).click();
    await expect(page.getByText('No agreements yet')).toBeVisible();
    await propose(page, 'Quilt for the archive', `${AMARA.creator}:2\n${ZURI.creator}:1\n${DELE.creator}:1`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quilt for the archive');
    await expect(state(page)).toHaveText('Waiting for answers');
    await expect(page.getByRole('row', { name: /amara-j/ })).toContainText('50%');
    await expect(page.getByRole('button', { name: 'Accept' })).toHaveCount(0);
    const address = new URL(page.url()).pathname;

    for (const person of [ZURI, DELE]) {
      await becomes(page, person, '/agreements');
      const waiting = page.locator('section[aria-labelledby="yours"]');
      await waiting.getByRole('link', { name: 'Quilt for the archive' }).click();
      await page.getByRole('button', { name: 'Accept' }).click();
      await expect(page).toHaveURL(address);
    }
    await expect(state(page)).toHaveText('In force');
    await page.getByRole('button', { name: 'End this agreement' }).click();
    await expect(state(page)).toHaveText('Ended');
    await expect(page.getByRole('link', { name: 'Propose another' })).toBeVisible();
  });

  test('an agreement reads well in every look, however long its words @with-scripts', async ({ page }) => {
    await signIn(page, AMARA, '/agreements');
    await propose(page, `Quilt${'-for-the-archive'.repeat(20)}`, `${AMARA.creator}:10000\n${ZURI.creator}:1`);
    await expect(state(page)).toHaveText('Waiting for answers');
    for (const address of [page.url(), '/agreements']) {
      await page.goto(address);
      await expectNoSidewaysScroll(page);
      await expectLargeTargets(page);
      await expectAccessible(page);
    }
  });

  test('what needs a change is said, and what was typed is kept', async ({ page, site }) => {
    await signIn(page, AMARA, '/agreements');
    await propose(page, 'A film', `${ZURI.creator}:1\n${DELE.creator}:1`);
    await expect(page.getByRole('alert')).toContainText('Nothing is lost');
    await expect(page.getByText(/you can only agree for yourself/).first()).toBeVisible();
    await expect(page.getByLabel('The work')).toHaveValue('A film');
    await expect(page.getByLabel('Who shares it')).toHaveValue(`${ZURI.creator}:1\n${DELE.creator}:1`);
    await propose(page, '</textarea><script>alert(1)</script>', `${AMARA.creator}:1\nnobody-at-all:1`);
    await expect(page.getByText(/Nobody here has the creator’s account nobody-at-all/).first()).toBeVisible();
    await expect(page.getByLabel('The work')).toHaveValue('</textarea><script>alert(1)</script>');
    await propose(page, '<b>A film</b>', `${AMARA.creator}:1\n${ZURI.creator}:1`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('<b>A film</b>');
    const address = page.url();

    // To a creator who is no party it is not there, and nothing that they post changes it.
    await becomes(page, DELE, '/agreements');
    expect((await page.goto(address)).status()).toBe(404);
    const cookie = await sessionCookie(page);
    for (const step of ['accept', 'decline', 'withdraw', 'end']) {
      expect((await post(`${address}/${step}`, {}, { cookie })).status).toBe(404);
    }
    await becomes(page, ZURI, '/agreements');
    await page.goto(address);
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect(state(page)).toHaveText('Declined');
    const late = await post(`${address}/accept`, {}, { cookie: await sessionCookie(page) });
    expect(late.status).toBe(422);
    expect(await late.text()).toContain('nothing was changed');
    expect((await post(`${site.url}/agreements/not-an-id/accept`, {}, { cookie: await sessionCookie(page) })).status).toBe(404);
  });
});
