// The built program: run to its end, or started as a server on ports of its own, with its memory read from /proc.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const { BLKOUT_BINARY } = process.env;

/** Nothing of the person's own settings leaks into the bench. */
function environment(dataDir, more = {}) {
  return {
    PATH: process.env.PATH,
    BLKOUT_DATA_DIR: dataDir,
    BLKOUT_ADDRESS: '127.0.0.1:0',
    BLKOUT_METRICS_ADDRESS: 'off',
    BLKOUT_LOG: 'info',
    ...more,
  };
}

/** Runs `blkout ARGS` and answers its standard output. */
export function run(args, { dataDir = '/nonexistent', input = '', more = {} } = {}) {
  const ended = spawnSync(BLKOUT_BINARY, args, { env: environment(dataDir, more), input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (ended.error) throw ended.error;
  if (ended.status !== 0) throw new Error(`blkout ${args.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
  return ended.stdout;
}

/** Runs `blkout ARGS` and answers how long it took, in seconds, and the most memory that it held, in MB. */
export async function measure(args, { dataDir }) {
  const started = performance.now();
  const child = spawn(BLKOUT_BINARY, args, { env: environment(dataDir), stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, memory(child.pid, 'VmHWM'))), 20);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`blkout ${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, peak };
}

/** Memory of a process in MB: `VmRSS` now, `VmHWM` at its highest; 0 when it has ended. */
export function memory(pid, line = 'VmRSS') {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${line}:\\s+(\\d+)`))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** Starts `blkout serve`, its log going to a file, and answers once `/readyz` does, with the seconds that it took. */
export async function serve({ dataDir, siteDir, workers, more: others }) {
  const more = { BLKOUT_SITE_DIR: siteDir, ...(workers && { BLKOUT_WORKERS: String(workers) }), ...others };
  const log = join(dataDir, 'log');
  const out = openSync(log, 'w');
  const started = performance.now();
  const child = spawn(BLKOUT_BINARY, ['serve'], { env: environment(dataDir, more), stdio: ['ignore', 'ignore', out] });
  closeSync(out);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = new Promise((resolve) => child.once('exit', resolve)).finally(() => process.off('exit', kill));
  let url;
  while (!url) {
    if (child.exitCode !== null) throw new Error(`blkout serve ended with ${child.exitCode}: ${readFileSync(log, 'utf8')}`);
    await pause(2);
    url = readFileSync(log, 'utf8').match(/listening on (http:\/\/[\d.]+:\d+)/)?.[1];
  }
  const ready = await fetch(`${url}/readyz`);
  if (!ready.ok) throw new Error(`/readyz answers ${ready.status}`);
  const seconds = (performance.now() - started) / 1000;
  const stop = () => child.kill('SIGTERM') && ended;
  return { url, pid: child.pid, seconds, stop };
}
