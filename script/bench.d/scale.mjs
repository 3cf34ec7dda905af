// Whether pages stay as quick when the ledger has a million transactions as when it has ten thousand.
import { Agent } from 'node:http';

import { addCreator, signIn } from './creators.mjs';
import { ledgerOf } from './ledgers.mjs';
import { serve } from './program.mjs';
import { get } from './transfer.mjs';

const SMALL = 10_000;
const LARGE = 1_000_000;
const TIMES = 60;
const RATIO = 2;
const CREATOR = 'creator-7';
/** A request with a cookie is not answered from the memory of pages. */
const ANEW = { cookie: 'bench=1', 'accept-encoding': 'identity' };
/** The reports of the bench spread over the year 2025. */
const PAGES = [
  ['/ledger', '/ledger'],
  ['/ledger of a month', '/ledger?month=2025-06'],
  ['/ledger of a kind', '/ledger?kind=refund'],
  ['/ledger of a creator', `/ledger?creator=${CREATOR}`],
  ['/ledger of a creator, month and kind', `/ledger?creator=${CREATOR}&month=2025-06&kind=refund`],
  ['/ledger in the middle', 'middle'],
  ['/ledger of a creator, many pages on', 'deep'],
  ['a creator’s dashboard', `/creators/${CREATOR}`],
];
const PAGES_ON = 40;

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** The address that `rel="next"` leads to. */
const next = (html) => html.match(/rel="next" href="([^"]+)"/)?.[1].replaceAll('&amp;', '&');

/** A page of the ledger that one reaches by going on. */
async function furtherOn(url, path) {
  let address = path;
  for (let page = 0; page < PAGES_ON; page += 1) {
    const found = next((await get(url + address, ANEW)).body.toString());
    if (!found) break;
    address = found;
  }
  return address;
}

/** The addresses of the pages on this server, in the order of `PAGES`. */
async function addresses(url) {
  const deep = await furtherOn(url, `/ledger?creator=${CREATOR}`);
  const middle = await furtherOn(url, '/ledger?month=2025-06');
  const special = { deep, middle: middle.replace('month=2025-06&', '') };
  return PAGES.map(([, path]) => special[path] ?? path);
}

export async function scale({ table, folder, siteDir }) {
  const sites = [];
  for (const rows of [SMALL, LARGE]) {
    const { dataDir } = await ledgerOf(folder, rows);
    addCreator(CREATOR, dataDir);
    const site = await serve({ dataDir, siteDir });
    const headers = { ...ANEW, cookie: await signIn(site.url, CREATOR) };
    sites.push({ site, headers, agent: new Agent({ keepAlive: true, maxSockets: 1 }), paths: await addresses(site.url) });
  }
  for (const [place, [name]] of PAGES.entries()) {
    // One after the other, so that whatever else the machine does slows both.
    const taken = sites.map(() => []);
    for (let time = 0; time < TIMES; time += 1) {
      for (const [which, { site, headers, agent, paths }] of sites.entries()) {
        const started = performance.now();
        const answer = await get(site.url + paths[place], headers, agent);
        if (answer.status !== 200) throw new Error(`${paths[place]} is answered with ${answer.status}`);
        taken[which].push(performance.now() - started);
      }
    }
    const [small, large] = taken.map(median);
    const note = `medians of ${TIMES}: ${small.toPrecision(3)} ms at 10 000`;
    table.add(`${name}, a million transactions`, large, 'ms');
    table.add('ratio to ten thousand', large / small, '', { most: RATIO, note });
  }
  for (const { site, agent } of sites) {
    agent.destroy();
    await site.stop();
  }
}
