// An author's way from an empty form to a published piece, with and without scripts.
import { AMARA, signIn } from '../site/people.js';
import { expect, test } from '../site/test.js';

test.use({ data: 'own' });

const TEXT = 'We were happy.\n\nThe funeral was on a Friday, and the police came.';

async function fill(page, title) {
  await signIn(page, AMARA, '/newsroom');
  await page.getByRole('link', { name: 'Write a piece' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('In short').fill('A family says goodbye.');
  await page.getByLabel('Text', { exact: true }).fill(TEXT);
}

const look = (page) => page.getByRole('button', { name: 'Look at it first' }).click();

test('a piece is looked at, gets a warning, is written on and published', async ({ page }) => {
  await fill(page, 'A Friday in June');
  await look(page);
  await expect(page.getByText('It is not published yet.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A Friday in June');
  await expect(page.getByText('You wrote “funeral” (line 3). Readers may want to know about death and grief.')).toBeVisible();

  await page.getByRole('button', { name: /Not needed.*policing/ }).click();
  await expect(page.getByText('You wrote “police”')).toHaveCount(0);
  await page.getByRole('button', { name: 'Add “death and grief”' }).click();
  await expect(page.getByText('You wrote')).toHaveCount(0);
  await expect(page.getByText('This piece is closed. It is about:')).toBeVisible();
  await expect(page.locator('.warned__text')).toBeHidden();

  await page.getByRole('button', { name: 'Go on writing' }).click();
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue(TEXT);
  await expect(page.getByLabel('death and grief')).toBeChecked();
  await page.getByLabel('Or in your own words').fill('a hospital');
  await look(page);
  await expect(page.getByText('You wrote')).toHaveCount(0);
  await page.getByRole('button', { name: 'Publish' }).click();

  await expect(page).toHaveURL(/\/newsroom\/a-friday-in-june$/);
  await expect(page).toHaveTitle('Reading');
  await expect(page.locator('.warned__about')).toHaveText('The next part is about: death and grief; a hospital.');
  await page.goto('/newsroom');
  const card = page.locator('.card').filter({ hasText: 'A Friday in June' });
  await expect(card.locator('.card__warning')).toContainText('death and grief; a hospital');
});

test('what cannot be read is explained, and nothing is lost', async ({ page }) => {
  await fill(page, '');
  const unclosed = `${TEXT}\n::: warning racism | Someone is rude.\nThey were rude.`;
  await page.getByLabel('Text', { exact: true }).fill(unclosed);
  await page.getByLabel('racism', { exact: true }).check();
  await look(page);
  const errors = page.getByRole('alert');
  await expect(errors).toContainText('Nothing is lost');
  await expect(errors.getByRole('link')).toHaveCount(2);
  await expect(errors).toContainText('Line 4: this warned passage is never closed');
  await expect(page.getByLabel('Text', { exact: true })).toHaveValue(unclosed);
  await expect(page.getByLabel('racism', { exact: true })).toBeChecked();
});

test('an author changes later what a piece is about', async ({ page }) => {
  await fill(page, 'Later');
  await look(page);
  await page.getByRole('button', { name: 'Publish' }).click();
  await expect(page).toHaveTitle('Later');
  await page.getByRole('link', { name: 'Change what this piece is about' }).click();
  await page.getByLabel('death and grief').check();
  await page.getByRole('button', { name: 'Keep this' }).click();
  await expect(page).toHaveURL(/\/newsroom\/later$/);
  await expect(page.locator('.warned__text')).toBeHidden();
  await expect(page).toHaveTitle('Reading');
});
