// What every test has: a site of its own or a shared one, and a watch over the page that nothing goes wrong unseen.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base, expect } from '@playwright/test';

import { serve } from './program.js';

export { expect };

/** Starts a site over a copy of one of the prepared data folders. */
export async function siteOver(kind) {
  const folder = mkdtempSync(join(tmpdir(), 'blkout-site.'));
  cpSync(join(process.env.BLKOUT_TEST_DATA, kind), folder, { recursive: true });
  const site = await serve(folder);
  return { ...site, folder, end: async () => {
    await site.stop();
    rmSync(folder, { recursive: true, force: true });
  } };
}

/** Chromium reports a page's own 4xx status as an error on the console; the tests expect the status itself. */
const OWN_STATUS = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** What Chromium says of something that is meant: leaving without a network cannot tell the server. */
const MEANT = [/ERR_INTERNET_DISCONNECTED .*\/leave\)$/];

/** A browser whose scripts are off fetches the islands' code that the page announces, and then does not use it. */
const MEANT_WITHOUT_SCRIPTS = [/\.(wasm|js) was preloaded using link preload but not used/];

/** Writes down everything that should not happen on any page of the context. */
function watch(context, origin, meantHere) {
  const faults = [];
  const away = new Set();
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // What Playwright says where a test has no service worker.
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (OWN_STATUS.test(message.text()) && message.location().url === message.page()?.url()) return;
    const fault = `console ${message.type()}: ${message.text()} (${message.location().url})`;
    if (!meantHere.some((meant) => meant.test(fault))) faults.push(fault);
  });
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error()}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) away.add(url);
  });
  return { faults, away };
}

export const test = base.extend({
  /** `shared`: the demonstration, read only. `own`: a fresh copy of it. `empty`: a fresh empty community. */
  data: ['shared', { option: true }],

  sharedSite: [async ({}, use) => {
    const site = await siteOver('demo');
    await use(site);
    await site.end();
  }, { scope: 'worker' }],

  site: async ({ data, sharedSite }, use) => {
    if (data === 'shared') return use(sharedSite);
    const site = await siteOver(data === 'own' ? 'demo' : 'empty');
    await use(site);
    await site.end();
  },

  baseURL: async ({ site }, use) => use(site.url),

  /** Addresses outside of the site that a test means to ask for. */
  mayAskFor: [[], { option: true }],

  /** What a test makes the console say on purpose. */
  provoked: [[], { option: true }],

  watched: [async ({ context, site, mayAskFor, provoked, javaScriptEnabled }, use) => {
    const seen = watch(context, site.url, javaScriptEnabled ? MEANT : [...MEANT, ...MEANT_WITHOUT_SCRIPTS]);
    await use(seen);
    const faults = seen.faults.filter((fault) => !provoked.some((meant) => meant.test(fault)));
    expect.soft(faults, 'console and uncaught errors').toEqual([]);
    expect.soft([...seen.away].filter((url) => !mayAskFor.includes(url)), 'requests to another origin').toEqual([]);
  }, { auto: true }],
});
