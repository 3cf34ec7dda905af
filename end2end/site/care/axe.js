// axe-core, put into a page once and run there as often as needed.
import axe from 'axe-core';

/** WCAG 2.2 with its earlier versions at every level, and what axe's authors recommend. */
const ALL = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag21aaa', 'wcag22a', 'wcag22aa', 'wcag22aaa', 'best-practice'],
};

/**
 * The rules whose answer another theme can change. A theme sets colours and nothing else (tokens.css, themes.css), so
 * names, roles, structure and sizes are what they were; running the other 90 rules again in each theme would cost
 * four fifths of the suite's time and could find nothing.
 */
const OF_COLOURS = { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] };

/** The rule that care.md relies upon; axe leaves it out unless it is asked for. */
const ENHANCED = 'color-contrast-enhanced';

async function run(page, runOnly) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  return page.evaluate(async ({ options, enhanced }) => {
    const { violations, passes, incomplete, inapplicable } = await globalThis.axe.run(document, options);
    // What keeps its place on the screen stands over whatever is scrolled under it; that nothing with the focus is there
    // is looked at in focus.js.
    const keepsItsPlace = (element) => {
      for (let one = element; one; one = one.parentElement) if (/fixed|sticky/.test(getComputedStyle(one).position)) return true;
      return false;
    };
    const isCovered = (id, { any }) => {
      const over = any.flatMap(({ relatedNodes }) => relatedNodes).map(({ target }) => document.querySelector(target.join(' ')));
      return id === 'target-size' && over.length > 0 && over.every(keepsItsPlace);
    };
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.filter((node) => !isCovered(id, node)).map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`));
    const wasRun = [violations, passes, incomplete, inapplicable].flat().some(({ id }) => id === enhanced);
    return wasRun ? found : [...found, `axe did not run ${enhanced}`];
  }, { options: { runOnly, resultTypes: ['violations'], preload: false }, enhanced: ENHANCED });
}

/** What axe finds by every rule. */
export const everyRule = (page) => run(page, ALL);

/** What axe finds by the rules of colours. */
export const rulesOfColours = (page) => run(page, OF_COLOURS);
