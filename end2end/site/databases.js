// Before all tests: one folder with the demonstration's community and one with an empty one. Tests get copies.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from './program.js';

export default function prepareDatabases() {
  const folder = mkdtempSync(join(tmpdir(), 'blkout-end2end.'));
  const password = randomBytes(12).toString('base64url');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    run(['demo'], { dataDir: join(folder, 'demo'), more: { BLKOUT_DEMO_PASSWORD: password } });
    run(['migrate'], { dataDir: join(folder, 'empty') });
  } catch (error) {
    remove();
    throw error;
  }
  process.env.BLKOUT_TEST_DATA = folder;
  process.env.BLKOUT_TEST_PASSWORD = password;
  return remove;
}
