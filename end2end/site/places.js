// Addresses that depend on the data: found by walking the site, once, as the tests' copies all hold the same.
const known = new Map();

/** The address that `find` comes to; looked for once in each worker. */
async function once(name, find) {
  if (!known.has(name)) known.set(name, await find());
  return known.get(name);
}

/** The addresses of the cards of a part of `/proposals` that carry a badge. */
async function proposals(page, part, badge = '') {
  await page.goto('/proposals');
  const cards = page.locator(`section[aria-labelledby="${part}"] .card`).filter({ hasText: badge });
  const links = await cards.locator('a.card__link').all();
  if (links.length === 0) throw new Error(`no proposal under "${part}" with "${badge}"`);
  return Promise.all(links.map((link) => link.getAttribute('href')));
}

/** The first decided proposal whose page holds `words`. */
async function decidedWith(page, words) {
  for (const address of await proposals(page, 'decided')) {
    const html = await (await page.request.get(address)).text();
    if (html.includes(words)) return address;
  }
  throw new Error(`no decided proposal says "${words}"`);
}

/** An article with a closed part: the oldest, because tests publish newer ones. */
export const warnedArticle = (page) => once('warned article', async () => {
  await page.goto('/newsroom');
  const card = page.locator('.card').filter({ has: page.locator('.card__warning') }).last();
  return card.locator('a.card__link').getAttribute('href');
});

/** An article without one: the oldest, because tests publish newer ones. */
export const plainArticle = (page) => once('plain article', async () => {
  await page.goto('/newsroom');
  const card = page.locator('.card').filter({ hasNot: page.locator('.card__warning') }).last();
  return card.locator('a.card__link').getAttribute('href');
});

/** Publishes a piece for whoever is signed in, with nothing closed in it but what is ticked; answers its address. */
async function publish(page, topics = []) {
  await page.goto('/newsroom/write');
  await page.getByLabel('Title').fill('A day at the sea');
  await page.getByLabel('In short').fill('We went to the sea, and it rained.');
  await page.getByLabel('Text', { exact: true }).fill('It rained.\n\n## After\n\nWe had chips.');
  for (const topic of topics) await page.getByLabel(topic, { exact: true }).check();
  await page.getByRole('button', { name: 'Look at it first' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.waitForURL(/\/newsroom\/a-day-at-the-sea/);
  return new URL(page.url()).pathname;
}

/** The page on which an author changes what a piece is about; changes the data. */
export const ownArticleWarnings = async (page) => `${await publish(page)}/warnings`;

/** An article of which all is closed; changes the data. */
export const wholeArticle = (page) => publish(page, ['racism']);

export const openConsensus = (page) =>
  once('open consensus', async () => (await proposals(page, 'open', 'Consensus decision'))[0]);

/** An open vote in which nobody can block. */
export const openWithoutBlock = (page) => once('open without block', async () => {
  const consensus = await proposals(page, 'open', 'Consensus decision').catch(() => []);
  const other = (await proposals(page, 'open')).find((address) => !consensus.includes(address));
  if (!other) throw new Error('every open proposal is a consensus decision');
  return other;
});

export const inReview = (page) => once('in review', async () => (await proposals(page, 'review'))[0]);

/** A decided vote whose ballots are published. */
export const counted = (page) => once('counted', () => decidedWith(page, 'Count it again yourself'));

/** A proposal that was carried, and is not about harm. */
export const passed = (page) => once('passed', async () => {
  const harm = /Safety|Community guidelines/;
  const cards = page.locator('section[aria-labelledby="decided"] .card').filter({ hasText: 'Passed', hasNotText: harm });
  await page.goto('/proposals');
  for (const link of await cards.locator('a.card__link').all()) {
    const address = await link.getAttribute('href');
    const html = await (await page.request.get(address)).text();
    if (/badge[^>]*>Passed</.test(html) && !harm.test(html)) return address;
  }
  throw new Error('no proposal was carried');
});

/** A decided vote of which only the outcome is published. */
export const withheld = (page) => once('withheld', () => decidedWith(page, 'Only the outcome is published'));

/** The newest payout of a creator; for somebody who is signed in as a steward. */
export async function payoutTo(page, creator) {
  await page.goto('/payouts');
  return page.locator('main table').getByRole('link', { name: creator }).first().getAttribute('href');
}

/** A payment file; for a steward. */
export async function paymentFile(page) {
  await page.goto('/payouts');
  return page.locator('section[aria-labelledby=files] a').first().getAttribute('href');
}

/** An agreement that waits for answers; made anew, for somebody who is signed in as a creator. */
export async function newAgreement(page) {
  await page.goto('/agreements');
  await page.getByLabel('The work').fill('Quilt for the archive');
  await page.getByLabel('Who shares it').fill('amara-j:2\nzuri-m:1');
  await page.getByRole('button', { name: 'Propose it' }).click();
  await page.waitForURL(/\/agreements\/.+/);
  return new URL(page.url()).pathname;
}

/** A payment in cash that waits for approval; made anew, for a steward. */
export async function newManualEntry(page) {
  await page.goto('/manual-entries');
  await page.getByLabel('Amount').fill('33.21');
  await page.getByLabel('Cash').check();
  await page.getByLabel('What it was for').fill('Zine fair in May');
  await page.getByLabel('Who shares it').fill('amara-j:2\nzuri-m:1');
  await page.getByRole('button', { name: 'Enter it for approval' }).click();
  await page.waitForURL(/\/manual-entries\/.+/);
  return new URL(page.url()).pathname;
}
