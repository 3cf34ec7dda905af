// Discreet mode: nothing names the community where others may look, and a session goes with its tab.
import { AMARA, COOKIE, fillSignIn, password, sessionCookie, signIn } from '../site/people.js';
import { ROUTES } from '../site/routes.js';
import { expect, test } from '../site/test.js';

// A file that names no icon has Chromium ask for one at the usual place.
test.use({ data: 'own', provoked: [/\/favicon\.ico\)$/] });

/** Turns it on with the button of the safety page. */
async function goDiscreet(page) {
  await page.goto('/safety');
  await page.getByRole('button', { name: 'Turn discreet mode on' }).click();
  await expect(page.getByText('Discreet mode is on.')).toBeVisible();
}

test('no page of any kind says whose site it is in its head or its header', async ({ page }) => {
  test.slow();
  await goDiscreet(page);
  let who;
  for (const route of ROUTES) {
    if (route.as?.email !== who) {
      await page.context().clearCookies({ name: COOKIE });
      who = route.as?.email;
      if (route.as) await signIn(page, route.as);
    }
    const answered = await page.goto(await route.at(page));
    const html = await answered.text();
    const head = html.slice(0, html.indexOf('</head>'));
    expect(head.match(/<title>.*?<\/title>/g), route.name).toEqual(['<title>Reading</title>']);
    // The files of the build bear the program's name, and their addresses are not shown to anybody.
    expect(head.replace(/\/pkg\/[\w.-]+/g, ''), route.name).not.toMatch(/blkout/i);
    expect(head, route.name).not.toMatch(/name="description"|favicon|\/manifest\.webmanifest|apple-touch/);
    await expect(page.getByRole('banner'), route.name).not.toContainText(/blkout/i);
    await expect(page.getByRole('banner').getByRole('link', { name: 'Reading, home' })).toBeVisible();
  }
});

test('its icon and manifest are there and neutral', async ({ request }) => {
  const manifest = await (await request.get('/reading.webmanifest')).json();
  expect(manifest.name).toBe('Reading');
  expect(JSON.stringify(manifest)).not.toMatch(/blkout/i);
  for (const { src } of manifest.icons) expect((await request.get(src)).headers()['content-type']).toBe('image/svg+xml');
});

test('its cookie goes with the browser, and going back out of it works', async ({ page, context }) => {
  await goDiscreet(page);
  const [cookie] = await context.cookies();
  expect([cookie.name, cookie.expires]).toEqual(['__Host-view', -1]);
  await page.getByRole('button', { name: 'Turn discreet mode off' }).click();
  await page.goto('/');
  await expect(page.getByRole('banner').getByRole('link', { name: 'BLKOUT, home' })).toBeVisible();
});

test('"This is a shared phone" at sign-in turns it on, and signing out leaves nothing but its own word', async ({ page, context }) => {
  await page.goto('/sign-in?return_to=/newsroom');
  await page.getByLabel('This is a shared phone or computer').check();
  await fillSignIn(page, AMARA.email, password());
  await expect(page).toHaveURL('/newsroom');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Reading, home' })).toBeVisible();
  expect((await context.cookies()).map(({ expires }) => expires)).toEqual([-1, -1]);
  const answered = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/sign-out');
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  expect((await (await answered).allHeaders())['clear-site-data']).toBe('"cache", "storage"');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(page).toHaveTitle('Reading');
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['__Host-view']);
});

test('a session that was begun in the open becomes one that goes with the browser', async ({ page }) => {
  await signIn(page, AMARA);
  expect((await sessionCookie(page)).expires).toBeGreaterThan(0);
  await goDiscreet(page);
  expect((await sessionCookie(page)).expires).toBe(-1);
  await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeVisible();
});

test.describe('with scripts @with-scripts', () => {
  test('a second tab is signed out, and so is the first', async ({ page, context }) => {
    await goDiscreet(page);
    await signIn(page, AMARA, `/creators/${AMARA.creator}`);
    await page.goto('/newsroom');
    await page.goto(`/creators/${AMARA.creator}`);
    await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeVisible();
    const other = await context.newPage();
    await other.goto('/newsroom');
    await expect(other.getByRole('link', { name: 'Sign in' })).toBeVisible();
    await expect(other).toHaveTitle('Reading');
    expect(await sessionCookie(page)).toBeUndefined();
  });

  test('a tab that is opened again with what it kept is signed out after a while', async ({ page }) => {
    await goDiscreet(page);
    await signIn(page, AMARA);
    // What a browser does that brings a closed tab back: the same storage, older.
    await page.goto('/robots.txt');
    await page.evaluate(() => sessionStorage.setItem('tab', String(Date.now() - 10_001)));
    await page.goto('/newsroom');
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  });
});
