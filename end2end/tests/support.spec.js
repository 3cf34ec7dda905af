// Help, one step away from everywhere.
import { expect, test } from '../site/test.js';

/** What would be dialled or texted: runs of digits as people write them, and the short numbers. */
const NUMBER = /\b(?:0\d{2,4}(?: ?\d{2,4}){2,4}|116 ?\d{3}|85258|999|111)\b/g;
/** Numbers of other countries, which nobody here may be sent to. */
const ELSEWHERE = /\b(?:988|741741|911)\b|\b1-8\d\d\b/;
/** Whatever the page says of this moment. */
const NOW = /Open now|Opens (at|tomorrow|on|next)/;
/** All that the page may weigh over the wire, headers included: what fits into a server's first breath (bytes). */
const ONE_ROUND_TRIP = 14_000;

const found = (page) => page.locator('#found');
const choose = async (page, nation, topic) => {
  if (nation) await page.getByLabel('Where you are').selectOption({ label: nation });
  if (topic) await page.getByLabel('What it is about').selectOption({ label: topic });
  await page.getByRole('button', { name: 'Show these' }).click();
};

test('Help now leads there from any page', async ({ page }) => {
  for (const address of ['/', '/ledger', '/proposals', '/sign-in', '/safety', '/nowhere']) {
    await page.goto(address);
    await page.getByRole('navigation', { name: 'Leave or get help' }).getByRole('link', { name: 'Help now' }).click();
    await expect(page, address).toHaveURL('/support');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help now');
  }
});

test('every number can be pressed, and the first ones before anything else', async ({ page }) => {
  await page.goto('/support');
  const first = await page.locator('.first-numbers a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(first).toEqual(['tel:999', 'tel:111', 'tel:116123', 'sms:85258?&body=SHOUT']);

  const loose = await page.locator('main').evaluate((main) => {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest('a[href^="tel:"], a[href^="sms:"]')) texts.push(node.textContent);
    }
    return texts.join('\n');
  });
  expect(loose.match(NUMBER) ?? []).toEqual([]);
  const all = await page.locator('main').innerText();
  expect(all.match(NUMBER).length).toBeGreaterThan(10);
  expect(all).not.toMatch(ELSEWHERE);
});

