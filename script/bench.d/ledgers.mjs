// Ledgers of several sizes, made by importing a report; each once in a run, however many sections look at it.
import { join } from 'node:path';

import { writePayments } from './payments.mjs';
import { measure } from './program.mjs';

const made = new Map();

/** A data folder whose ledger has `rows` transactions, with the seconds and the megabytes that the import took. */
export async function ledgerOf(folder, rows) {
  if (!made.has(rows)) {
    const [file, dataDir] = [join(folder, `payments-${rows}.csv`), join(folder, `ledger-${rows}`)];
    writePayments(file, rows);
    const { seconds, peak } = await measure(['import', 'payments', file], { dataDir });
    made.set(rows, { dataDir, seconds, peak });
  }
  return made.get(rows);
}
