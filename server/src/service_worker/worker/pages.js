// Pages: from the network first. Only where there is none is a kept copy shown, with its date.

const LATE = Symbol("late");
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds, LATE));

/** An address as a link within this site: two slashes would begin another one. */
const here = ({ pathname, search }) => pathname.replace(/^\/+/, "/") + search;

/** What is kept for an address, if anything. */
async function copyOf(path) {
  return (await find(path in BUILD.pages ? SHELL : KEPT, path)) ?? null;
}

/** The answer to somebody who goes to a page. */
async function page(event, url) {
  const copy = url.pathname === "/offline" ? null : await copyOf(url.pathname);
  let answer;
  try {
    answer = await Promise.race([fetch(event.request), ...(copy ? [after(BUILD.patience)] : [])]);
  } catch {
    // A browser knows when it has no network; that it has one says nothing.
    const [line, why] = navigator.onLine ? ["line-failing", "no-answer"] : ["line-offline", "away"];
    return copy ? shown(copy, url, line) : away(url, why);
  }
  if (answer === LATE) return shown(copy, url, "line-slow");
  if (answer.status >= 500 && copy) return shown(copy, url, "line-failing");
  if (answer.ok && url.pathname in BUILD.pages) event.waitUntil(renew(url.pathname).catch(() => {}));
  return marked(answer, url);
}

/** Fetches a page of the shell again when its copy is a day old: help must not grow old on the device. */
async function renew(path) {
  const copy = await find(SHELL, path);
  if (copy && Date.now() - keptAt(copy) > DAY_MS) await keepShellPage(path);
}

/** A kept page, with the line that says so. */
async function shown(copy, url, line) {
  const html = place(await dressed(await copy.text()), "page-line",
    filled((await words()).get(line), { at: inWords(keptAt(copy)), path: here(url) }));
  return answerWith(await withStates(html, url), copy.headers);
}

/** A page from the network. It is passed on as it is, but where something of this device belongs on it. */
async function marked(answer, url) {
  const updating = registration.waiting && !asked;
  const own = url.pathname === "/saved" || (await find(KEPT, url.pathname));
  if (!isHtml(answer) || !(updating || own)) return answer;
  let html = await answer.text();
  if (updating) html = place(html, "page-line", filled((await words()).get("line-update")));
  return answerWith(await withStates(html, url), answer.headers, answer.status);
}

/** Puts in what the device knows: whether this page is kept, and on the page of what is kept, the list. */
async function withStates(html, url) {
  if (url.pathname === "/saved") return place(html, "saved-state", await savedState(url));
  const copy = mayBeKept(url.pathname) && (await find(KEPT, url.pathname));
  if (!copy) return html;
  const values = { at: inWords(keptAt(copy)), path: url.pathname };
  return place(html, "keep-state", filled((await words()).get("keep-state"), values));
}

/** The list of what is kept. */
async function savedState(url) {
  const [templates, pages] = [await words(), await savedPages()];
  // Somebody emptied what the browser keeps. The worker's words have gone, too, until it is installed again.
  if (templates.size === 0) return "";
  const done = templates.get(`done-${url.searchParams.get("done") ?? ""}`) ?? "";
  if (pages.length === 0) return done + templates.get("saved-none");
  const total = size(pages.reduce((sum, one) => sum + one.bytes, 0));
  const count = pages.length === 1 ? "1 page" : `${pages.length} pages`;
  return done + filled(templates.get("saved-total"), { count, total }) + rows(templates, pages) + templates.get("saved-all");
}

function rows(templates, pages) {
  const row = templates.get("saved-row");
  const list = pages.map(({ path, title, at, bytes }) =>
    filled(row, { path, title, at: inWords(at), size: size(bytes) }));
  return `<ul class="saved-list" role="list">${list.join("")}</ul>`;
}

/** The kind page for what cannot be shown or sent now. */
async function away(url, why) {
  const [templates, pages, copy] = [await words(), await savedPages(), await find(SHELL, "/offline")];
  if (!copy) return Response.error();
  const links = pages.map(({ path, title, at }) => filled(templates.get("offline-row"), { path, title, at: inWords(at) }));
  let html = place(await dressed(await copy.text()), "offline-state", filled(templates.get(why), { path: here(url) }));
  if (links.length > 0) html = place(html, "offline-list", `<ul role="list" class="saved-list">${links.join("")}</ul>`);
  return answerWith(html, copy.headers);
}
