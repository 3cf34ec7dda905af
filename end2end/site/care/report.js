// What the care suite saw, for the accessibility statement: a reporter of Playwright that counts and writes at the end.
//
// The report says nothing that this run did not see: it is written only when every page was looked at to its end with
// and without scripts and the interface was read. A run of some pages leaves the file alone; a whole run that did not
// come to its end takes an older file away. Violations do not keep it from being written: they stand in it.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { EMPTY_ROUTES, ROUTES } from '../routes.js';
import { ATTACHMENT, CHECKS } from './findings.js';

/** The name of the attachment with the reading ages. */
export const READING = 'reading';

const FORMAT = 1;

const attachment = (result, name) => {
  const body = result.attachments.find((one) => one.name === name)?.body;
  return body && JSON.parse(body.toString());
};

export default class CareReport {
  #file = process.env.BLKOUT_CARE_REPORT;
  #isWhole = false;
  #expected = 0;
  #pages = new Map();
  #reading;

  printsToStdio() {
    return false;
  }

  onBegin(config, suite) {
    const names = [...ROUTES.map(({ name }) => `page: ${name}`), ...EMPTY_ROUTES.map(({ name }) => `empty page: ${name}`)];
    const wanted = config.projects.flatMap((project) => names.map((name) => `${project.name} ${name}`));
    const planned = new Set(suite.allTests().map((test) => `${test.parent.project().name} ${test.title}`));
    this.#expected = wanted.length;
    // Fewer than two projects is a run with scripts only, or without.
    this.#isWhole = config.projects.length > 1 && wanted.every((one) => planned.has(one));
    if (this.#file && this.#isWhole) rmSync(this.#file, { force: true });
  }

  onTestEnd(test, result) {
    const seen = attachment(result, ATTACHMENT);
    if (seen) this.#pages.set(`${test.parent.project().name} ${test.title}`, { name: test.title, ...seen });
    this.#reading ??= attachment(result, READING);
  }

  onEnd() {
    if (!this.#file) return;
    if (!this.#isWhole || this.#pages.size < this.#expected || !this.#reading) {
      const why = this.#isWhole ? `${this.#pages.size} of ${this.#expected} pages were looked at to their end` : 'this run is a part of the suite';
      console.log(`no care report: ${why}`);
      return;
    }
    writeFileSync(`${this.#file}.new`, `${JSON.stringify(this.#report(), undefined, 1)}\n`);
    renameSync(`${this.#file}.new`, this.#file);
    console.log(`care report: ${this.#file}`);
  }

  #report() {
    const checks = Object.entries(CHECKS).map(([id, name]) => {
      const pages = [...this.#pages.values()].filter(({ checks: own }) => own[id]);
      const sum = (what) => pages.reduce((whole, { checks: own }) => whole + own[id][what], 0);
      return { id, name, routes: new Set(pages.map((page) => page.name)).size, states: sum('states'), violations: sum('violations') };
    });
    const { median, hardest } = this.#reading;
    return {
      format: FORMAT,
      build: createHash('sha256').update(readFileSync(process.env.BLKOUT_BINARY)).digest('hex'),
      finished_at: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      checks,
      reading_age: { median, hardest: hardest.map(({ sentence }) => sentence) },
    };
  }
}
