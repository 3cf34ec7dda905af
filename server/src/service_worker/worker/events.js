// When the browser asks: to install, to take over, to answer, to stop.

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const answer = respond(event);
  if (answer) event.respondWith(answer);
});
addEventListener("message", (event) => {
  if (event.data === "leave") {
    leaving = true;
    unfinished.abort();
    event.waitUntil(forgetEverything());
  } else if (event.data === "activate") {
    // Only ever sent because the reader pressed the button.
    skipWaiting();
  } else if (event.data?.look && !leaving) {
    event.waitUntil(keepLook(event.data.look).catch(() => {}));
  }
});

async function install() {
  try {
    await Promise.all([...BUILD.shell.map(keepShellFile), ...Object.keys(BUILD.pages).map(keepShellPage)]);
  } catch (error) {
    await caches.delete(SHELL);
    throw error;
  }
}

/** Nothing of an older build stays but what the reader saved. */
async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** The answer, or nothing where the browser should do as if there were no worker. */
function respond(event) {
  const { request } = event;
  const url = new URL(request.url);
  if (leaving || url.origin !== location.origin || BUILD.never.some((start) => url.pathname.startsWith(start))) return undefined;
  if (request.mode === "navigate") {
    if (request.method === "GET") return page(event, url);
    if (request.method === "POST") return url.pathname === "/saved" ? change(event) : send(event, url);
    return undefined;
  }
  if (request.method !== "GET") return undefined;
  if (BUILD.files.includes(url.pathname)) return file(event, url.pathname);
  return request.destination === "style" ? style(request) : undefined;
}

/** A file of this build: its name or the build's version changes with its content, so the kept one is right. */
async function file(event, path) {
  const kept = await find(SHELL, path);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(write(SHELL, path, answer.clone()).catch(() => {}));
  return answer;
}

/** A page that was kept under an older build asks for a style that has gone; this build's serves it. */
async function style(request) {
  const answer = await fetch(request).catch(() => undefined);
  return answer?.ok ? answer : ((await find(SHELL, BUILD.style)) ?? Response.error());
}
