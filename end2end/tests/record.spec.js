// The public record's own page: where it stands, what a check proves, and ways to it for programs.
import { expect, test } from '../site/test.js';

test('it says where the record stands, and the figures are those of the API', async ({ page }) => {
  const { size, root, checkpoint } = await (await page.request.get('/api/v1/record')).json();
  await page.goto('/record');
  await expect(page.locator('.headline dd')).toHaveText(String(size));
  await expect(page.locator('.hash').first()).toHaveText(root);
  const note = await (await page.request.get(checkpoint)).text();
  expect(note.split('\n').slice(1, 3)).toEqual([String(size), Buffer.from(root, 'hex').toString('base64')]);
});

test('every address that it names answers', async ({ page }) => {
  await page.goto('/record');
  const addresses = await page.locator('main a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(addresses.length).toBeGreaterThan(5);
  for (const address of new Set(addresses)) {
    expect((await page.request.get(address)).status(), address).toBe(200);
  }
});

test('it says what a check does not prove', async ({ page }) => {
  await page.goto('/record');
  await expect(page.getByText('It does not prove')).toBeVisible();
  await expect(page.getByText('that every payment that somebody made was written into the record')).toBeVisible();
});
