// What the worker makes of a network that is slow, and of answers that are not a page for everybody (issue 4, Offline).
import { openDoor } from '../site/door.js';
import * as places from '../site/places.js';
import { expect, test as base } from '../site/test.js';
import { install, kept } from '../site/worker.js';

const COPY = /This copy is from \d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d\./;

/** A door to the shared site, whose `deal` each test sets, and a page of a browser that only knows the door. */
const test = base.extend({
  door: async ({ site }, use) => {
    const door = { deal: () => false };
    Object.assign(door, await openDoor(site.url, (...asked) => door.deal(...asked)));
    await use(door);
    await door.close();
  },
  page: async ({ browser, door }, use) => {
    const context = await browser.newContext({ baseURL: door.url, serviceWorkers: 'allow' });
    await use(await context.newPage());
    await context.close();
  },
});

const main = (page) => page.getByRole('main');
const keep = (page) => page.getByRole('button', { name: 'Keep this page for offline' });
/** The worker's own requests, not those of a reader who goes to a page. */
const isOfTheWorker = ({ headers }) => headers['sec-fetch-mode'] !== 'navigate';

/** Opens an article that can be kept, with the worker at work. */
async function openArticle(page) {
  await install(page);
  const address = await places.plainArticle(page);
  await page.goto(address);
  return address;
}

async function keepArticle(page) {
  const address = await openArticle(page);
  await keep(page).click();
  await expect(main(page)).toContainText('Kept on this device, as it was on');
  return address;
}

/** Answers in the site's place. */
function say(answer, status, headers, body = '<!doctype html><title>Other</title><h1>Other words</h1>') {
  answer.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-cache', ...headers });
  answer.end(body);
  return true;
}

test('on a slow network the kept copy comes with its date, and what is not kept is waited for @with-scripts', async ({ page, door }) => {
  const address = await keepArticle(page);
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  const held = new Map();
  door.deal = ({ url }) => [address, '/ledger'].includes(url) && new Promise((resolve) => held.set(url, () => resolve(false)));

  // It is asked for first, so its time is over when that of the kept page is.
  const other = await page.context().newPage();
  const going = other.goto('/ledger');
  await expect.poll(() => held.has('/ledger')).toBe(true);
  await page.goto(address);
  await expect(page.locator('.page-line')).toContainText(/^The network is slow\. /);
  await expect(page.locator('.page-line')).toContainText(COPY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  expect(other.url()).toBe('about:blank');

  door.deal = () => false;
  for (const letGo of held.values()) letGo();
  await going;
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Who got what');
  await expect(other.locator('.page-line')).toHaveCount(0);
  await page.locator('.page-line').getByRole('link', { name: 'Try again' }).click();
  await expect(page.locator('.page-line')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  expect((await kept(page)).kept).toEqual([address]);
});

test('where the site fails the copy is shown; where it says that a page has gone, that is passed on @with-scripts', async ({ page, door }) => {
  const address = await keepArticle(page);
  door.deal = ({ url }, _, answer) => url === address && say(answer, 503, {});
  await page.goto(address);
  await expect(page.locator('.page-line')).toContainText('The site does not answer. This copy is from');
  door.deal = ({ url }, _, answer) => url === address && say(answer, 410, {});
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Other words');
  expect((await kept(page)).kept).toEqual([address]);
});

test('the worker keeps no answer but a whole page for everybody, and asks for it as nobody @with-scripts', async ({ page, door }) => {
  await page.context().addCookies([{ name: 'who', value: 'somebody', url: door.url }]);
  const address = await openArticle(page);
  const cookies = [];
  for (const [name, status, headers] of [
    ['for one reader only', 200, { 'cache-control': 'no-store' }],
    ['of a shared cache', 200, { 'cache-control': 'public, max-age=600' }],
    ['without a word on keeping', 200, { 'cache-control': '' }],
    ['not a page', 200, { 'content-type': 'application/json' }],
    ['a part', 206, { 'content-range': 'bytes 0-9/100' }],
    ['nothing there', 404, {}],
    ['not for this reader', 403, {}],
    ['the site fails', 500, {}],
    ['elsewhere on the site', 303, { location: '/support' }],
    ['elsewhere in the world', 302, { location: 'http://127.0.0.1:9/' }],
  ]) {
    door.deal = (wanted, _, answer) => {
      if (wanted.url !== address || !isOfTheWorker(wanted)) return false;
      cookies.push(wanted.headers.cookie);
      return say(answer, status, { ...headers, 'set-cookie': 'mark=1' });
    };
    await page.goto(address);
    await keep(page).click();
    await expect(page, name).toHaveURL(/\/saved\?done=(refused|unreachable)$/);
    await expect(main(page), name).toContainText('It was not kept');
  }
  expect((await kept(page)).kept).toBeUndefined();
  expect(cookies).toEqual(Array(10).fill(undefined));
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['who']);
});
