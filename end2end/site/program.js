// The built program: run to its end, or started as a server on ports of its own.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

const { BLKOUT_BINARY, BLKOUT_SITE_DIR } = process.env;

/** Only what the program needs, so that no setting of the person who runs the tests leaks in. */
function environment(dataDir, more = {}) {
  return {
    PATH: process.env.PATH,
    BLKOUT_DATA_DIR: dataDir,
    BLKOUT_SITE_DIR,
    BLKOUT_ADDRESS: '127.0.0.1:0',
    BLKOUT_METRICS_ADDRESS: '127.0.0.1:0',
    BLKOUT_LOG: 'info',
    BLKOUT_WORKERS: '2',
    BLKOUT_DESIGN: 'on',
    ...more,
  };
}

/** Runs `blkout ARGS` and answers its standard output; fails with what it said when it does not end with 0. */
export function run(args, { dataDir = '/nonexistent', input = '', more = {} } = {}) {
  if (!BLKOUT_BINARY) throw new Error('BLKOUT_BINARY is not set; eval "$(script/build --paths)" and export it');
  const ended = spawnSync(BLKOUT_BINARY, args, { env: environment(dataDir, more), input, encoding: 'utf8' });
  if (ended.error) throw ended.error;
  if (ended.status !== 0) throw new Error(`blkout ${args.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
  return ended.stdout;
}

/** Starts `blkout serve` over a data folder, with `more` settings, and answers once it says that it is ready. */
export async function serve(dataDir, more = {}) {
  const child = spawn(BLKOUT_BINARY, ['serve'], { env: environment(dataDir, more), stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const site = { log: [], url: '', metricsUrl: '' };
  const listening = new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      site.log.push(line);
      site.metricsUrl ||= line.match(/metrics on (http:\/\/[\d.]+:\d+)/)?.[1] ?? '';
      const url = line.match(/listening on (http:\/\/[\d.]+:\d+)/)?.[1];
      if (url) resolve(url);
    });
    ended.then((code) => reject(new Error(`blkout serve ended with ${code}: ${site.log.join('\n')}`)));
  });
  site.url = await listening;
  const ready = await fetch(`${site.url}/readyz`);
  if (!ready.ok) throw new Error(`/readyz answers ${ready.status}`);
  site.stop = async () => {
    child.kill('SIGTERM');
    return ended;
  };
  return site;
}
