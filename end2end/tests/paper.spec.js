// On paper: what stands there and what does not, wherever somebody may print figures.
import { AMARA, signIn } from '../site/people.js';
import * as places from '../site/places.js';
import { expect, test } from '../site/test.js';

/** Sheets of A4 at most: enough for every figure, and too few for a table whose words stand one under another. */
const PAGES = [
  { name: 'the ledger', at: async () => '/ledger', sheets: 5, rows: true },
  { name: 'one transaction', at: async () => '/ledger/1', sheets: 2, rows: true },
  { name: 'a creator’s earnings', at: async () => `/creators/${AMARA.creator}`, as: AMARA, sheets: 7, rows: true },
  { name: 'a decided vote', at: places.counted, sheets: 2, rows: true },
  { name: 'an article with a closed part', at: places.warnedArticle, sheets: 3 },
];

/** Nothing on paper can be pressed, and nobody wants to pay for the ink of a dark ground. */
const NOT_PRINTED = '.way-out, .skip-link, nav, .account, .site-footer, .woven, .check, .keep, .grounding, main form, main .button';

/** Grounds that are darker than a light grey, by the element that has them; run by `page.evaluate`. */
function darkGrounds() {
  const faults = [];
  for (const element of document.querySelectorAll('body, body *')) {
    if (!element.checkVisibility()) continue;
    const { backgroundColor } = getComputedStyle(element);
    const [red, green, blue, alpha = 1] = backgroundColor.match(/[\d.]+/g).map(Number);
    if (alpha > 0 && Math.max(red, green, blue) < 160) faults.push(`${element.tagName}.${element.className}: ${backgroundColor}`);
  }
  return faults;
}

for (const { name, at, as, sheets, rows } of PAGES) {
  test(`paper: ${name} @with-scripts`, async ({ page }) => {
    if (as) await signIn(page, as);
    await page.goto(await at(page));
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.locator(NOT_PRINTED).locator('visible=true')).toHaveCount(0);
    await expect(page.getByText(/^As this page was on \d+ \w+ \d{4}, \d\d:\d\d UTC\.$/)).toBeVisible();
    await expect(page.getByText('Demonstration: everybody and everything here is invented.')).toBeVisible();
    expect(await page.evaluate(darkGrounds)).toEqual([]);
    const header = await page.locator('.site-header').boundingBox();
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
    expect(heading.y, 'the heading begins under the header').toBeGreaterThanOrEqual(header.y + header.height);
    if (rows) await expect(page.locator('main table, main dl').first()).toBeVisible();
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length).toBeLessThanOrEqual(sheets);
  });
}

test('paper: figures behind a drawing are printed, and a closed part is not @with-scripts', async ({ page }) => {
  await signIn(page, AMARA);
  await page.goto(`/creators/${AMARA.creator}`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('details.disclose table').first()).toBeVisible();
  await page.goto(await places.warnedArticle(page));
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.warned__text').locator('visible=true')).toHaveCount(0);
});