test('each entry says who it is for, when, what it costs and how far it was checked', async ({ page }) => {
  await page.goto('/support');
  const entries = page.locator('article.contact');
  expect(await entries.count()).toBeGreaterThanOrEqual(13);
  for (const entry of await entries.all()) {
    await expect(entry.getByRole('heading')).toHaveText(/\S/);
    expect(await entry.locator('a[href^="tel:"], a[href^="sms:"]').count()).toBeGreaterThan(0);
    await expect(entry).toContainText(/[Cc]hecked/);
    await expect(entry.locator('a[rel~=noreferrer]')).toHaveAttribute('href', /^https:\/\//);
  }
});

test.describe('on a small phone', () => {
  test.use({ viewport: { width: 320, height: 568 } });

  test('the first four numbers stand on one screen, above the way out, and are easy to hit', async ({ page }) => {
    for (const address of ['/support', '/support?nation=scotland', '/support?hours=plain']) {
      await page.goto(address);
      const bar = await page.locator('.way-out').boundingBox();
      expect(bar.y + bar.height, 'the way out ends with the screen').toBeLessThanOrEqual(568);
      const numbers = await page.locator('.first-numbers a').all();
      expect(numbers).toHaveLength(4);
      for (const number of numbers) {
        const box = await number.boundingBox();
        expect(box.y, address).toBeGreaterThanOrEqual(0);
        expect(box.y + box.height, `${address}: ${await number.innerText()}`).toBeLessThanOrEqual(bar.y);
        expect(box.height).toBeGreaterThanOrEqual(48);
        expect(box.width).toBeGreaterThanOrEqual(240);
        await expect(number.locator('span')).toHaveText(/\d/);
      }
    }
  });
});

test('what is open now says at what time that was so, beside the hours themselves', async ({ page }) => {
  await page.goto('/support');
  const states = page.locator('.contact__open, .contact__closed');
  expect(await states.count()).toBeGreaterThan(0);
  for (const state of await states.all()) {
    await expect(state).toHaveText(/^(Open now|Opens ).* \(at \d\d:\d\d UK time\)$/);
    await expect(state.locator('xpath=following-sibling::p[1]')).toContainText(/\d+:\d\d to /);
  }
});

test('a copy to keep lists hours and never says what is open', async ({ page }) => {
  await page.goto('/support?hours=plain');
  const words = await page.locator('main').innerText();
  expect(words).not.toMatch(NOW);
  expect(words).toContain('This is a saved copy from');
  expect(words).toContain('Every day, 10:00 to 22:00');
  // A form needs the server.
  await expect(page.locator('main form')).toHaveCount(0);
  expect(await page.locator('article.contact').count()).toBeGreaterThanOrEqual(13);
});

test('a nation and a topic are chosen by a plain form, and the emergency numbers always stay', async ({ page }) => {
  await page.goto('/support');
  const whole = await page.locator('article.contact').count();
  await choose(page, 'Scotland', 'Trans people');
  await expect(page).toHaveURL('/support?nation=scotland&topic=trans#found');
  await expect(found(page)).toContainText('Three numbers for trans people work in Scotland.');
  await expect(page.getByLabel('Where you are')).toHaveValue('scotland');
  await expect(page.getByLabel('What it is about')).toHaveValue('trans');
  const headings = await page.locator('main section h2').allInnerTexts();
  expect(headings.slice(0, 3)).toEqual(['In danger now', 'To talk to somebody now', 'Trans people']);
  expect(headings).not.toContain('Housing');
  await expect(page.locator('#danger article')).toHaveCount(2);
  await expect(page.locator('#trans article')).toHaveCount(3);
  await expect(page.locator('main')).not.toContainText('NHS urgent');
  const first = await page.locator('.first-numbers a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(first).toHaveLength(4);
  expect(first[0]).toBe('tel:999');
  expect(first).not.toContain('tel:111');
  await found(page).getByRole('link', { name: 'Go to Trans people' }).click();
  await expect(page).toHaveURL('/support?nation=scotland&topic=trans#trans');
  await found(page).getByRole('link', { name: 'Show all numbers' }).click();
  await expect(page).toHaveURL('/support');
  await expect(page.locator('article.contact')).toHaveCount(whole);
});

test('where nothing fits, the gap is ours, and somebody is there all the same', async ({ page }) => {
  await page.goto('/support?nation=northern-ireland&topic=housing');
  await expect(found(page)).toContainText('We know no number about housing that works in Northern Ireland yet. The gap is ours.');
  await expect(page.locator('#danger article')).toHaveCount(2);
  expect(await page.locator('#talk article').count()).toBeGreaterThan(2);
  await page.locator('#housing').getByRole('link', { name: 'To talk to somebody now' }).click();
  await expect(page).toHaveURL(/#talk$/);
});

test('words that the page does not know ask for nothing', async ({ page }) => {
  await page.goto('/support');
  const whole = await page.locator('article.contact').count();
  for (const query of ['nation=mars', 'topic=%3Cscript%3E', 'hours=soon', 'nation=&topic=', 'nation=wales%00']) {
    const answer = await page.goto(`/support?${query}`);
    expect(answer.status(), query).toBe(200);
    await expect(found(page), query).toHaveCount(0);
    await expect(page.locator('article.contact'), query).toHaveCount(whole);
  }
});

test('everything that it loads fits into one round trip, compressed and with headers', async ({ page, context }) => {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map();
  const bytes = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  const answer = await page.goto('/support', { waitUntil: 'networkidle' });
  expect(await answer.headerValue('content-encoding')).toBe('br');
  const loaded = [...bytes].map(([id, length]) => ({ url: new URL(urls.get(id)).pathname, length }));
  const sum = loaded.reduce((all, { length }) => all + length, 0);
  const list = loaded.map(({ url, length }) => `${url} ${length}`).join(', ');
  test.info().annotations.push({ type: 'bytes', description: `${sum}: ${list}` });
  expect(loaded.map(({ url }) => url)).toContain('/support');
  expect(sum, list).toBeLessThanOrEqual(ONE_ROUND_TRIP);
  expect(list).not.toMatch(/\.(wasm|woff2|css)\b/);
});

test('it is light: no pictures to load and no scripts but those inside of it', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request));
  const html = await (await page.goto('/support')).text();
  expect(html).not.toMatch(/<script[^>]* src|modulepreload|rel="?stylesheet/);
  expect(html).not.toMatch(/<img|<iframe|<video/);
  expect(asked.filter((request) => ['script', 'xhr', 'font', 'stylesheet'].includes(request.resourceType()))
    .map((request) => request.url())).toEqual([]);
});

test('its own style has every class of the page that the whole style has', async ({ page, request }) => {
  await page.goto('/');
  const sheet = await page.locator('link[rel=stylesheet]').first().getAttribute('href');
  const whole = await (await request.get(sheet)).text();
  await page.goto('/support?nation=northern-ireland&topic=housing');
  const own = await page.locator('style').evaluateAll((styles) => styles.map((one) => one.textContent).join(''));
  const classes = await page.evaluate(() => [...new Set([...document.querySelectorAll('[class]')].flatMap((one) => [...one.classList]))]);
  expect(classes.length).toBeGreaterThan(15);
  const has = (css, name) => new RegExp(`\\.${name}(?![\\w-])`).test(css);
  expect(classes.filter((name) => has(whole, name) && !has(own, name))).toEqual([]);
});

test('on paper it is one page with every number and the date', async ({ page }) => {
  await page.goto('/support');
  const numbers = await page.locator('article.contact:not(.contact--again) a[href^="tel:"], article.contact:not(.contact--again) a[href^="sms:"]').count();
  expect(numbers).toBe(13);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('article.contact a[href^="tel:"]:visible, article.contact a[href^="sms:"]:visible')).toHaveCount(numbers);
  await expect(page.locator('.way-out')).toBeHidden();
  await expect(page.getByText(/^Numbers as of \d+ \w+ \d{4}/)).toBeVisible();
  await expect(page.locator('main').getByText(NOW).locator('visible=true')).toHaveCount(0);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
