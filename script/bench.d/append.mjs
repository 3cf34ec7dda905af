// Payments one by one, each durable before the next is sent: the processor's signed events over one connection.
import { createHmac } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

import { serve } from './program.mjs';

const PAYMENTS = 1_000;
const RATE = 300;
/** Where the disk itself is too slow for that rate, this part of what it can do has to be reached. */
const PART_OF_DISK = 0.8;
const SECRET = 'whsec_of_the_bench';
/** Bytes of a page of the database, which is what each commit writes at least. */
const PAGE_BYTES = 4_096;

function charge(number) {
  const [id, created, amount] = [`txn_${number}`, 1_772_000_000 + number, 500 + number];
  const moved = { id, amount, currency: 'gbp', created, fee: 20, net: amount - 20 };
  const metadata = { creators: `creator-${number % 40}:2, creator-${(number + 1) % 40}:1`, work: `Work ${number % 50}` };
  const object = { id: `ch_${number}`, object: 'charge', amount, currency: 'gbp', created, metadata, balance_transaction: moved };
  return JSON.stringify({ id: `evt_${number}`, object: 'event', type: 'charge.succeeded', created, data: { object } });
}

function deliver(url, agent, body) {
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` };
  return new Promise((resolve, reject) => {
    request(`${url}/webhooks/stripe`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    }).on('error', reject).end(body);
  });
}

/** How often this disk can be written to durably: what no database here can be faster than. */
function durableWrites(folder) {
  const file = openSync(join(folder, 'durable-writes'), 'w');
  const started = performance.now();
  for (let write = 0; write < PAYMENTS; write += 1) {
    writeSync(file, Buffer.alloc(PAGE_BYTES));
    fdatasyncSync(file);
  }
  closeSync(file);
  return PAYMENTS / ((performance.now() - started) / 1000);
}

export async function append({ table, folder, siteDir }) {
  const dataDir = join(folder, 'append');
  mkdirSync(dataDir);
  const site = await serve({ dataDir, siteDir, more: { BLKOUT_STRIPE_WEBHOOK_SECRET: SECRET } });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const disk = durableWrites(folder);
  const bodies = Array.from({ length: PAYMENTS }, (_, number) => charge(number));
  const started = performance.now();
  for (const body of bodies) {
    const status = await deliver(site.url, agent, body);
    if (status !== 200) throw new Error(`an event is answered with ${status}`);
  }
  const rate = PAYMENTS / ((performance.now() - started) / 1000);
  agent.destroy();
  await site.stop();
  const slow = disk * PART_OF_DISK < RATE ? `; this disk cannot do ${RATE}/s, so ${PART_OF_DISK} of it` : '';
  const note = `${PAYMENTS} signed events, one connection, SQLite, ledger and record${slow}`;
  table.add('yardstick: durable writes of 4 kB', disk, '/s', { note: 'this disk, this run, no database' });
  table.add('payments one by one, durably', rate, '/s', { least: Math.min(RATE, disk * PART_OF_DISK), note });
  table.add('ratio to the durable writes', rate / disk, '');
}
