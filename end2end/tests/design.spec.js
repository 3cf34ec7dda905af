// The gallery of components: there where it is asked for and nowhere else, and the same as files.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { run, serve } from '../site/program.js';
import { expect, test } from '../site/test.js';

test('each example shows its notes and the code that it is made from', async ({ page }) => {
  await page.goto('/design');
  const examples = page.locator('main > section');
  expect(await examples.count()).toBeGreaterThan(20);
  for (const example of await examples.all()) {
    await expect(example.locator('details pre').last()).toContainText('fn example()');
  }
});

test('a theme is chosen for this page alone', async ({ page }) => {
  await page.goto('/design');
  await page.getByRole('navigation', { name: 'Themes' }).getByRole('link', { name: 'High contrast' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'high-contrast');
  await page.goto('/ledger');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./);
  expect((await page.request.get('/design?theme=pink')).status()).toBe(404);
});

test('without the setting there is nothing', async ({ site }) => {
  const other = await serve(site.folder, { BLKOUT_DESIGN: 'off' });
  const answer = await fetch(`${other.url}/design`);
  await other.stop();
  expect(answer.status).toBe(404);
});

test('as files it opens from a disk, with its style and its letters', async ({ browser }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'blkout-design-'));
  run(['design', folder]);
  expect(readdirSync(folder).sort()).toEqual(['blkout.css', 'dark.html', 'fonts', 'high-contrast.html', 'index.html', 'light.html']);
  // A context of its own: the watch over the site's pages takes files for another origin.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`file://${folder}/index.html`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('color', 'rgb(255, 215, 0)');
  await page.getByRole('navigation', { name: 'Themes' }).getByRole('link', { name: 'Dark' }).click();
  await expect(page).toHaveURL(/dark\.html$/);
  await context.close();
  rmSync(folder, { recursive: true });
});
