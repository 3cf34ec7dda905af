// A hundred thousand payments into a new database and its record, durably; and a tenth of it, to see whether memory
// grows with it.
import { ledgerOf } from './ledgers.mjs';

export async function imports({ table, folder }) {
  const small = await ledgerOf(folder, 10_000);
  const large = await ledgerOf(folder, 100_000);
  table.add('import of 100 000 payments', large.seconds, 's', { most: 20, note: 'SQLite, durable, new database, with the record' });
  table.add('memory of that import, at most', large.peak, 'MB', { most: 100 });
  table.add('ratio to the memory for 10 000', large.peak / small.peak, '', { most: 1.5, note: `flat; ${Math.round(small.peak)} MB for 10 000` });
}
