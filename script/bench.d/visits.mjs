// A telephone on a slow line, and the addresses that it visits.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const require = createRequire(fileURLToPath(new URL('../../end2end/package.json', import.meta.url)));

export const CHROMIUM = process.env.BLKOUT_CHROMIUM ?? '/usr/bin/chromium';
/** Nothing but this machine can be reached. */
export const CHROMIUM_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];

/** Slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
export const LINE = { offline: false, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 };
export const CPU_SLOWER = 4;
export const TELEPHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

/** How many pages of one pattern are visited: the newest stands for the rest. */
const OF_ONE_PATTERN = 2;

/**
 * Every page that a visitor can reach by links from the home page and the addresses named here, without queries; of
 * many pages that differ in their last word alone, the first few.
 */
export async function publicPages(url, first = ['/']) {
  const found = new Set(first);
  const siblings = new Map();
  for (const path of found) {
    const answer = await fetch(url + path, { redirect: 'manual' });
    if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) {
      found.delete(path);
      continue;
    }
    for (const [, link] of (await answer.text()).matchAll(/<a [^>]*href="(\/[^"?#]*)"/g)) {
      const family = link.replace(/[^/]+$/, '');
      const isFamily = family.length > 1;
      if (found.has(link) || link === '/leave' || link.startsWith('/pkg/') || (isFamily && (siblings.get(family) ?? 0) >= OF_ONE_PATTERN)) continue;
      siblings.set(family, (siblings.get(family) ?? 0) + 1);
      found.add(link);
    }
  }
  return [...found];
}
