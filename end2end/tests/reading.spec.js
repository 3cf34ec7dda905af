// How hard the product's own words are: no page over its limit, and the hardest sentences named.
import { MEDIAN_AT_MOST, PAGE_AT_MOST, reading, readingAge, syllables } from '../site/care/reading.js';
import { READING } from '../site/care/report.js';
import { sentencesOf } from '../site/care/sentences.js';
import { signIn } from '../site/people.js';
import { EMPTY_ROUTES, ROUTES } from '../site/routes.js';
import { expect, siteOver, test } from '../site/test.js';

/** Every page is opened once, one after the other. */
const READING_MS = 180_000;

/** The sentences of each page of one site, by the route's name. */
async function readAll(browser, site, routes, pages) {
  const readers = new Map();
  for (const route of routes) {
    const who = route.as?.email ?? '';
    if (!readers.has(who)) {
      const page = await (await browser.newContext({ baseURL: site.url })).newPage();
      if (route.as) await signIn(page, route.as);
      readers.set(who, page);
    }
    const page = readers.get(who);
    await page.goto(await route.at(page));
    pages.set(`${pages.has(route.name) ? 'empty ' : ''}${route.name}`, await sentencesOf(page));
  }
  for (const page of readers.values()) await page.context().close();
}

test('syllables are counted as they are spoken @with-scripts', () => {
  const spoken = { page: 1, leave: 1, people: 2, decided: 3, closed: 1, money: 2, every: 2, community: 4, create: 2, places: 2, table: 2, safely: 2, asked: 1, BBC: 3, '£12.40': 1, idea: 2 };
  const counted = Object.fromEntries(Object.keys(spoken).map((word) => [word, syllables(word)]));
  const wrong = Object.keys(spoken).filter((word) => Math.abs(counted[word] - spoken[word]) > (word === 'every' || word === 'idea' ? 1 : 0));
  expect(wrong.map((word) => `${word}: ${counted[word]}`)).toEqual([]);
});

test('a hard sentence is older than an easy one @with-scripts', () => {
  expect(readingAge(['You can stop here. It is saved.'])).toBeLessThan(80);
  expect(readingAge(['Notwithstanding the aforementioned considerations, participants are encouraged to familiarise themselves with the applicable regulations.'])).toBeGreaterThan(PAGE_AT_MOST);
});

test('the interface can be read at twelve @with-scripts', async ({ browser }, info) => {
  test.setTimeout(READING_MS);
  const pages = new Map();
  for (const [kind, routes] of [['demo', ROUTES], ['empty', EMPTY_ROUTES]]) {
    const site = await siteOver(kind);
    await readAll(browser, site, routes, pages);
    await site.end();
  }
  const result = reading(pages);
  const years = (age) => (age / 10).toFixed(1);
  const lines = [
    `median of ${result.pages.length} pages: ${years(result.median)}`,
    ...result.pages.map(({ name, age, words }) => `${years(age)}  ${name} (${words} words)`),
    'the hardest sentences:',
    ...result.hardest.map(({ age, sentence }) => `${years(age)}  ${sentence}`),
  ];
  console.log(lines.join('\n'));
  await info.attach(READING, { body: JSON.stringify(result), contentType: 'application/json' });
  expect(result.median, lines[0]).toBeLessThanOrEqual(MEDIAN_AT_MOST);
  const hard = result.pages.filter(({ age }) => age > PAGE_AT_MOST);
  expect(hard.map(({ name, age }) => `${name}: ${years(age)}`)).toEqual([]);
});
