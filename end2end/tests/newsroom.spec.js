// Reading: the list, an article, and what is closed in it until somebody chooses.
import { plainArticle, warnedArticle } from '../site/places.js';
import { expect, test } from '../site/test.js';

test('from the list to an article and back', async ({ page }) => {
  const address = await plainArticle(page);
  await page.goto('/newsroom');
  const link = page.locator(`a.card__link[href="${address}"]`);
  const title = await link.textContent();
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page).toHaveTitle(title);
  await page.getByRole('link', { name: 'Back to the newsroom' }).click();
  await expect(page).toHaveURL(/\/newsroom$/);
});

test.describe('a closed part', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(await warnedArticle(page));
  });

  const text = (page) => page.locator('.warned__text').first();

  test('says what it is about and stays closed until it is opened', async ({ page }) => {
    await expect(page).toHaveTitle('Reading');
    await expect(text(page)).toBeHidden();
    const passage = page.locator('.warned').first();
    await expect(passage).toContainText(/The next part is about: \S/);
    await expect(passage).toContainText(/It is .+\. You can read it, skip it, or stop here\./);
    await expect(passage).toContainText(/In short: \S/);
    await passage.getByText('Read it', { exact: true }).click();
    await expect(text(page)).toBeVisible();
    await passage.getByText('Close it', { exact: true }).click();
    await expect(text(page)).toBeHidden();
  });

  test('can be closed again from its end', async ({ page }) => {
    await page.getByText('Read it', { exact: true }).first().click();
    await page.getByRole('link', { name: 'Close it again and go on' }).first().click();
    await expect(text(page)).toBeHidden();
    await expect(page).toHaveURL(/#after-1$/);
    await expect(page.locator('#after-1')).toBeInViewport();
  });

  test('can be skipped', async ({ page }) => {
    await page.getByRole('link', { name: 'Skip it' }).first().click();
    await expect(page).toHaveURL(/#after-1$/);
    await expect(page.locator('#after-1')).toBeInViewport();
    await expect(text(page)).toBeHidden();
  });

  test('has a way to ground oneself beside it', async ({ page }) => {
    const steps = page.locator('.grounding__steps').first();
    await expect(steps).toBeHidden();
    await page.getByText('Ground myself', { exact: true }).first().click();
    await expect(steps).toBeVisible();
    await expect(steps).toContainText('Name 5 things that you can see.');
  });

  test('is reached and opened by the keyboard', async ({ page }) => {
    await page.locator('.warned__passage > summary').first().focus();
    await page.keyboard.press('Enter');
    await expect(text(page)).toBeVisible();
  });
});
