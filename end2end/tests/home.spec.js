// The home page: what the community is, from its own data, and the way to everything else.
import { run } from '../site/program.js';
import { expect, test } from '../site/test.js';

test('the home page leads to every part of the site', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our stories. Our money. Our say.');
  await expect(page.getByText('Demonstration: everybody and everything here is invented.')).toBeVisible();
  for (const [name, heading] of [
    ['Newsroom', 'Newsroom'],
    ['Ledger', 'Who got what'],
    ['Proposals', 'Proposals'],
    ['Support', 'Help now'],
  ]) {
    await page.goto('/');
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.getByRole('navigation', { name: 'Sections' }).locator('[aria-current=page]')).toHaveText(name);
  }
});

test('the home page shows the newest articles, the money and what is being decided', async ({ page, site }) => {
  const totals = JSON.parse(run(['ledger', 'totals', '--json'], { dataDir: site.folder })).gbp;
  await page.goto('/');
  await expect(page.locator('[data-section=newsroom] .card')).toHaveCount(3);
  const paidIn = page.locator('[data-section=money] dt', { hasText: 'Paid for people’s work' }).locator('xpath=following-sibling::dd');
  const pounds = ((totals.charged - totals.returned - totals.gifts) / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' });
  await expect(paidIn).toHaveText(pounds);
  await page.locator('[data-section=governance] a.card__link').first().click();
  await expect(page).toHaveURL(/\/proposals\/[0-9a-f-]{36}$/);
});

test('the site says nothing of itself on the listener of the public, and its counters elsewhere', async ({ page, site }) => {
  expect((await page.request.get('/metrics')).status()).toBe(404);
  const counters = await page.request.get(`${site.metricsUrl}/metrics`);
  expect(counters.status()).toBe(200);
  expect((await page.request.get('/livez')).status()).toBe(200);
});
