// What the care suite looked at on one page, in which states, and what it found there.

/** Every check, by its stable name in the report, and what a reader of the report sees. */
export const CHECKS = {
  axe: 'The tool axe finds nothing wrong by its rules of the levels A, AA and AAA',
  contrast: 'All words stand out from what is behind them (a contrast of 7 to 1)',
  targets: 'What you press is large enough: 44 px, and 48 px on a touch screen',
  focus: 'By keyboard, you always see where you are',
  stops: 'By keyboard, the skip link, “Leave this page” and “Help now” come first',
  reflow: 'Nothing scrolls sideways on a narrow screen, at 400% zoom or with the largest words',
  spacing: 'With the largest words and wide spacing, nothing is cut off',
  motion: 'Nothing moves when you ask for less movement',
  shift: 'Nothing jumps while a page loads',
  landmarks: 'A screen reader is told the language, the parts and the one main heading of a page',
  title: 'The title says little, where we promise that',
  origin: 'The page asks no other site for anything',
};

/** Problems shown of one check in one state; the count is whole. */
const SHOWN = 6;

/** The name of the attachment by which a test hands its findings to the report. */
export const ATTACHMENT = 'care';

export class Findings {
  #checks = new Map();

  /** Notes that a check looked at one state, and what was wrong there. */
  add(check, state, problems) {
    if (!(check in CHECKS)) throw new Error(`no check is called ${check}`);
    const known = this.#checks.get(check) ?? { states: 0, problems: [] };
    known.states += 1;
    known.problems.push(...problems.map((problem) => `${check}, ${state}: ${problem}`));
    this.#checks.set(check, known);
  }

  /** Everything that is wrong, the first few of each check. */
  get problems() {
    return [...this.#checks.values()].flatMap(({ problems }) => (problems.length > SHOWN
      ? [...problems.slice(0, SHOWN), `… and ${problems.length - SHOWN} more`]
      : problems));
  }

  /** Hands the counts to the report. Only a page that was looked at to its end does. */
  async hand(info) {
    const checks = Object.fromEntries([...this.#checks].map(([id, { states, problems }]) =>
      [id, { states, violations: problems.length }]));
    await info.attach(ATTACHMENT, { body: JSON.stringify({ checks }), contentType: 'application/json' });
  }
}
