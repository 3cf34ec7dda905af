// How long a doubter waits for a million cases of our arithmetic.
import { run } from './program.mjs';

const CASES = 1_000_000;
const SECONDS = 20;

const split = (n) =>
  `{"payment_id":"ch_${n}","gross":${(n * 7919) % 1_000_000},"creator_bps":${7500 + (n % 2501)},"creators":[["ada",${1 + (n % 7)}],["bo",${1 + (n % 3)}],["cy",1]]}`;
const choice = (n) => ['support', 'oppose', 'abstain'][n % 3];
const tally = (n) =>
  `{"kind":"protected","electorate":${10 + (n % 90)},"affected_creators":2,"ballots":[{"voter":"m1","choice":"${choice(n)}","at":1,"creator":true},{"voter":"m2","choice":"${choice(n >> 2)}","at":2,"creator":false},{"voter":"m1","choice":"support","at":${n + 3},"creator":true}]}`;

export async function cases({ table }) {
  for (const [command, line] of [['split', split], ['tally', tally]]) {
    const lines = [];
    for (let n = 0; n < CASES; n += 1) lines.push(line(n));
    const input = `${lines.join('\n')}\n`;
    const started = performance.now();
    const answers = run([command], { input });
    const seconds = (performance.now() - started) / 1000;
    const refused = answers.split('"error"').length - 1;
    const missing = CASES - (answers.split('\n').length - 1) + refused;
    table.add(`blkout ${command}, a million cases`, seconds, 's', { most: SECONDS, note: 'lines of JSON in and out' });
    table.add('of these not answered', missing, '', { most: 0 });
  }
}
