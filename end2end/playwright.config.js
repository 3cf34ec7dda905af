// How the end-to-end tests run: Debian's Chromium against the built program, each journey with and without scripts.
//
// `script/test` sets BLKOUT_BINARY and BLKOUT_SITE_DIR and calls this. By hand:
//   eval "$(script/build --paths)"; export BLKOUT_BINARY BLKOUT_SITE_DIR; cd end2end; playwright test
import { defineConfig } from '@playwright/test';

/** Nothing but this machine can be reached, whatever a page might ask for. */
const NO_NETWORK = '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1';

export default defineConfig({
  testDir: 'tests',
  globalSetup: './site/databases.js',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  // The second writes the care suite's report, where BLKOUT_CARE_REPORT names a file.
  reporter: [['list'], ['./site/care/report.js']],
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: {
      executablePath: process.env.BLKOUT_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        NO_NETWORK,
      ],
    },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // Tests look at what the server answers; those of the worker itself allow it.
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'scripts', grepInvert: /@without-scripts/, use: { javaScriptEnabled: true } },
    { name: 'no scripts', grepInvert: /@with-scripts/, use: { javaScriptEnabled: false } },
  ],
});
