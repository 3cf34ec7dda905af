// Pages a second against yardsticks of the same binary, how long the slowest wait, and whether every answer is whole.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';

import { memory, serve } from './program.mjs';
import { get } from './transfer.mjs';

const CONNECTIONS = 64;
const SECONDS = 5;
const REQUESTS = 10_000;
/** A request with a cookie, or with a query, is not answered from the memory of pages. */
const ANEW = { cookie: 'bench=1' };
const PAGES = [['home page', '/'], ['ledger page with 50 rows', '/ledger']];

/** Load from 64 connections: requests a second, and the 99th percentile in milliseconds. */
function wrk(url, headers = {}) {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const ended = spawnSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', ...given, url], { encoding: 'utf8' });
  if (ended.status !== 0) throw new Error(`wrk: ${ended.stderr}`);
  const said = ended.stdout;
  const [, p99, unit] = said.match(/99%\s+([\d.]+)(us|ms|s)/);
  const sockets = [...(said.match(/Socket errors:.*/)?.[0] ?? '').matchAll(/\d+/g)].reduce((sum, [n]) => sum + Number(n), 0);
  return {
    perSecond: Number(said.match(/Requests\/sec:\s+([\d.]+)/)[1]),
    p99: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit],
    errors: sockets + Number(said.match(/Non-2xx or 3xx responses: (\d+)/)?.[1] ?? 0),
  };
}

/** Asks `REQUESTS` times, half of them for pages rendered anew, and answers how many answers were not whole. */
async function missing(url) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const kinds = PAGES.flatMap(([, path]) => [[path, {}], [path, ANEW]]);
  const plain = { 'accept-encoding': 'identity' };
  const lengths = await Promise.all(kinds.map(async ([path, headers]) => (await get(url + path, { ...plain, ...headers })).body.length));
  let [next, whole] = [0, 0];
  const visitor = async () => {
    while (next < REQUESTS) {
      const kind = next++ % kinds.length;
      const [path, headers] = kinds[kind];
      const answer = await get(url + path, { ...plain, ...headers }, agent).catch(() => undefined);
      const isWhole = answer?.status === 200 && answer.body.length === lengths[kind] && answer.body.includes('</html>');
      if (isWhole) whole += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor));
  agent.destroy();
  return REQUESTS - whole;
}

export async function load({ table, dataDir, siteDir }) {
  const first = await serve({ dataDir, siteDir });
  const sizes = [];
  for (const [, path] of PAGES) sizes.push((await get(first.url + path, { 'accept-encoding': 'identity' })).body.length);
  await first.stop();
  // The response of the same size: a file of the site, which the system keeps in memory. No route is made for it.
  PAGES.forEach((_, i) => writeFileSync(join(siteDir, `bench-${i}.html`), 'x'.repeat(sizes[i])));

  const site = await serve({ dataDir, siteDir });
  const plain = wrk(`${site.url}/livez`);
  table.add('yardstick: plain text route', plain.perSecond, 'requests/s', { note: `/livez, ${CONNECTIONS} connections, client on the same machine` });
  let errors = plain.errors;
  for (const [i, [name, path]] of PAGES.entries()) {
    const file = wrk(`${site.url}/bench-${i}.html`);
    const kept = wrk(site.url + path);
    const anew = wrk(site.url + path, ANEW);
    errors += file.errors + kept.errors + anew.errors;
    table.add(`yardstick: file of ${Math.round(sizes[i] / 1000)} kB`, file.perSecond, 'requests/s', { note: `as large as the ${name}, from the system's memory` });
    table.add(`${name}, rendered anew`, anew.perSecond, 'requests/s', { note: 'database included' });
    table.add('ratio to the plain route', anew.perSecond / plain.perSecond, '', { least: 0.1 });
    table.add('99 of 100 within', anew.p99, 'ms', { most: 25 });
    table.add(`${name}, from page memory`, kept.perSecond, 'requests/s');
    table.add('ratio to the plain route, a few bytes', kept.perSecond / plain.perSecond, '');
    table.add('ratio to the file of that size', kept.perSecond / file.perSecond, '', { least: 0.5 });
    table.add('99 of 100 within', kept.p99, 'ms', { most: 25 });
  }
  table.add('errors under this load', errors, '', { most: 0 });
  table.add('resident memory after it, at most', memory(site.pid, 'VmHWM'), 'MB', { most: 100 });
  await site.stop();

  for (const workers of [1, 2, 4]) {
    const few = await serve({ dataDir, siteDir, workers });
    table.add(`not answered in full of 10 000, ${workers} workers`, await missing(few.url), '', { most: 0, note: 'status and bytes counted' });
    await few.stop();
  }
}
