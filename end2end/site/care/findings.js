// What the care suite looked at on one page, in which states, and what it found there.

/** Every check, by its stable name in the report, and what a reader of the report sees. */
export const CHECKS = {
  axe: 'axe-core, A, AA and AAA rules and best practice',
  contrast: 'Contrast of every text, 7:1',
  targets: 'Targets of 44 px, 48 px under a finger',
  focus: 'Focus is seen, 3:1, and hidden by nothing',
  stops: 'Skip link, Leave this page and Help now come first',
  reflow: 'Nothing to scroll sideways at 320 px and at 400 % zoom',
  spacing: 'Nothing is lost with the largest text and wide spacing',
  motion: 'Nothing moves when less motion is asked for',
  shift: 'Nothing jumps while the page loads',
  landmarks: 'Language, landmarks and one heading',
  title: 'Neutral title where one is promised',
  origin: 'No request to anybody else',
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
