// What readers choose about closed parts, and what closed parts never do: open unasked, leak, or hide themselves.
import { AMARA, signIn } from '../site/people.js';
import { warnedArticle } from '../site/places.js';
import { ROUTES } from '../site/routes.js';
import { expect, test } from '../site/test.js';

/** Words that stand in a closed part of the demonstration and nowhere else. */
const CLOSED_WORDS = ['said my address like a prayer', 'I had decided not to know', 'my bag was in the porch'];
const WITH_THEM = ['/newsroom/the-back-room', '/newsroom/thursdays-at-the-clinic', '/newsroom/six-keys'];

test.describe('a closed part', () => {
  test('is not opened by an address that points at its words @with-scripts', async ({ page }) => {
    await page.goto(`${WITH_THEM[0]}#:~:text=said%20my%20address`);
    await expect(page.locator('.warned__passage')).not.toHaveAttribute('open');
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.warned__text')).display)).toBe('none');
    expect(await page.evaluate(() => window.find('said my address like a prayer'))).toBe(false);
    await expect(page.locator('.warned__text')).toBeHidden();
  });

  test('stays closed on paper, and its summary is printed', async ({ page }) => {
    await page.goto(WITH_THEM[0]);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.warned__text')).toBeHidden();
    await expect(page.getByText('In short:').first()).toBeVisible();
    await expect(page.getByText('This part was closed, so it is not printed.')).toBeVisible();
    await expect(page.getByText('Ground myself')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.getByText('Read it', { exact: true }).click();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.warned__text')).toBeVisible();
    await expect(page.getByText('This part was closed, so it is not printed.')).toBeHidden();
  });

  test('has a picture to breathe with, which moves only where motion is welcome', async ({ page }) => {
    const motion = () => page.locator('.breath__dot').first().evaluate((dot) => getComputedStyle(dot).animationName);
    await page.goto(WITH_THEM[0]);
    await page.getByText('Ground myself', { exact: true }).click();
    expect(await motion()).toBe('none');
    await page.getByText('A picture to breathe with').click();
    await expect(page.locator('.breath svg')).toBeVisible();
    expect(await motion()).toBe('breathe');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await motion()).toBe('none');
  });
});

test('no page but its own says what is in a closed part @without-scripts', async ({ page, browser, site }) => {
  test.setTimeout(180_000);
  const member = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false });
  const signedIn = await member.newPage();
  await signIn(signedIn, AMARA);
  const routes = ROUTES.filter(({ own, as }) => !own && (!as || as === AMARA));
  const addresses = ['/newsroom/feed.xml', '/newsroom?q=prayer', '/newsroom?q=porch', '/api/v1/record'];
  for (const route of routes) addresses.push(await route.at(route.as ? signedIn : page));
  for (const address of new Set(addresses)) {
    for (const one of [page, signedIn]) {
      const text = await (await one.request.get(address)).text();
      const leaked = WITH_THEM.includes(address) ? [] : CLOSED_WORDS.filter((words) => text.includes(words));
      expect(leaked, address).toEqual([]);
    }
  }
  for (const address of WITH_THEM) {
    const html = await (await page.request.get(address)).text();
    const outside = html.replace(/<details[^>]*warned__passage[\s\S]*?<\/details>/g, '');
    expect(CLOSED_WORDS.filter((words) => html.includes(words)), address).toHaveLength(1);
    expect(CLOSED_WORDS.filter((words) => outside.includes(words)), address).toHaveLength(0);
  }
  await member.close();
});

test('the feed is well-formed and leads to the articles @with-scripts', async ({ page }) => {
  await page.goto('/newsroom');
  const href = await page.locator('link[type="application/atom+xml"]').getAttribute('href');
  const xml = await (await page.request.get(href)).text();
  const feed = await page.evaluate((text) => {
    const doc = new DOMParser().parseFromString(text, 'application/xml');
    const texts = (name) => [...doc.getElementsByTagName(name)].map((one) => one.textContent);
    return {
      fault: doc.querySelector('parsererror')?.textContent,
      root: [doc.documentElement.namespaceURI, doc.documentElement.localName],
      entries: [...doc.getElementsByTagName('entry')].map((entry) => entry.querySelector('link').getAttribute('href')),
      ids: texts('id'),
      names: texts('name').length,
      updated: texts('updated'),
      categories: doc.getElementsByTagName('category').length,
    };
  }, xml);
  expect(feed.fault).toBeUndefined();
  expect(feed.root).toEqual(['http://www.w3.org/2005/Atom', 'feed']);
  expect(feed.entries.length).toBeGreaterThan(3);
  expect(new Set(feed.ids).size).toBe(feed.entries.length + 1);
  expect(feed.names).toBe(feed.entries.length);
  expect(feed.updated.every((time) => !Number.isNaN(Date.parse(time)))).toBe(true);
  expect(feed.categories).toBeGreaterThan(2);
  for (const address of feed.entries) expect((await page.request.get(address)).status(), address).toBe(200);
});

