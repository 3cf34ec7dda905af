// Deciding together: from the list to a ballot, and from a closed vote to the same count on one's own machine.
import { AMARA, KOFI, fillSignIn, password, sessionCookie, signIn } from '../site/people.js';
import { counted, openConsensus, openWithoutBlock, withheld } from '../site/places.js';
import { run } from '../site/program.js';
import { post } from '../site/requests.js';
import { expect, test } from '../site/test.js';

const choice = (page, name) => page.locator(`input[name=choice][value=${name}]`);
const cast = (page) => page.getByRole('button', { name: /(Cast|Replace) my ballot/ });
const voted = async (page) => Number((await page.getByText(/\d+ of \d+ members have voted/).textContent()).match(/\d+/)[0]);

/** Lets a form go to the server as it is, without the browser's own look at it first. */
const unchecked = (page) => page.locator('form[action$="/ballot"]').evaluate((form) => { form.noValidate = true; });

/** Sends the ballot and answers the status with which the form was answered. */
async function send(page) {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await cast(page).click();
  return (await answered).status();
}

test('the list tells what is open, in review and decided', async ({ page }) => {
  await page.goto('/proposals');
  for (const heading of ['Open for votes', 'In review', 'Decided']) {
    await expect(page.getByRole('heading', { level: 2, name: heading })).toBeVisible();
  }
  const card = page.locator('section[aria-labelledby=open] .card').first();
  const title = await card.getByRole('heading').textContent();
  await card.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
});

