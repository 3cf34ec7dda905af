// The two parts of pages that come alive in the browser, and how one sees that they have.
import { expect } from './test.js';

const SIGNS = {
  // On an article it does nothing until somebody has chosen something, so it is enough that its code is there.
  passages: async (page) => {
    const loaded = () => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm'));
    await page.waitForFunction(loaded);
  },
  choices: async (page) => {
    await expect(page.getByLabel('racism', { exact: true })).toBeEnabled();
  },
  draft: async (page) => {
    await expect(page.getByLabel('Keep what I type on this device')).toBeVisible();
  },
  figures: async (page) => {
    // Of its two buttons a page without rows has the second only.
    await expect(page.getByRole('button', { name: 'Check the whole record' })).toBeVisible();
  },
  ballot: async (page) => {
    await expect(page.locator('#choice-meaning')).toContainText('Nothing is sent');
    // The words change only once the island listens; before that the choice is kept all the same.
    await expect(async () => {
      await page.getByRole('radio').nth(1).check();
      await page.getByRole('radio').first().check();
      await expect(page.locator('#choice-meaning')).not.toContainText('Nothing is sent', { timeout: 500 });
    }).toPass();
  },
};

/** The page's island is alive. */
export const expectAlive = (page, island) => SIGNS[island](page);
