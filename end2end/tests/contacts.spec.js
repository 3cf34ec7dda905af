// Stewards look after the numbers of the help page: what is due for a check, who checked it, and what readers see of it.
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from '../site/checks.js';
import { AMARA, IFE, KOFI, sessionCookie, signIn } from '../site/people.js';
import { post } from '../site/requests.js';
import { expect, test } from '../site/test.js';

const HOSTILE = '</textarea><script>window.pwned=1</script>"><img src=x onerror=window.pwned=1>';

/** Opens one entry from the list, as a steward. */
async function open(page, name) {
  await page.goto('/contacts');
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

async function check(page, how, note = '') {
  if (how) await page.getByLabel(how).check();
  await page.getByLabel('Note for the other stewards').fill(note);
  await page.getByRole('button', { name: 'I checked this today' }).click();
}

const entry = (page, name) =>
  page.locator('article.contact').filter({ has: page.getByRole('heading', { name, exact: true }) }).first();

test('everybody else is told kindly whose page it is', async ({ page, site }) => {
  for (const address of ['/contacts', '/contacts/samaritans']) {
    expect((await page.goto(address)).status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for stewards');
  }
  const stranger = await post(`${site.url}/contacts/samaritans`, { how: 'phone' });
  expect(stranger.status).toBe(303);
  expect(stranger.headers.get('location')).toContain('/sign-in');
  await signIn(page, AMARA, '/contacts');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for stewards');
  const cookie = await sessionCookie(page);
  expect((await post(`${site.url}/contacts/samaritans`, { how: 'phone' }, { cookie })).status).toBe(403);
  expect((await post(`${site.url}/contacts/nobody`, { how: 'phone' }, { cookie })).status).toBe(404);
});

test.describe('as a steward', () => {
  test.use({ data: 'own' });

  test('a check is recorded, and readers see its day and not who made it', async ({ page, browser, site }) => {
    // Another reader, who is not signed in and whose page the server keeps in memory.
    const context = await browser.newContext({ baseURL: site.url });
    const reader = await context.newPage();
    await reader.goto('/support');
    await expect(entry(reader, 'Samaritans')).toContainText('Not yet checked by a person');
    await expect(reader.locator('main')).not.toContainText('Breathing Space');

    await signIn(page, KOFI, '/support');
    await page.getByRole('link', { name: 'Numbers that are due for a check' }).click();
    await expect(page.getByRole('heading', { name: 'Shown, and not yet checked' })).toBeVisible();
    await open(page, 'Samaritans');
    await expect(page.getByRole('link', { name: 'Open their page' })).toHaveAttribute('href', 'https://www.samaritans.org/');
    await check(page, 'By phone or text', 'Rang in the morning.');
    await expect(page).toHaveURL('/contacts/samaritans');
    await expect(page.locator('#earlier + ul')).toContainText('Rang in the morning.');
    await expect(page.locator('#earlier + ul')).toContainText('Kofi');
    await page.goto('/contacts');
    await expect(page.locator('section[aria-labelledby=later]')).toContainText('Samaritans');

    await reader.goto('/support');
    await expect(entry(reader, 'Samaritans')).toContainText(/Checked by a person on \d+ \w+ \d{4}/);
    await expect(reader.locator('main')).not.toContainText(/Kofi|Rang in the morning/);

    // An entry outside of the core list comes into sight when it has been checked.
    await open(page, 'Breathing Space');
    await check(page, 'On their page');
    await reader.goto('/support?nation=scotland');
    await expect(entry(reader, 'Breathing Space')).toContainText('Monday to Thursday, 18:00 to 2:00');
    await reader.goto('/support?nation=wales');
    await expect(reader.locator('main')).not.toContainText('Breathing Space');
    await context.close();
  });

  test('what needs a change is said, and what was typed is kept as it was typed', async ({ page, site }) => {
    await signIn(page, IFE, '/contacts');
    await open(page, 'Shelter');
    await check(page, '', HOSTILE);
    await expect(page.getByRole('alert')).toContainText('Nothing is lost');
    await expect(page.locator('#how-error')).toBeVisible();
    await expect(page.getByLabel('Note for the other stewards')).toHaveValue(HOSTILE);
    await check(page, 'On their page', 'x'.repeat(501));
    await expect(page.locator('#note-error')).toContainText('at most 500 characters');
    await expect(page.getByLabel('On their page')).toBeChecked();
    await check(page, '', HOSTILE);
    await expect(page.locator('#earlier + ul')).toContainText(HOSTILE);
    expect(await page.evaluate(() => [window.pwned, document.querySelectorAll('main img, main script').length])).toEqual([undefined, 0]);

    // The form of a page on which the entry said something else.
    const cookie = await sessionCookie(page);
    const stale = await post(`${site.url}/contacts/shelter`, { how: 'page', digest: '0'.repeat(64) }, { cookie });
    expect(stale.status).toBe(422);
    expect(await stale.text()).toContain('This entry has changed since you opened the page');
  });

  test('it reads well in every look @with-scripts', async ({ page }) => {
    await signIn(page, KOFI, '/contacts');
    await open(page, 'Galop');
    await check(page, '', 'x'.repeat(501));
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectLargeTargets(page);
    await expectAccessible(page);
    await check(page, 'By phone or text', 'a'.repeat(300));
    await expect(page.locator('#earlier')).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
