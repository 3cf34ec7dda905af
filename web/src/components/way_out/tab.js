// Keeps a session to the tab that it was begun in (care.md, discreet mode).
// Inlined where somebody is signed in or signs in; web/src/components/way_out/script.rs says how.
(() => {
  const root = document.documentElement, mark = "TAB_MARK";

  // A page marks the tab as it makes way for the next one, which finds the mark fresh. Another tab has none, and a
  // tab that was closed and opened again an old one.
  function check() {
    const { kept, presence } = root.dataset;
    if (kept !== "session" || presence !== "discreet") return;
    if (Date.now() - sessionStorage.getItem(mark) < FRESH_MS) return;
    stop();
    root.replaceChildren();
    const ended = fetch("/sign-out", { method: "POST", redirect: "manual" });
    ended.then(({ type }) => type === "opaqueredirect" && location.replace(location.pathname + location.search), () => {});
  }

  try {
    check();
    addEventListener("pageshow", ({ persisted }) => persisted && check());
    addEventListener("pagehide", () => sessionStorage.setItem(mark, Date.now()));
  } catch {
    // A browser that keeps nothing for a tab: the session still ends by itself.
  }
})();