test('looking for a piece needs no scripts', async ({ page }) => {
  await page.goto('/newsroom');
  await page.getByRole('searchbox', { name: 'Look for a piece' }).fill('chlorine');
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'One piece found' })).toBeVisible();
  await expect(page.locator('a.card__link')).toHaveText('Forty tables, one cake');
  await page.getByRole('searchbox').fill('porch');
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
});

test('without scripts nothing can be chosen, and the page says so @without-scripts', async ({ page }) => {
  await page.goto('/warnings');
  await expect(page.getByLabel('racism', { exact: true })).toBeDisabled();
  await expect(page.getByText('It needs scripts')).toBeVisible();
});

test.describe('what is chosen for a topic @with-scripts', () => {
  const choose = async (page, topic, choice) => {
    await page.goto('/warnings');
    await expect(page.getByLabel(topic, { exact: true })).toBeEnabled();
    await page.getByLabel(topic, { exact: true }).selectOption(choice);
    await expect(page.getByRole('status').filter({ hasText: 'Kept on this device' })).toBeVisible();
  };
  const kept = (page) => page.evaluate(() => localStorage.getItem('blkout-warnings'));
  const passage = (page) => page.locator('.warned').first();

  test('is never sent', async ({ page }) => {
    const sent = [];
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`));
    await choose(page, 'racism', 'Always skip');
    expect(await kept(page)).toBe('racism=skip');
    await page.reload();
    await expect(page.getByLabel('racism', { exact: true })).toHaveValue('skip');
    await page.goto(WITH_THEM[0]);
    await expect(passage(page)).toContainText('It is skipped, as you chose.');
    expect(sent.filter((one) => /skip|racism/.test(one))).toEqual([]);
    expect((await page.context().cookies()).filter(({ value }) => value.includes('skip'))).toEqual([]);
  });

  test('skips a passage in one line, which can be opened after all', async ({ page }) => {
    await choose(page, 'racism', 'Always skip');
    await page.goto(WITH_THEM[0]);
    await expect(passage(page)).toContainText('racism');
    await expect(passage(page).locator('.warned__choice')).toBeHidden();
    await page.getByRole('button', { name: 'Show it after all' }).click();
    await expect(passage(page).locator('summary').first()).toBeFocused();
    await expect(passage(page).locator('.warned__text')).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(passage(page).locator('.warned__text')).toBeVisible();
  });

  test('opens a passage only when it was chosen for all of its topics', async ({ page }) => {
    await choose(page, 'medical and HIV', 'Always open');
    await choose(page, 'racism', 'Always open');
    await page.goto(WITH_THEM[1]);
    await expect(passage(page).locator('.warned__text')).toBeVisible();
    await expect(passage(page)).toContainText('It is open, as you chose.');
    await passage(page).getByText('Close it', { exact: true }).click();
    await expect(passage(page).locator('.warned__text')).toBeHidden();
    // Also about policing and queerphobia, for which nothing was chosen.
    await page.goto(WITH_THEM[0]);
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm')));
    await expect(passage(page).locator('.warned__text')).toBeHidden();
  });

  test('can be taken back', async ({ page }) => {
    await choose(page, 'racism', 'Always skip');
    await page.getByRole('button', { name: 'Ask for everything' }).click();
    await expect(page.getByLabel('racism', { exact: true })).toHaveValue('ask');
    expect(await kept(page)).toBeNull();
  });

  test('is gone after leaving', async ({ page, context, site }) => {
    await choose(page, 'racism', 'Always skip');
    await context.route(/bbc\.co\.uk/, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' }));
    await page.getByRole('link', { name: 'Leave this page' }).first().click();
    await page.waitForURL(/bbc\.co\.uk/);
    const other = await context.newPage();
    await other.goto(`${site.url}/livez`);
    expect(await kept(other)).toBeNull();
  });
  test.use({ mayAskFor: ['https://www.bbc.co.uk/weather'] });

  test('is neither kept nor left over in discreet mode', async ({ page, context, site }) => {
    await choose(page, 'racism', 'Always skip');
    await context.addCookies([{ name: '__Host-view', value: 'presence:discreet', url: site.url.replace('http:', 'https:'), secure: true }]);
    await page.goto('/warnings');
    await expect(page.getByText('nothing is kept on this device')).toBeVisible();
    await expect(page.locator('select')).toHaveCount(0);
    await expect.poll(() => kept(page)).toBeNull();
  });
});

test('a card says what its article is closed about', async ({ page }) => {
  const address = await warnedArticle(page);
  await page.goto('/newsroom');
  const card = page.locator('.card').filter({ has: page.locator(`a[href="${address}"]`) });
  await expect(card.locator('.card__warning')).toContainText('Has a closed part about: ');
});