test.describe('an open vote', () => {
  test.use({ data: 'own' });

  test('is cast, shown as a receipt, and replaced; it stays one ballot', async ({ page }) => {
    const address = await openWithoutBlock(page);
    await signIn(page, AMARA, address);
    const before = await voted(page);
    await choice(page, 'support').check();
    expect(await send(page)).toBe(303);
    await expect(page).toHaveURL(`${address}#your-ballot`);
    const receipt = page.locator('#your-ballot');
    await expect(receipt).toContainText('Your ballot is in the box: Support');
    const mark = await receipt.locator('code').textContent();
    expect(mark).toMatch(/^[0-9a-f]{16,}$/);
    expect(await voted(page)).toBe(before + 1);
    await expect(choice(page, 'support')).toBeChecked();

    await choice(page, 'oppose').check();
    await expect(cast(page)).toHaveText('Replace my ballot');
    expect(await send(page)).toBe(303);
    await expect(receipt).toContainText('Your ballot is in the box: Oppose');
    await expect(receipt.locator('code')).toHaveText(mark);
    expect(await voted(page)).toBe(before + 1);
  });

  test('shows nobody how it stands', async ({ page }) => {
    const address = await openConsensus(page);
    await page.goto(address);
    await expect(page.getByText('How the vote stands is shown to nobody before it closes.')).toBeVisible();
    await expect(page.locator('table')).toHaveCount(0);
    expect((await page.request.get(`/api/v1${address}/count.json`)).status()).toBe(404);
    await signIn(page, KOFI, address);
    await expect(page.locator('table')).toHaveCount(0);
  });

  test('without a choice is refused, with the error named and the text kept', async ({ page }) => {
    await signIn(page, AMARA, await openConsensus(page));
    await page.locator('#reason').fill('A thought that I am not done with yet');
    await unchecked(page);
    expect(await send(page)).toBe(422);
    await expect(page.getByRole('alert')).toContainText('Please choose one of the ballots.');
    await expect(page.locator('#choice-error')).toBeVisible();
    await expect(page.locator('#reason')).toHaveValue('A thought that I am not done with yet');
    await page.getByRole('alert').getByRole('link').click();
    await expect(page.locator('fieldset#choice')).toBeFocused();
  });

  test('is blocked only with a reason, and what was written is kept', async ({ page }) => {
    const address = await openConsensus(page);
    await signIn(page, AMARA, address);
    await choice(page, 'block').check();
    await page.locator('#reason').fill('too short');
    expect(await send(page)).toBe(422);
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.locator('#reason-error')).toBeVisible();
    await expect(page.locator('#reason')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('#reason')).toHaveValue('too short');
    await expect(choice(page, 'block')).toBeChecked();
    await page.locator('#reason').fill('ten chars!');
    expect(await send(page)).toBe(303);
    await expect(page.locator('#your-ballot')).toContainText('Your ballot is in the box: Block');
    await expect(page.locator('#reason')).toHaveValue('ten chars!');
  });

  test('cannot be blocked outside of a consensus decision, not even by hand', async ({ page, site }) => {
    const address = await openWithoutBlock(page);
    await signIn(page, AMARA, address);
    await expect(choice(page, 'block')).toHaveCount(0);
    await expect(page.locator('#reason')).toHaveCount(0);
    const cookie = await sessionCookie(page);
    const fields = { choice: 'block', reason: 'a reason that is long enough' };
    const answer = await post(`${site.url}${address}/ballot`, fields, { cookie });
    expect(answer.status).toBe(422);
    await page.reload();
    await expect(page.locator('#your-ballot')).toHaveCount(0);
  });

  test('asks somebody who is signed out to sign in, and brings them back', async ({ page, site }) => {
    const address = await openWithoutBlock(page);
    await page.goto(address);
    await expect(choice(page, 'support')).toHaveCount(0);
    await page.getByRole('link', { name: 'Sign in to vote' }).click();
    await fillSignIn(page, KOFI.email, password());
    await expect(page).toHaveURL(address);
    await expect(choice(page, 'support')).toBeVisible();
    const answer = await post(`${site.url}${address}/ballot`, { choice: 'support' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/sign-in?return_to=${address}`);
  });

  test('explains live what a ballot would mean @with-scripts', async ({ page }) => {
    await signIn(page, AMARA, await openWithoutBlock(page));
    const meaning = page.locator('#choice-meaning');
    await expect(meaning).toContainText('Nothing is sent before you press the button below');
    const said = new Set();
    for (const name of ['support', 'oppose', 'abstain']) {
      await choice(page, name).check();
      await expect(meaning).toContainText(/\d+ of \d+ members/);
      await expect(meaning).not.toHaveText([...said].at(-1) ?? '');
      said.add(await meaning.textContent());
    }
    expect(await cast(page).textContent()).toBe('Cast my ballot');
  });

  test('each choice carries its meaning without scripts @without-scripts', async ({ page }) => {
    await signIn(page, AMARA, await openWithoutBlock(page));
    const explained = page.locator('label.choice small');
    await expect(explained).toHaveCount(3);
    for (const words of await explained.allTextContents()) expect(words.length).toBeGreaterThan(10);
  });
});

test('a decided vote shows exact counts, which the program repeats from the published ballots', async ({ page }) => {
  await page.goto(await counted(page));
  const table = page.getByRole('table', { name: 'The count' });
  const rows = await table.locator('tbody tr').evaluateAll((all) =>
    all.map((row) => [row.querySelector('th').textContent.trim(), Number(row.querySelector('td').textContent)]));
  const shown = Object.fromEntries(rows);

  await page.getByText('Count it again yourself').click();
  const file = await page.request.get(await page.getByRole('link', { name: 'this file' }).getAttribute('href'));
  const ballots = await file.text();
  expect(ballots).not.toContain('demo.invalid');
  const answer = JSON.parse(run(['tally'], { input: ballots }));
  expect(answer).toMatchObject({ support: shown.Support, oppose: shown.Oppose, abstain: shown.Abstain });
  const [voters, electorate] = answer.turnout;
  await expect(page.getByText(`${voters} of ${electorate} members took part`)).toBeVisible();
  const [approving, decisive] = answer.approval;
  await expect(page.getByText(`${approving} of the ${decisive} ballots for and against were in support.`)).toBeVisible();
  const heading = { passed: /^Passed/, failed: /^Not passed/, no_quorum: /^No quorum/, blocked: /^Blocked/ }[answer.outcome];
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(heading);
});

test('so few ballots that they could tell on somebody are not published', async ({ page }) => {
  const address = await withheld(page);
  await page.goto(address);
  await expect(page.getByText('Only the outcome is published')).toBeVisible();
  await expect(page.locator('table')).toHaveCount(0);
  await expect(page.getByText('It therefore rests on trust')).toBeVisible();
  expect((await page.request.get(`/api/v1${address}/count.json`)).status()).toBe(404);
});

test('a ballot for a decided vote is not taken', async ({ page, site }) => {
  const address = await counted(page);
  await signIn(page, AMARA, address);
  await expect(choice(page, 'support')).toHaveCount(0);
  const before = await (await page.request.get(`/api/v1${address}/count.json`)).text();
  const answer = await post(`${site.url}${address}/ballot`, { choice: 'support' }, { cookie: await sessionCookie(page) });
  expect(answer.status).toBe(422);
  expect(await (await page.request.get(`/api/v1${address}/count.json`)).text()).toBe(before);
});
