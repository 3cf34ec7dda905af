// A hundred thousand payments into a new database, durably; and a tenth of it, to see whether memory grows with it.
import { join } from 'node:path';

import { writePayments } from './payments.mjs';
import { measure } from './program.mjs';

export async function imports({ table, folder }) {
  const one = async (rows) => {
    const file = join(folder, `payments-${rows}.csv`);
    writePayments(file, rows);
    return measure(['import', 'payments', file], { dataDir: join(folder, `import-${rows}`) });
  };
  const small = await one(10_000);
  const large = await one(100_000);
  table.add('import of 100 000 payments', large.seconds, 's', { most: 20, note: 'SQLite, durable, new database' });
  table.add('memory of that import, at most', large.peak, 'MB', { most: 100 });
  table.add('ratio to the memory for 10 000', large.peak / small.peak, '', { most: 1.5, note: `flat; ${Math.round(small.peak)} MB for 10 000` });
}
