// Every page, in every state in which it looks different: strict, quiet, and as care.md promises (the care suite).
import { Findings } from '../site/care/findings.js';
import { lookAt } from '../site/care/look.js';
import { expectStrictHeaders, faultsOfStops } from '../site/checks.js';
import { expectAlive } from '../site/islands.js';
import { patternOf, patternOfRoute, patterns } from '../site/patterns.js';
import { signIn } from '../site/people.js';
import { EMPTY_ROUTES, ROUTES } from '../site/routes.js';
import { expect, test } from '../site/test.js';
import { withoutScripts } from '../site/without-scripts.js';

/** A page is looked at some forty times. */
const CARE_MS = 240_000;

/** Opens a route as whom it is for, and answers the response. */
async function open(page, route) {
  if (route.as) await signIn(page, route.as);
  const address = await route.at(page);
  return page.goto(address);
}

async function check(page, route, { javaScriptEnabled, site }, info) {
  test.setTimeout(CARE_MS);
  const asked = [];
  page.on('request', (request) => {
    // Of the page itself: the way to it may lead over pages with islands.
    if (request.isNavigationRequest()) asked.length = 0;
    asked.push(request.url());
  });
  const response = await open(page, route);
  const html = await response.text();

  expect(response.status()).toBe(route.status ?? 200);
  expect(patternOf(new URL(page.url()).pathname)).toBe(patternOfRoute(route));
  const nonce = expectStrictHeaders(response.headers());
  expect(html).toContain(`nonce="${nonce.slice("'nonce-".length, -1)}"`);
  expect(html).not.toMatch(/\sstyle="|\son[a-z]+="/);
  if (route.secret) expect(response.headers()['cache-control']).toBe('no-store');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);

  const findings = new Findings();
  findings.add('stops', 'as it comes', await faultsOfStops(page));
  if (!route.island) {
    expect(html).not.toContain('.wasm');
    expect(asked.filter((url) => url.endsWith('.wasm'))).toEqual([]);
  } else if (javaScriptEnabled) {
    await expectAlive(page, route.island);
    expect(asked.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
  }

  const look = async (one) => {
    const away = new Set();
    one.context().on('request', (request) => {
      if (!request.url().startsWith(`${site.url}/`) && !/^(data|blob|about):/.test(request.url())) away.add(request.url());
    });
    await lookAt(one, page.url(), findings, route);
    findings.add('origin', 'in every look', [...away]);
  };
  // The tools are scripts: for pages without scripts they look at the same document in a page that may run them.
  await (javaScriptEnabled ? look(page) : withoutScripts(page, look));
  await findings.hand(info);
  expect(findings.problems).toEqual([]);
}

function checkEach(routes, prefix) {
  for (const route of routes) {
    test(`${prefix}: ${route.name}`, async ({ page, javaScriptEnabled, site }, info) =>
      check(page, route, { javaScriptEnabled, site }, info));
  }
}

test('every page of the program is among the routes of these tests @with-scripts', () => {
  const covered = new Set(ROUTES.map(patternOfRoute));
  expect(patterns().filter((pattern) => !covered.has(pattern)), 'add these to end2end/site/routes.js').toEqual([]);
  const unknown = ROUTES.filter(({ page }) => page && !patterns().includes(page));
  expect(unknown.map(({ name, page }) => `${name}: ${page}`), 'pages that the program does not have').toEqual([]);
});

checkEach(ROUTES.filter(({ own }) => !own), 'page');

test.describe('with data of its own', () => {
  test.use({ data: 'own' });
  checkEach(ROUTES.filter(({ own }) => own), 'page');
});

test.describe('in an empty community', () => {
  test.use({ data: 'empty' });
  checkEach(EMPTY_ROUTES, 'empty page');
});
