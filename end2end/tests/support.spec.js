// Help, one step away from everywhere.
import { expect, test } from '../site/test.js';

/** What would be dialled or texted: runs of digits as people write them, and the short numbers. */
const NUMBER = /\b(?:0\d{2,4}(?: ?\d{2,4}){2,4}|116 ?\d{3}|85258|999|111)\b/g;
/** Numbers of other countries, which nobody here may be sent to. */
const ELSEWHERE = /\b(?:988|741741|911)\b|\b1-8\d\d\b/;

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
  expect(first.slice(0, 5)).toEqual(expect.arrayContaining(['tel:999', 'tel:116123']));
  expect(first[0]).toBe('tel:999');
  for (const href of first) expect(href).toMatch(/^(tel:|sms:)\+?\d/);

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

test('it is light: no pictures and no scripts but the one that leaves', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request));
  const html = await (await page.goto('/support')).text();
  expect(html).not.toMatch(/<script[^>]* src|modulepreload/);
  expect(html).not.toMatch(/<img|<iframe|<video/);
  expect(asked.filter((request) => ['script', 'image', 'xhr', 'fetch'].includes(request.resourceType())
    && !request.url().endsWith('/favicon.svg')).map((request) => request.url())).toEqual([]);
});
