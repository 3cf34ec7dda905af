// The worker that undoes the others (BLKOUT_SERVICE_WORKER=off): it deletes what they kept, and itself.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(undo()));

async function undo() {
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await registration.unregister();
}
