// Every page in every look: accessible, strict, quiet, and with the ways out before anything else.
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll, expectStrictHeaders, expectWaysOutFirst } from '../site/checks.js';
import { expectAlive } from '../site/islands.js';
import { signIn } from '../site/people.js';
import { EMPTY_ROUTES, ROUTES } from '../site/routes.js';
import { expect, test } from '../site/test.js';
import { withoutScripts } from '../site/without-scripts.js';

/** Opens a route as whom it is for, and answers the response. */
async function open(page, route) {
  if (route.as) await signIn(page, route.as);
  const address = await route.at(page);
  return page.goto(address);
}

async function check(page, route, { javaScriptEnabled }) {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const response = await open(page, route);
  const html = await response.text();

  expect(response.status()).toBe(route.status ?? 200);
  const nonce = expectStrictHeaders(response.headers());
  expect(html).toContain(`nonce="${nonce.slice("'nonce-".length, -1)}"`);
  expect(html).not.toMatch(/\sstyle="|\son[a-z]+="/);
  if (route.secret) expect(response.headers()['cache-control']).toBe('no-store');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page).toHaveTitle(/\S/);

  await expectWaysOutFirst(page);
  if (!route.island) {
    expect(html).not.toContain('.wasm');
    expect(asked.filter((url) => url.endsWith('.wasm'))).toEqual([]);
  } else if (javaScriptEnabled) {
    await expectAlive(page, route.island);
    expect(asked.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
  }
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  // axe itself is a script: for pages without scripts it looks at the same document in a page that may run it.
  await (javaScriptEnabled ? expectAccessible(page) : withoutScripts(page, expectAccessible));
}

for (const route of ROUTES) {
  test(`page: ${route.name}`, async ({ page, javaScriptEnabled }) => check(page, route, { javaScriptEnabled }));
}

test.describe('in an empty community', () => {
  test.use({ data: 'empty' });
  for (const route of EMPTY_ROUTES) {
    test(`empty page: ${route.name}`, async ({ page, javaScriptEnabled }) => check(page, route, { javaScriptEnabled }));
  }
});
