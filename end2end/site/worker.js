// The service worker, as tests see it: when it is at work, and what is kept.

/** Opens the site, and waits until the worker has kept its shell and answers for the page. */
export async function install(page, address = '/') {
  await page.goto(address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller
    || new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))));
}

/** The paths of everything that is kept, by the name of its cache without the build's version. */
export const kept = (page) => page.evaluate(async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const keys = await (await caches.open(name)).keys();
    found[name.replace(/^shell-.*/, 'shell')] = keys.map((key) => new URL(key.url).pathname + new URL(key.url).search);
  }
  return found;
});
