// Asks for the service worker once the page is there, and tells it how pages look (web/src/components/worker_script).
addEventListener("load", async () => {
  // Whoever has left is not followed.
  if (location.pathname === "LEAVE_PATH") return;
  try {
    await navigator.serviceWorker.register("WORKER_PATH", { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const look = Object.fromEntries([...document.documentElement.attributes].map(({ name, value }) => [name, value]));
    if (location.pathname !== "LEAVE_PATH") active.postMessage({ look });
  } catch {
    // A private window, or a browser without workers: everything works but reading without a network.
  }
});
