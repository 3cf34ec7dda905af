// Text that wants to be more than text: it is shown back as it was typed, or left out, and never runs.
import { AMARA, signIn } from '../site/people.js';
import { openConsensus } from '../site/places.js';
import { expect, test } from '../site/test.js';

const HOSTILE = [
  '</textarea><script>window.pwned=1</script>',
  '"><img src=x onerror=window.pwned=1>',
  "'--><svg/onload=window.pwned=1>",
  '</title></main><script src=//example.org/x.js></script>',
  'javascript:window.pwned=1',
  '{{constructor.constructor("window.pwned=1")()}}',
  '&lt;script&gt;window.pwned=1&lt;/script&gt;',
  '\u202Egnirts\u0000\u0008 x',
];

/** Nothing of the text became part of the page. */
async function expectTame(page) {
  const found = await page.evaluate(() => ({
    ran: window.pwned,
    elements: [...document.querySelectorAll('img, svg[onload], [onerror], script[src*="example.org"], a[href^="javascript:"]')].map((one) => one.outerHTML),
    scripts: [...document.querySelectorAll('script')].filter((one) => one.nonce === '' && !one.src).length,
  }));
  expect(found).toEqual({ ran: undefined, elements: [], scripts: 0 });
  await expect(page.getByRole('contentinfo')).toBeVisible();
}

const unchecked = (form) => form.evaluate((one) => { one.noValidate = true; });

test.describe('in forms', () => {
  test.use({ data: 'own' });

  test('as an email address', async ({ page }) => {
    for (const text of HOSTILE) {
      await page.goto('/sign-in');
      const form = page.locator('form[action="/sign-in"]');
      await unchecked(form);
      await page.getByLabel('Email address').evaluate((field) => { field.type = 'text'; });
      await page.getByLabel('Email address').fill(text);
      // No password: refused before an attempt is counted.
      await form.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectTame(page);
      const shown = await page.getByLabel('Email address').getAttribute('value');
      expect(shown.replace('\uFFFD', '\u0000')).toBe(text);
    }
  });

  test('as the way back', async ({ page }) => {
    for (const text of HOSTILE) {
      await page.goto(`/sign-in?return_to=${encodeURIComponent(text)}`);
      await expectTame(page);
      await signIn(page, AMARA, text);
      await expect(page).toHaveURL('/');
      await expectTame(page);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
    }
  });

  test('as the reason for a block, refused and taken', async ({ page }) => {
    const address = await openConsensus(page);
    await signIn(page, AMARA, address);
    for (const text of HOSTILE) {
      const form = page.locator('form[action$="/ballot"]');
      await unchecked(form);
      // A choice that is none: refused, and the reason comes back.
      await form.evaluate((one) => one.querySelectorAll('input[name=choice]').forEach((input) => { input.checked = false; }));
      await page.locator('#reason').fill(text);
      await form.getByRole('button').click();
      await expect(page.getByRole('alert')).toBeVisible();
      await expectTame(page);
      expect((await page.locator('#reason').inputValue()).replace('\uFFFD', '\u0000')).toBe(text);
    }
    await page.locator('input[name=choice][value=block]').check();
    await page.locator('#reason').fill(HOSTILE[0]);
    await page.getByRole('button', { name: 'Cast my ballot' }).click();
    await expect(page.locator('#your-ballot')).toBeVisible();
    await expectTame(page);
    await expect(page.locator('#reason')).toHaveValue(HOSTILE[0]);
  });
});

test('as the filter of the ledger', async ({ page }) => {
  for (const name of ['creator', 'month', 'kind', 'currency', 'from']) {
    for (const text of HOSTILE) {
      const answer = await page.goto(`/ledger?${name}=${encodeURIComponent(text)}`);
      expect(answer.status(), `${name}=${text}`).toBe(200);
      await expectTame(page);
    }
  }
});

test('as an address', async ({ page }) => {
  for (const text of HOSTILE) {
    for (const address of ['/newsroom/', '/proposals/', '/creators/', '/', '/newsroom?from=', '/proposals?before=', '/?x=']) {
      const answer = await page.goto(address + encodeURIComponent(text));
      expect([200, 400, 404], address + text).toContain(answer.status());
      await expectTame(page);
    }
  }
});
