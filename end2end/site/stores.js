// Every place in which a browser keeps something for a site: something put into each, and what is left in each.

/** The page that is opened instead of the site. */
export const TARGET = 'https://www.bbc.co.uk/weather';

/** Plays the weather page, so that nothing leaves this machine. */
export async function playWeather(context) {
  await context.route(TARGET, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Weather</title><h1>The weather</h1>' }));
}

/** Puts something into every store that scripts can reach; the database stays open, as an app's would. */
export const fillStores = (page) => page.evaluate(async () => {
  localStorage.setItem('a', '1');
  sessionStorage.setItem('b', '2');
  document.cookie = 'f=6; Path=/';
  await (await caches.open('c')).put('/c', new Response('3'.repeat(1000)));
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open('d', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('e');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('e', 'readwrite');
      writing.objectStore('e').put('4'.repeat(1000), 'k');
      writing.oncomplete = resolve;
      opening.result.onversionchange = () => opening.result.close();
    };
  });
  const files = await navigator.storage.getDirectory();
  const writing = await (await (await files.getDirectoryHandle('g', { create: true })).getFileHandle('h', { create: true })).createWritable();
  await writing.write('5');
  await writing.close();
});

/** What is left in them, asked of the page that stands there. */
export const stores = (page) => page.evaluate(async () => {
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  return {
    local: localStorage.length,
    session: sessionStorage.length,
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    files,
    cookies: document.cookie,
  };
});

export const NOTHING = { local: 0, session: 0, caches: [], databases: [], workers: 0, files: [], cookies: '' };

/** What Chromium itself counts for the site, in bytes, by store; asked of the browser, not of a page. */
export async function bytesLeft(page, origin) {
  const browser = await page.context().newCDPSession(page);
  const { usageBreakdown } = await browser.send('Storage.getUsageAndQuota', { origin });
  await browser.detach();
  return Object.fromEntries(usageBreakdown.filter(({ usage }) => usage > 0).map(({ storageType, usage }) => [storageType, usage]));
}

/** The cookies of the site, by name. */
export const cookieNames = async (context, origin) => (await context.cookies(origin)).map(({ name }) => name).toSorted();

/** The addresses in the tab's history, the current one last of all that can be gone back to. */
export async function history(page) {
  const browser = await page.context().newCDPSession(page);
  const { entries } = await browser.send('Page.getNavigationHistory');
  await browser.detach();
  return entries.map(({ url }) => url);
}
