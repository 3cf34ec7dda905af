// A cheap telephone on a slow line: when the page can be read, when its islands answer, and whether it jumps.
import { serve } from './program.mjs';
import { CHROMIUM, CHROMIUM_ARGS, CPU_SLOWER, LINE, require, TELEPHONE } from './visits.mjs';

const PAGES = ['/', '/ledger', '/newsroom', '/proposals', '/support'];

async function visit(browser, url, hasIsland) {
  const context = await browser.newContext(TELEPHONE);
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', LINE);
  await line.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  await page.addInitScript(() => {
    globalThis.seen = { paint: 0, shift: 0, alive: 0 };
    const look = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    look('largest-contentful-paint', (entry) => (seen.paint = entry.startTime));
    look('layout-shift', (entry) => (seen.shift += entry.value));
    const button = () => document.querySelector('leptos-island button:not([hidden])');
    const watch = () => (button() ? (seen.alive = performance.now()) : requestAnimationFrame(watch));
    requestAnimationFrame(watch);
  });
  await page.goto(url, { waitUntil: 'load' });
  if (hasIsland) await page.waitForFunction(() => seen.alive > 0, undefined, { timeout: 15_000 });
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => globalThis.seen);
  await context.close();
  return seen;
}

export async function browser({ table, dataDir, siteDir }) {
  const { chromium } = require('@playwright/test');
  const site = await serve({ dataDir, siteDir });
  const chrome = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  let shift = 0;
  const how = '4× slower processor, 1.6 Mbit/s, 150 ms';
  for (const path of PAGES) {
    const seen = await visit(chrome, site.url + path, path === '/ledger');
    shift = Math.max(shift, seen.shift);
    table.add(`largest contentful paint of ${path}`, seen.paint / 1000, 's', { most: 1.8, note: how });
    if (path === '/ledger') table.add(`islands alive on ${path}`, seen.alive / 1000, 's', { most: 3, note: how });
  }
  table.add('layout shift, worst of these pages', shift, '', { most: 0 });
  await chrome.close();
  await site.stop();
}
