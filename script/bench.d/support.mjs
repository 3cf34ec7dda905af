// The page with the numbers, for somebody who has nothing but a slow line: what all of it weighs, and when it can be read.
import { serve } from './program.mjs';
import { CHROMIUM, CHROMIUM_ARGS, CPU_SLOWER, LINE, require, TELEPHONE } from './visits.mjs';

const PATH = '/support';
const KB = 1000;
const VISITS = 5;

/** One first visit with nothing kept: every byte that came over the line, and when the first words were painted. */
async function visit(browser, url) {
  const context = await browser.newContext(TELEPHONE);
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  let bytes = 0;
  const asked = new Map();
  line.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, { url: request.url, bytes: 0 }));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength;
    if (asked.has(requestId)) asked.get(requestId).bytes = encodedDataLength;
  });
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', LINE);
  await line.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  await page.goto(url, { waitUntil: 'networkidle' });
  const readable = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  await context.close();
  return { bytes, readable, asked: [...asked.values()] };
}

export async function support({ table, dataDir, siteDir }) {
  const { chromium } = require('@playwright/test');
  const site = await serve({ dataDir, siteDir });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS });
  const visits = [];
  for (let count = 0; count < VISITS; count += 1) visits.push(await visit(browser, site.url + PATH));
  await browser.close();
  await site.stop();
  const weight = Math.max(...visits.map(({ bytes }) => bytes));
  const { asked } = visits.find(({ bytes }) => bytes === weight);
  const times = visits.map(({ readable }) => readable).sort((one, other) => one - other);
  const parts = asked.map(({ url, bytes }) => `${new URL(url).pathname} ${(bytes / KB).toFixed(1)}`).join(', ');
  table.add(`all of ${PATH}, headers too`, weight / KB, 'kB', { most: 14, note: parts });
  table.add(`${PATH} can be read`, times[Math.floor(VISITS / 2)] / 1000, 's', { most: 1, note: `median of ${VISITS} first visits, ${CPU_SLOWER}× slower processor, 1.6 Mbit/s, 150 ms` });
}
