// The program's own list of pages, so that no page can be left out of the tests.
import { run } from './program.js';

let known;

/** The pattern of every page that the program has, as in `/newsroom/{slug}`. */
export function patterns() {
  known ??= run(['routes']).trim().split('\n');
  return known;
}

/** The pattern that answers a path: a word of its own wins over a place for any word; nothing when there is no page. */
export function patternOf(path) {
  const parts = path.split(/[?#]/)[0].split('/');
  const isPlace = (part) => part.startsWith('{');
  const fits = (pattern) => {
    const own = pattern.split('/');
    return own.length === parts.length && own.every((part, i) => isPlace(part) || part === parts[i]);
  };
  const rank = (pattern) => pattern.split('/').map((part) => (isPlace(part) ? '1' : '0')).join('');
  return patterns().filter(fits).sort((one, other) => rank(one).localeCompare(rank(other)))[0];
}

/** The pattern that a route of `routes.js` stands for: named by `page`, or that of its fixed address. */
export const patternOfRoute = (route) => route.page ?? (route.at.address && patternOf(route.at.address));
