// Pictures of every page at two widths in two themes, for people to look at. Not a test; run by hand:
//   eval "$(script/build --paths)"; export BLKOUT_BINARY BLKOUT_SITE_DIR; node end2end/shots.mjs FOLDER
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';

import config from './playwright.config.js';
import prepareDatabases from './site/databases.js';
import { signIn } from './site/people.js';
import { serve } from './site/program.js';
import { EMPTY_ROUTES, ROUTES } from './site/routes.js';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Name a folder for the pictures: node end2end/shots.mjs FOLDER');
  process.exit(2);
}

/** Takes the pictures of some routes of one community. */
async function take(browser, site, routes, prefix) {
  for (const route of routes) {
    const context = await browser.newContext({ baseURL: site.url, locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    if (route.as) await signIn(page, route.as);
    const address = await route.at(page);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address);
        const name = `${prefix}${route.name.replace(/\W+/g, '-')}.${width}.${colorScheme}.png`;
        await page.screenshot({ path: join(folder, name), fullPage: true });
      }
    }
    await context.close();
  }
}

const removeDatabases = prepareDatabases();
const browser = await chromium.launch(config.use.launchOptions);
mkdirSync(folder, { recursive: true });
try {
  for (const [kind, routes, prefix] of [['demo', ROUTES, ''], ['empty', EMPTY_ROUTES, 'empty-']]) {
    const data = mkdtempSync(join(tmpdir(), 'blkout-shots.'));
    cpSync(join(process.env.BLKOUT_TEST_DATA, kind), data, { recursive: true });
    const site = await serve(data);
    await take(browser, site, routes, prefix);
    await site.stop();
    rmSync(data, { recursive: true, force: true });
  }
} finally {
  await browser.close();
  removeDatabases();
}
