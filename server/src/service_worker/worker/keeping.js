// What is kept on the device, and nothing else is: the shell of this build, and the pages that a reader saved.

const SHELL = `shell-${BUILD.version}`;
const KEPT = "kept";
const LOOK = "look";
const DAY_MS = 86_400_000;

// Set when somebody leaves: from then on nothing is written any more.
let leaving = false;
const unfinished = new AbortController();

/** Deletes everything. A write that was under way finishes first or after; then this runs again. */
async function forgetEverything() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

/** The one place that writes. An entry is written whole or not at all. */
async function write(name, path, answer) {
  if (leaving) return;
  const cache = await caches.open(name);
  await cache.put(path, answer);
  if (leaving) await forgetEverything();
}

/** An entry, without making an empty cache where there is none. */
const find = (name, path) => caches.match(path, { cacheName: name });

/** The one place that fetches what will be kept: as nobody, so that no session is ever in play. */
const fetchAsNobody = (path) =>
  fetch(path, { credentials: "omit", redirect: "error", cache: "no-store", signal: unfinished.signal });

/** Whether an answer is a page for everybody. What is for one reader says something else, and so does every error. */
const isPublicPage = (answer) =>
  answer.status === 200 && answer.type === "basic" && answer.headers.get("cache-control") === BUILD.publicPage
  && isHtml(answer);
const isHtml = (answer) => (answer.headers.get("content-type") ?? "").startsWith("text/html");

/** Whether core allows a reader to keep the page at this path. */
const mayBeKept = (path) => BUILD.savable.some(({ prefix, letters, longest, except }) => {
  const name = path.slice(prefix.length);
  return path.startsWith(prefix) && name.length >= 1 && name.length <= longest
    && [...name].every((letter) => letters.includes(letter)) && !except.includes(name);
});

/** A page as an entry: with when it was kept, what it is called and how large it is. */
function asEntry(answer, html, title) {
  const headers = new Headers(answer.headers);
  // The text is kept as it reads, not as it travelled.
  for (const name of ["content-encoding", "content-length", "set-cookie"]) headers.delete(name);
  headers.set("x-kept-at", String(Date.now()));
  headers.set("x-kept-title", encodeURIComponent(title));
  headers.set("x-kept-bytes", String(new Blob([html]).size));
  return new Response(html, { status: 200, headers });
}

/** When an entry was kept, and its size. */
const keptAt = (entry) => Number(entry.headers.get("x-kept-at"));
const keptBytes = (entry) => Number(entry.headers.get("x-kept-bytes"));

/** The pages that the reader saved, the newest first. */
async function savedPages() {
  if (!(await caches.has(KEPT))) return [];
  const cache = await caches.open(KEPT);
  const pages = await Promise.all((await cache.keys()).map(async (key) => {
    const entry = await cache.match(key);
    return entry && {
      path: new URL(key.url).pathname,
      title: decodeURIComponent(entry.headers.get("x-kept-title")),
      at: keptAt(entry),
      bytes: keptBytes(entry),
    };
  }));
  return pages.filter(Boolean).sort((one, other) => other.at - one.at);
}

/** Keeps the page at a path. Answers how it went, by the name of the words for it. */
async function save(path) {
  if (!mayBeKept(path)) return "refused";
  let answer, html;
  try {
    answer = await fetchAsNobody(path);
    html = await answer.text();
  } catch {
    return "unreachable";
  }
  if (!isPublicPage(answer)) return "refused";
  const entry = asEntry(answer, html, titleOf(html, path));
  const others = (await savedPages()).filter((page) => page.path !== path);
  const bytes = others.reduce((sum, page) => sum + page.bytes, keptBytes(entry));
  if (others.length >= BUILD.mostPages || bytes > BUILD.mostBytes) return "full";
  try {
    await write(KEPT, path, entry);
  } catch {
    // The device has no room. An entry is written whole or not at all, so there is nothing to clear up.
    return "no-room";
  }
  await keepFilesOf(html).catch(() => {});
  return "kept";
}

/** The files of this build that a page names. It can be read without them, so they may be missing. */
async function keepFilesOf(html) {
  const named = new Set([...html.matchAll(/\/pkg\/[\w.-]+/g)].map(([path]) => path));
  for (const path of named) {
    if (BUILD.files.includes(path) && !(await find(SHELL, path))) await keepShellFile(path);
  }
}

/** Deletes one page, or all that were saved. */
async function remove(path) {
  if (!(await caches.has(KEPT))) return;
  await (path === undefined ? caches.delete(KEPT) : (await caches.open(KEPT)).delete(path));
}

/** Fetches a page that every worker keeps, for the address that it is shown at. */
async function keepShellPage(path) {
  const answer = await fetchAsNobody(BUILD.pages[path]);
  if (!isPublicPage(answer)) throw new Error(`${path} cannot be kept`);
  const html = await answer.text();
  await write(SHELL, path, asEntry(answer, html, titleOf(html, path)));
}

async function keepShellFile(path) {
  const answer = await fetchAsNobody(path);
  if (!answer.ok) throw new Error(`${path} cannot be kept`);
  await write(SHELL, path, answer);
}
