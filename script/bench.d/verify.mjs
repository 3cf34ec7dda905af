// How long a doubter waits for a record of a million entries, and whether the check's memory grows with it.
import { statSync } from 'node:fs';
import { join } from 'node:path';

import { ledgerOf } from './ledgers.mjs';
import { measure } from './program.mjs';

const SMALL = 10_000;
const LARGE = 1_000_000;

export async function verify({ table, folder }) {
  const check = async (rows) => {
    const { dataDir } = await ledgerOf(folder, rows);
    const file = join(folder, `record-${rows}`);
    await measure(['record', 'export', file], { dataDir });
    const checked = await measure(['verify', file], { dataDir });
    return { ...checked, megabytes: statSync(file).size / 1e6, dataDir };
  };
  const small = await check(SMALL);
  const large = await check(LARGE);
  const whole = await measure(['verify'], { dataDir: large.dataDir });
  table.add('blkout verify FILE, a million entries', large.seconds, 's', { most: 10, note: `${Math.round(large.megabytes)} MB` });
  table.add('memory of that, at most', large.peak, 'MB', { most: 100 });
  table.add('ratio to the memory for 10 000', large.peak / small.peak, '', { most: 2, note: `flat; ${Math.round(small.peak)} MB for 10 000` });
  table.add('blkout verify, its database', whole.seconds, 's', { note: 'every row of the ledger against the record as well' });
}
