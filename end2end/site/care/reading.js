// How old somebody usually is who reads a text with ease.
//
// Flesch and Kincaid's grade (1975) is 0.39 × words per sentence + 11.8 × syllables per word − 15.59, in years of school
// in the United States, which begins at about five: age = grade + 5. It knows the length of words and of sentences and
// nothing else: not whether a word is known, an order is clear, or a sentence kind. Syllables are counted by rule, so a
// single sentence may be a year off; a page as a whole is closer. Ages are integers, in tenths of a year.

/** The age that care.md asks for, Calm; over it the median of all pages fails. */
export const MEDIAN_AT_MOST = 120;
/** No single page may be harder than this. */
export const PAGE_AT_MOST = 140;
/** A page with fewer words says too little to be judged by itself. */
export const FEWEST_WORDS = 40;
/** How many of the hardest sentences are listed, and how long a sentence is to be among them, in words. */
const HARDEST = 10;
const SHORTEST_LISTED = 6;

const AGE_AT_FIRST_GRADE = 5;

/** Syllables of one English word, by the groups of its vowels. */
export function syllables(word) {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '');
  // A number is read aloud, but how long it is says nothing of how hard it is; a capital abbreviation is spelt.
  if (letters.length === 0) return 1;
  if (word.length > 1 && word === word.toUpperCase() && !/[AEIOU]/.test(word)) return letters.length;
  const silent = letters
    .replace(/(?:[^laeiouycghsxz]es|[^dt]ed|[^aeiouyl]e|[aeiouy]le|ely|ement)$/, (end) => ({ ely: 'li', ement: 'ment' })[end] ?? end.replace(/e[sd]?$/, ''))
    .replace(/^y/, '');
  const groups = silent.match(/[aeiouy]+/g)?.length ?? 0;
  // Two vowels that are spoken one after the other.
  const apart = letters.match(/crea|ia(?!l\b|n\b)|io(?!n)|[^q]ua(?!r)|eo(?!p)|ying/g)?.length ?? 0;
  return Math.max(1, groups + apart);
}

const wordsOf = (sentence) => sentence.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu)?.map((word) => word.replace(/[.,-]+$/, '')) ?? [];

/** The reading age of some sentences together, in tenths of a year; never under five years. */
export function readingAge(sentences) {
  const words = sentences.flatMap(wordsOf);
  if (words.length === 0) return AGE_AT_FIRST_GRADE * 10;
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59;
  return Math.round(10 * (Math.max(0, grade) + AGE_AT_FIRST_GRADE));
}

/** The middle of some ages. */
export function median(ages) {
  const sorted = ages.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : Math.round((sorted[middle - 1] + sorted[middle]) / 2);
}

/**
 * What the pages come to.
 * @param {Map<string, string[]>} pages  the sentences of each page
 * @returns {{median: number, pages: {name: string, age: number, words: number}[], hardest: {age: number, sentence: string}[]}}
 */
export function reading(pages) {
  const judged = [...pages].map(([name, sentences]) => ({ name, age: readingAge(sentences), words: sentences.flatMap(wordsOf).length }))
    .filter(({ words }) => words >= FEWEST_WORDS)
    .sort((one, other) => other.age - one.age);
  const sentences = [...new Set([...pages.values()].flat())].filter((sentence) => wordsOf(sentence).length >= SHORTEST_LISTED);
  const hardest = sentences.map((sentence) => ({ age: readingAge([sentence]), sentence }))
    .sort((one, other) => other.age - one.age).slice(0, HARDEST);
  return { median: median(judged.map(({ age }) => age)), pages: judged, hardest };
}
