// What an author types is kept on the device only where they say so, and goes when it is not needed any more (issue 4, Offline).
import { AMARA, fillSignIn, password, signIn } from '../site/people.js';
import { TARGET, playWeather } from '../site/stores.js';
import { expect, test } from '../site/test.js';

// A file that names no icon has Chromium ask for one at the usual place.
test.use({ data: 'own', mayAskFor: [TARGET], provoked: [/\/favicon\.ico\)$/] });

const WRITE = '/newsroom/write';
const KEY = 'kept-article';
const TEXT = 'We were happy.\n\nThe bus was late, and nobody minded.';

const box = (page) => page.getByLabel('Keep what I type on this device');
const text = (page) => page.getByLabel('Text', { exact: true });
const offer = (page) => page.getByText('We kept this here on');
const button = (page, name) => page.getByRole('button', { name, exact: true });
const kept = (page) => page.evaluate((key) => localStorage.getItem(key), KEY);

async function fill(page, title = 'A bus in June', words = TEXT) {
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('In short').fill('A day out.');
  await text(page).fill(words);
}

/** Signed in, with a form that is kept. */
async function begin(page) {
  await signIn(page, AMARA, WRITE);
  await box(page).check();
  await fill(page);
  await page.getByLabel('racism', { exact: true }).check();
}

test('without scripts nothing of it is shown, and nothing else changes @without-scripts', async ({ page }) => {
  await signIn(page, AMARA, WRITE);
  await expect(box(page)).toBeHidden();
  await expect(offer(page)).toBeHidden();
  await fill(page);
  await button(page, 'Look at it first').click();
  await expect(page.getByText('It is not published yet.')).toBeVisible();
});

test.describe('with scripts @with-scripts', () => {
  test('nothing is kept until the box is ticked, and nothing once it is not', async ({ page }) => {
    await signIn(page, AMARA, WRITE);
    await expect(box(page)).not.toBeChecked();
    await fill(page);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await box(page).check();
    await expect(page.getByText('What you type is kept on this device')).toBeVisible();
    expect(await kept(page)).toContain('nobody minded');
    await box(page).uncheck();
    await expect(page.getByText('Nothing is kept on this device.')).toBeVisible();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('what was typed is offered later and never filled in unasked', async ({ page }) => {
    await begin(page);
    await page.goto(WRITE);
    await expect(offer(page)).toContainText(/on \d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d\.$/);
    await expect(box(page)).toBeHidden();
    await expect(text(page)).toHaveValue('');
    await expect(page.getByText('it takes the place of')).toBeHidden();
    await button(page, 'Use it').click();
    await expect(text(page)).toHaveValue(TEXT);
    await expect(page.getByLabel('Title')).toHaveValue('A bus in June');
    await expect(page.getByLabel('Title')).toBeFocused();
    await expect(page.getByLabel('racism', { exact: true })).toBeChecked();
    await expect(page.getByLabel('grief', { exact: false })).not.toBeChecked();
    await expect(box(page)).toBeChecked();
    await expect(offer(page)).toBeHidden();
    await text(page).fill(`${TEXT} We sang.`);
    expect(await kept(page)).toContain('We sang.');
  });

  test('it can be thrown away', async ({ page }) => {
    await begin(page);
    await page.goto(WRITE);
    await button(page, 'Throw it away').click();
    expect(await kept(page)).toBeNull();
    await expect(text(page)).toHaveValue('');
    await expect(box(page)).not.toBeChecked();
    await page.reload();
    await expect(box(page)).toBeVisible();
    await expect(offer(page)).toBeHidden();
  });

  test('what is typed beside an offer takes nothing away', async ({ page }) => {
    await begin(page);
    const before = await kept(page);
    await page.goto(WRITE);
    await expect(offer(page)).toBeVisible();
    await fill(page, 'Another day', 'Something else.');
    await expect(page.getByText('it takes the place of')).toBeVisible();
    expect(await kept(page)).toBe(before);
  });

  test('it stays while the piece is looked at, and goes once it is published', async ({ page }) => {
    await begin(page);
    await button(page, 'Look at it first').click();
    await button(page, 'Go on writing').click();
    await expect(box(page)).toBeChecked();
    await expect(offer(page)).toBeHidden();
    await button(page, 'Look at it first').click();
    expect(await kept(page)).toContain('nobody minded');
    await button(page, 'Publish').click();
    await expect(page).toHaveURL(/\/newsroom\/a-bus-in-june$/);
    await expect.poll(() => kept(page)).toBeNull();
    // Another draft is not what was published here.
    await page.goto(WRITE);
    await box(page).check();
    await fill(page, 'Another day', 'Something else.');
    const other = await kept(page);
    await page.goto('/newsroom/a-bus-in-june');
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.wasm')));
    await page.goto(WRITE);
    await expect(offer(page)).toBeVisible();
    expect(await kept(page)).toBe(other);
  });

  test('what is refused stays kept', async ({ page }) => {
    await signIn(page, AMARA, WRITE);
    await box(page).check();
    await fill(page, '');
    await button(page, 'Look at it first').click();
    await expect(page.getByRole('alert')).toContainText('Nothing is lost');
    await expect(box(page)).toBeChecked();
    expect(await kept(page)).toContain('nobody minded');
  });

  test('a text that is too long, and a full store, are said', async ({ page }) => {
    await begin(page);
    const before = await kept(page);
    await text(page).fill('a'.repeat(100_001));
    await expect(page.getByText('This is more than we can keep here.')).toBeVisible();
    expect(await kept(page)).toBe(before);
    await page.evaluate(() => {
      for (let size = 5_000_000; size > 8; size = Math.floor(size / 2)) {
        for (let n = 0; n < 4; n += 1) {
          try { localStorage.setItem(`fill-${size}-${n}`, 'a'.repeat(size)); } catch { break; }
        }
      }
    });
    await text(page).fill('a'.repeat(50_000));
    await expect(page.getByText('has no room left')).toBeVisible();
    await text(page).fill('');
    await expect(page.getByText('What you type is kept on this device')).toBeVisible();
  });

  test('leaving takes it away', async ({ page, context }) => {
    await playWeather(context);
    await begin(page);
    expect(await kept(page)).not.toBeNull();
    await page.getByRole('link', { name: 'Leave this page' }).first().click();
    await expect(page).toHaveURL(TARGET);
    await page.goto('/robots.txt');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('in discreet mode it is not offered, and what was kept goes', async ({ page }) => {
    await begin(page);
    await page.goto('/safety');
    await page.getByRole('button', { name: 'Turn discreet mode on' }).click();
    await expect(page.getByText('Discreet mode is on.')).toBeVisible();
    expect(await kept(page)).toBeNull();
    await page.goto(WRITE);
    await expect(text(page)).toBeVisible();
    await expect(box(page)).toHaveCount(0);
    await expect(offer(page)).toHaveCount(0);
  });

  test('on a shared device it is not offered', async ({ page }) => {
    await page.goto(`/sign-in?return_to=${encodeURIComponent(WRITE)}`);
    await page.getByLabel('This is a shared phone or computer').check();
    await fillSignIn(page, AMARA.email, password());
    await expect(text(page)).toBeVisible();
    await expect(box(page)).toHaveCount(0);
  });
});
