// The table of results: what was measured, the figure, what it is held against, and whether it keeps to it.

const WORDS = { most: '≤', least: '≥' };

/** A figure as people read it: whole above 100, else two digits that count. */
export function figure(value) {
  if (typeof value !== 'number') return String(value);
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-GB') : String(Number(value.toPrecision(3)));
}

export class Table {
  #rows = [];

  /**
   * Notes a figure.
   * @param {string} what   what was measured
   * @param {number} value
   * @param {string} unit   '' for a ratio
   * @param {{most?: number, least?: number, note?: string}} [against]  the budget, if there is one
   */
  add(what, value, unit, { most, least, note = '' } = {}) {
    const kept = (most === undefined || value <= most) && (least === undefined || value >= least);
    const [word, limit] = most === undefined ? ['least', least] : ['most', most];
    const budget = limit === undefined ? '' : `${WORDS[word]} ${figure(limit)} ${unit}`.trim();
    this.#rows.push({ what, value: `${figure(value)} ${unit}`.trim(), budget, verdict: budget && (kept ? 'kept' : 'MISSED'), note });
  }

  /** What is over its budget. */
  get missed() {
    return this.#rows.filter((row) => row.verdict === 'MISSED').map((row) => row.what);
  }

  /** The table in Markdown. */
  text() {
    const head = { what: 'measured', value: 'figure', budget: 'budget', verdict: '', note: 'how' };
    const columns = Object.keys(head);
    const width = (column) => Math.max(...[head, ...this.#rows].map((row) => row[column].length));
    const widths = columns.map(width);
    const line = (row) => `| ${columns.map((column, i) => row[column].padEnd(widths[i])).join(' | ')} |`;
    const rule = `|${widths.map((chars) => '-'.repeat(chars + 2)).join('|')}|`;
    const end = this.missed.length > 0 ? `\nMissed: ${this.missed.join('; ')}` : '\nEvery budget is kept.';
    return [line(head), rule, ...this.#rows.map(line), end].join('\n');
  }
}
