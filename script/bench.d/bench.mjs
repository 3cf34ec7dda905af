// The bench from beginning to end: a folder of its own, one section after the other, the table.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { append } from './append.mjs';
import { browser } from './browser.mjs';
import { cases } from './cases.mjs';
import { check } from './check.mjs';
import { imports } from './imports.mjs';
import { leaving } from './leave.mjs';
import { lighthouse } from './lighthouse.mjs';
import { load } from './load.mjs';
import { run } from './program.mjs';
import { scale } from './scale.mjs';
import { start } from './start.mjs';
import { support } from './support.mjs';
import { Table } from './table.mjs';
import { transfer } from './transfer.mjs';
import { verify } from './verify.mjs';

const SECTIONS = { transfer, start, load, append, import: imports, verify, scale, cases, check, browser, leave: leaving, support, lighthouse };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in SECTIONS));
if (unknown.length > 0) {
  console.error(`bench: no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'blkout-bench.'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

// The files of the site are copied, so that a file of the bench can be served beside them.
const siteDir = join(folder, 'site');
cpSync(process.env.BLKOUT_SITE_DIR, siteDir, { recursive: true });
const dataDir = join(folder, 'demo');
run(['demo'], { dataDir });

const table = new Table();
const names = wanted.length > 0 ? wanted : Object.keys(SECTIONS);
for (const name of names) {
  console.error(`bench: ${name}`);
  await SECTIONS[name]({ table, folder, siteDir, dataDir });
}
console.log(table.text());
process.exit(table.missed.length > 0 ? 1 : 0);
