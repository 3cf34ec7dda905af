// Titles that give nothing away: of sensitive pages always, of every page in discreet mode (care.md, Leave this page).

/** What a title may be where it is to be neutral. */
const NEUTRAL = ['Reading', 'Support', 'Weather'];

/** What is wrong with a title that was promised to be neutral. */
export const faultsOfTitle = (title) => (NEUTRAL.includes(title) ? [] : [`the title is "${title}"`]);
