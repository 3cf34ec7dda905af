// Takes back the service worker and what it kept: nothing of this site may stay on this device (web/src/components/worker_script).
navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => {
  one.active?.postMessage("leave");
  one.unregister();
})).catch(() => {});
self.caches?.keys().then((names) => names.forEach((name) => caches.delete(name))).catch(() => {});
