// The people of the demonstration, and how they come in.
import { expect } from './test.js';

export const AMARA = { email: 'amara@demo.invalid', creator: 'amara-j' };
export const KOFI = { email: 'kofi@demo.invalid' };
/** Stewards like Kofi. */
export const IFE = { email: 'ife@demo.invalid' };
export const MARLON = { email: 'marlon@demo.invalid' };

/** The name of the session's cookie. */
export const COOKIE = '__Host-blkout';

export const password = () => process.env.BLKOUT_TEST_PASSWORD;

/** Fills in the form of `/sign-in`, wherever it leads. */
export async function fillSignIn(page, email, word) {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password').fill(word);
  await page.locator('form[action="/sign-in"]').getByRole('button', { name: 'Sign in' }).click();
}

/** Signs somebody in by the form. */
export async function signIn(page, person, returnTo = '/') {
  await page.goto(`/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  await fillSignIn(page, person.email, password());
  await expect(page.getByRole('button', { name: 'Sign out' }).first()).toBeVisible();
}

/** The session's cookie, or nothing. */
export async function sessionCookie(page) {
  return (await page.context().cookies()).find(({ name }) => name === COOKIE);
}
