// From the start to the first answer, on a database that is there already; and the memory of a server at rest.
import { memory, serve } from './program.mjs';

const TIMES = 5;

export async function start({ table, dataDir, siteDir }) {
  const seconds = [];
  for (let time = 0; time < TIMES; time += 1) {
    const site = await serve({ dataDir, siteDir });
    seconds.push(site.seconds);
    if (time === TIMES - 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      table.add('resident memory, idle', memory(site.pid), 'MB', { most: 40 });
    }
    await site.stop();
  }
  seconds.sort((a, b) => a - b);
  table.add('start to ready', seconds[TIMES >> 1], 's', { most: 0.5, note: `middle of ${TIMES}, existing database` });
}
