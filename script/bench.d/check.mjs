// Ten thousand payments checked in a browser four times slower than this machine, on a page that stays alive meanwhile.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { ledgerOf } from './ledgers.mjs';
import { serve } from './program.mjs';

const require = createRequire(fileURLToPath(new URL('../../end2end/package.json', import.meta.url)));

/** Nine in ten rows of a made-up report are payments. */
const ROWS = 11_500;
const CPU_SLOWER = 4;
const LONG_TASK_MS = 50;
const PATIENCE_MS = 60_000;

/** Checks the whole record on the ledger page; seconds from the click to the answer, and the longest task meanwhile. */
async function checked(chrome, url, slower) {
  const page = await chrome.newPage();
  await page.goto(`${url}/ledger`, { waitUntil: 'load' });
  const button = page.locator('[data-check="whole"]');
  await button.waitFor({ state: 'visible' });
  const line = await page.context().newCDPSession(page);
  await line.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const seen = await page.evaluate(async (patience) => {
    const tasks = [];
    new PerformanceObserver((list) => list.getEntries().forEach((task) => tasks.push(task.duration))).observe({ type: 'longtask' });
    const status = document.querySelector('.check [role="status"]');
    const started = performance.now();
    const answered = new Promise((resolve, reject) => {
      new MutationObserver(() => status.querySelector('.notice') && resolve()).observe(status, { childList: true, subtree: true, characterData: true });
      setTimeout(reject, patience, new Error('no answer'));
    });
    document.querySelector('[data-check="whole"]').click();
    await answered;
    const seconds = (performance.now() - started) / 1000;
    // The observer tells of a task some time after its end.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const isRight = status.querySelector('.notice--success') !== null;
    return { seconds, longest: Math.max(0, ...tasks), isRight, said: status.innerText };
  }, PATIENCE_MS);
  await page.close();
  if (!seen.isRight) throw new Error(`the page says: ${seen.said}`);
  return seen;
}

export async function check({ table, folder, siteDir }) {
  const { chromium } = require('@playwright/test');
  const { dataDir } = await ledgerOf(folder, ROWS);
  const site = await serve({ dataDir, siteDir });
  const executablePath = process.env.BLKOUT_CHROMIUM ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];
  const chrome = await chromium.launch({ executablePath, args });
  const plain = await checked(chrome, site.url, 1);
  const slow = await checked(chrome, site.url, CPU_SLOWER);
  await chrome.close();
  await site.stop();
  console.error(`bench: the page says: ${slow.said.replaceAll('\n', ' ').slice(0, 300)}`);
  const note = `${CPU_SLOWER}× slower processor`;
  table.add('10 000 payments checked in the browser', slow.seconds, 's', { most: 3, note });
  // Chromium slows the page and not its workers; so slow a machine would take this at most.
  const worst = { note: `${plain.seconds.toPrecision(3)} s at full speed; Chromium slows pages, not workers` };
  table.add(`the same if the worker were ${CPU_SLOWER}× slower, too`, plain.seconds * CPU_SLOWER, 's', worst);
  table.add('longest task of the page meanwhile', slow.longest, 'ms', { most: LONG_TASK_MS, note: `0: none over ${LONG_TASK_MS} ms` });
}
