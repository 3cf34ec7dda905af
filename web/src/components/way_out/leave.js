// Leaves the site: blank first, then tidy, then away (care.md, Leave this page).
// Inlined into every page; web/src/components/way_out/script.rs says how.
(() => {
  const target = "TARGET_URL", leave = "LEAVE_PATH", title = "NEUTRAL_TITLE";
  let presses = [], leaving = false;

  const swallow = (work) => { try { return work(); } catch { return undefined; } };
  const each = (list, work) => Promise.all(list.map((item) => swallow(() => work(item))));

  function go(event) {
    event?.preventDefault();
    if (leaving) return;
    leaving = true;
    document.title = title;
    document.documentElement.replaceChildren(document.createElement("head"), document.createElement("body"));
    document.title = title;
    swallow(() => history.replaceState(null, title, leave));
    swallow(() => navigator.sendBeacon(leave));
    swallow(() => localStorage.clear());
    swallow(() => sessionStorage.clear());
    const tidy = [
      swallow(() => caches.keys().then((keys) => each(keys, (key) => caches.delete(key)))),
      swallow(() => indexedDB.databases().then((all) => each(all, ({ name }) => indexedDB.deleteDatabase(name)))),
      swallow(() => navigator.serviceWorker.getRegistrations().then((all) => each(all, (one) => one.unregister()))),
    ];
    const patience = new Promise((done) => setTimeout(done, 300));
    // Without a network the blank page stays: the browser's own error page would name an address.
    Promise.race([Promise.allSettled(tidy), patience]).then(() => navigator.onLine && location.replace(target));
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
