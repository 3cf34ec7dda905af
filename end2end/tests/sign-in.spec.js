// Coming in and going out.
import { AMARA, fillSignIn, password, sessionCookie, signIn } from '../site/people.js';
import { post } from '../site/requests.js';
import { expect, test } from '../site/test.js';

test.describe('with attempts that fail', () => {
  // Each on a site of its own: failed attempts are counted by address, and all tests have the same.
  test.use({ data: 'own' });

  test('a wrong password is told kindly, and what was typed is kept but the password', async ({ page }) => {
    await page.goto('/sign-in?return_to=/proposals');
    await page.getByLabel('This is a shared phone or computer').check();
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await fillSignIn(page, AMARA.email, 'not the password at all');
    expect((await answered).status()).toBe(422);
    await expect(page.getByRole('alert')).toContainText('Nothing is lost: what you wrote is still here.');
    await expect(page.getByRole('alert')).toContainText('We could not find an account with this email and password.');
    await expect(page.getByLabel('Email address')).toHaveValue(AMARA.email);
    await expect(page.getByLabel('Password')).toHaveValue('');
    await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('This is a shared phone or computer')).toBeChecked();
    expect(await sessionCookie(page)).toBeUndefined();

    await page.getByRole('alert').getByRole('link').click();
    await expect(page.getByLabel('Password')).toBeFocused();
    await fillSignIn(page, AMARA.email, password());
    await expect(page).toHaveURL('/proposals');
  });

  test('an account that does not exist is answered in the same words', async ({ site }) => {
    const words = async (email) => {
      const answer = await post(`${site.url}/sign-in`, { email, password: 'not the password at all' });
      expect(answer.status).toBe(422);
      return (await answer.text()).replaceAll(email, '').replace(/nonce="[^"]*"/g, '');
    };
    expect(await words('nobody@demo.invalid')).toBe(await words(AMARA.email));
  });

  test('after ten failures there is a rest, and it says how long', async ({ page, site }) => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const answer = await post(`${site.url}/sign-in`, { email: AMARA.email, password: `guess number ${attempt}` });
      expect(answer.status).toBe(422);
    }
    await page.goto('/sign-in');
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await fillSignIn(page, AMARA.email, password());
    const answer = await answered;
    expect(answer.status()).toBe(429);
    const wait = Number(answer.headers()['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(900);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText("Let's rest a moment");
    await expect(page.getByText('Please try again in about')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Help now' }).first()).toBeVisible();
    await page.goto('/support');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help now');
  });
});

test('signing in leads back to where one came from', async ({ page }) => {
  await page.goto('/sign-in?return_to=/ledger');
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await fillSignIn(page, AMARA.email, password());
  expect((await answered).status()).toBe(303);
  await expect(page).toHaveURL('/ledger');
  const cookie = await sessionCookie(page);
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
  expect(cookie.expires).toBeGreaterThan(Date.now() / 1000);
  await expect(page.getByRole('link', { name: 'Amara: your money' })).toBeVisible();
});

test('on a shared phone the session goes with the browser', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('This is a shared phone or computer').check();
  await fillSignIn(page, AMARA.email, password());
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect((await sessionCookie(page)).expires).toBe(-1);
});

test('a way back to another site is not followed', async ({ page }) => {
  for (const away of ['https://example.org/', '//example.org', '/\\example.org', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?return_to=${encodeURIComponent(away)}`);
    await fillSignIn(page, AMARA.email, password());
    await expect(page).toHaveURL('/');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  }
});

test('signing out takes the cookie and closes the dashboard', async ({ page, site }) => {
  await signIn(page, AMARA, `/creators/${AMARA.creator}`);
  const cookie = await sessionCookie(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  expect(await sessionCookie(page)).toBeUndefined();
  expect((await page.goto(`/creators/${AMARA.creator}`)).status()).toBe(403);
  // The session itself has ended, not only the cookie.
  const answer = await fetch(`${site.url}/creators/${AMARA.creator}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
  expect(answer.status).toBe(403);
});

test('Back after signing out does not bring the dashboard back', async ({ page }) => {
  await signIn(page, AMARA, `/creators/${AMARA.creator}`);
  await expect(page.getByText('All time')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
  await page.goBack();
  await expect(page).toHaveURL(`/creators/${AMARA.creator}`);
  await expect(page.getByText('This dashboard is private')).toBeVisible();
  await expect(page.getByText('All time')).toHaveCount(0);
});

test('a form that another site sends is refused', async ({ site }) => {
  const answer = await post(`${site.url}/sign-in`, { email: AMARA.email, password: password() }, { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(await answer.text()).toContain('We did not take that');
});
