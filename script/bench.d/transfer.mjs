// What a visitor's line carries, in Brotli: every page with its style, and the scripts of pages that come alive.
import { request } from 'node:http';

import { serve } from './program.mjs';

const KB = 1000;

/** The bytes of an answer as sent, with Brotli where the server offers it. */
export function get(url, headers = {}, agent = undefined) {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { 'accept-encoding': 'br', ...headers } }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) }));
      answer.on('error', reject);
    }).on('error', reject).end();
  });
}

const text = async (url) => (await get(url, { 'accept-encoding': 'identity' })).body.toString();

/** Every page that a visitor can reach by links from the home page, without queries. */
async function pages(url) {
  const found = new Set(['/']);
  for (const path of found) {
    if (found.size > 100) break;
    const answer = await get(url + path, { 'accept-encoding': 'identity' });
    if (!answer.headers['content-type']?.startsWith('text/html')) found.delete(path);
    else for (const [, link] of answer.body.toString().matchAll(/<a [^>]*href="(\/[^"?#]*)"/g)) found.add(link);
  }
  return [...found];
}

export async function transfer({ table, dataDir, siteDir }) {
  const site = await serve({ dataDir, siteDir });
  const size = async (path) => (await get(site.url + path)).body.length / KB;
  let [largest, largestPath, alive, withWasm, without, verifier] = [0, '', 0, 0, 0, ''];
  for (const path of await pages(site.url)) {
    const html = await text(site.url + path);
    const styles = [...html.matchAll(/<link[^>]*href="([^"]*\.css)"/g)].map(([, link]) => link);
    let sum = await size(path);
    for (const style of new Set(styles)) sum += await size(style);
    if (sum > largest) [largest, largestPath] = [sum, path];
    const loads = new Set([...html.matchAll(/["'(](\/pkg\/[^"')]*\.(?:js|wasm))/g)].map(([, link]) => link));
    // Loaded only when somebody asks for a check.
    const onDemand = html.match(/data-verifier="([^"]+)"/)?.[1];
    loads.delete(onDemand);
    verifier ||= onDemand ?? '';
    const hasIslands = html.includes('<leptos-island');
    if (!hasIslands) without += loads.size;
    else {
      withWasm += 1;
      let scripts = 0;
      for (const file of loads) scripts += await size(file);
      alive = Math.max(alive, scripts);
    }
  }
  const program = (await text(site.url + verifier)).match(/\/pkg\/verifier[^"]*\.wasm/)?.[0];
  const check = verifier && program ? (await size(verifier)) + (await size(program)) : NaN;
  await site.stop();
  table.add('HTML + CSS of the largest page', largest, 'kB', { most: 20, note: `brotli, ${largestPath}` });
  table.add('scripts + WebAssembly of a page with islands', alive, 'kB', { most: 80, note: `brotli, ${withWasm} such pages found` });
  table.add('scripts + WebAssembly of a check, when asked for', check, 'kB', { most: 150, note: 'brotli' });
  table.add('files of scripts on pages without islands', without, '', { most: 0 });
}
