// Leaves the site: blank first, then tidy, then away (care.md, Leave this page).
// What the act itself does is only what a blank frame needs; all the rest costs time in which the page would still be seen.
// Inlined into every page; web/src/components/way_out/script.rs says how.
(() => {
  const target = "TARGET_URL", leave = "LEAVE_PATH", title = "NEUTRAL_TITLE", mark = "leave";
  const root = document.documentElement;
  let presses = [], leaving, due;

  const safe = (work) => { try { return work(); } catch { return undefined; } };
  const each = (list, work) => Promise.allSettled(list.map((item) => safe(() => work(item))));
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const tabs = safe(() => new BroadcastChannel(mark));

  function blank() {
    leaving = true;
    // What is still on its way would be put on the page, or into a store, afterwards.
    stop();
    // An empty head and an empty body.
    root.innerHTML = "";
  }

  function rename() {
    document.title = title;
    safe(() => history.replaceState(null, title, leave));
  }

  function empty() {
    safe(() => localStorage.clear());
    safe(() => sessionStorage.clear());
    safe(() => document.cookie.split("; ").forEach((pair) => (document.cookie = pair.split("=")[0] + "=; Max-Age=0; Path=/; Secure")));
    const stores = [
      safe(() => navigator.serviceWorker.getRegistrations().then((all) => each(all, (one) => one.unregister()))),
      safe(() => caches.keys().then((keys) => each(keys, (key) => caches.delete(key)))),
      safe(() => indexedDB.databases().then((all) => each(all, ({ name }) => indexedDB.deleteDatabase(name)))),
      safe(async () => {
        const files = await navigator.storage.getDirectory();
        for await (const name of files.keys()) await files.removeEntry(name, { recursive: true });
      }),
    ];
    return Promise.race([Promise.allSettled(stores), wait(TIDY_MS)]);
  }

  // Away, and what lies after this page in the tab's history is cut off.
  function cutOff() {
    safe(() => sessionStorage.clear());
    safe(() => navigation.navigate(target, { history: "push" })) ?? location.replace(target);
  }

  // Blank, and the rest once that frame is made; at once where there is none to come, or the page goes before.
  function go(event) {
    event?.preventDefault();
    if (leaving) return;
    blank();
    due = true;
    if (document.hidden) return away();
    requestAnimationFrame(() => setTimeout(away));
    setTimeout(away, BLANK_MS);
  }

  async function away() {
    if (!due) return;
    due = false;
    // First of all: where the page is just going, this is what must still get out.
    const told = fetch(leave, { method: "POST", keepalive: true }).then(({ ok }) => ok, () => false);
    rename();
    safe(() => tabs.postMessage(mark));
    const worker = safe(() => navigator.serviceWorker.controller);
    worker?.postMessage(mark);
    await empty();
    const answered = await Promise.race([told, wait(ANSWER_MS)]);
    // Once more: a worker may have been in the middle of writing.
    await empty();
    if (!answered) {
      // Only the server can take away what scripts cannot see. It does so when it next hears of this browser.
      if (worker || "kept" in root.dataset) document.cookie = "LEFT_COOKIE=1; Path=/; Secure; SameSite=Lax";
      // Without a network the blank page stays: the browser's own error page would name an address.
      if (navigator.onLine) location.replace(target);
      else addEventListener("online", () => { leaving = false; go(); }, { once: true });
      return;
    }
    // The pages before this one: back to the first of this visit, which goes on from there.
    const trail = safe(() => navigation.entries()) ?? [];
    const first = trail.find((entry) => entry.getState());
    if (trail.length < 2) return location.replace(target);
    if (!first || first === navigation.currentEntry) return cutOff();
    safe(() => sessionStorage.setItem(mark, 1));
    safe(() => navigation.traverseTo(first.key).finished.then(cutOff, () => {}));
    await wait(TRAIL_MS);
    cutOff();
  }

  function arrive() {
    safe(() => navigation.updateCurrentEntry({ state: mark }));
    if (!safe(() => sessionStorage.getItem(mark))) return;
    blank();
    rename();
    cutOff();
  }
  arrive();
  for (const type of ["pageshow", "hashchange"]) addEventListener(type, arrive);
  if (tabs) tabs.onmessage = () => go();

  // No question and no last words on the way out; and what begins with the page does not begin any more.
  for (const type of ["load", "beforeunload", "pagehide", "visibilitychange"]) {
    addEventListener(type, (event) => {
      if (!leaving) return;
      event.stopImmediatePropagation();
      if (type !== "load") away();
    }, true);
  }
  addEventListener("keydown", ({ key, repeat }) => {
    if (repeat) return;
    const now = performance.now();
    presses = key === "KEY" ? presses.filter((at) => now - at <= WINDOW_MS).concat(now) : [];
    if (presses.length >= PRESSES) go();
  }, true);
  addEventListener("touchstart", ({ touches }) => touches.length >= FINGERS && go(), { capture: true, passive: true });
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (link?.matches("[data-leave]")) return go(event);
    if (!link?.hash || link.origin + link.pathname !== location.origin + location.pathname) return;
    // A warned passage closes from its own end without a new page.
    const passage = link.dataset.close && document.getElementById(link.dataset.close);
    if (passage) passage.open = false;
    if (!passage && link.search !== location.search) return;
    // Jumps within a page leave no entry of their own, so that Back finds nothing of it after leaving.
    event.preventDefault();
    location.replace(link.hash);
  }, true);
})();
