// What goes wrong is told kindly: what happened, that nothing is lost, what to do, and where help is.
import { expect, test } from '../site/test.js';

test('an address that leads nowhere', async ({ page }) => {
  for (const address of ['/nowhere', '/newsroom/nothing-here', '/newsroom?from=nonsense', '/creators/nobody-at-all',
    '/proposals/not-an-id', '/proposals/00000000-0000-7000-8000-000000000000', '/proposals?before=x', '/%ff', '/..%2f..%2fetc/passwd']) {
    const answer = await page.goto(address);
    expect(answer.status(), address).toBe(404);
    await expect(page.getByRole('heading', { level: 1 }), address).toHaveText('There is nothing here');
    await expect(page.getByText('You did nothing wrong, and nothing is lost.')).toBeVisible();
    await expect(page.locator('main').getByRole('link', { name: 'help now' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await expect(page).toHaveURL('/');
});

test('an address that is only for forms', async ({ page }) => {
  const answer = await page.goto('/sign-out');
  expect(answer.status()).toBe(405);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This address is not a page');
});

test('a form that is too large', async ({ site }) => {
  const answer = await fetch(`${site.url}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `email=${'a'.repeat(1_100_000)}`,
  });
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('That is more than we can take at once');
});

test('programs are told in their own form', async ({ site }) => {
  const answer = await fetch(`${site.url}/api/v1/proposals/nothing/count.json`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 404, title: 'Not Found' });
});
