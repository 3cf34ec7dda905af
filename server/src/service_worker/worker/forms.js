// Forms: what the reader keeps and deletes is done here; every other form goes to the network or is said not to have.

// Set when the reader asked for the newer version, so that the offer does not stand there again at once.
let asked = false;

/**
 * The form of what is kept. Another site could send it, too, so it counts only while a page of ours is in front: a
 * worker is not told where a form comes from.
 */
async function change(event) {
  const form = await event.request.formData();
  const [action, path] = [form.get("action"), String(form.get("path") ?? "")];
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const from = windows.find((one) => one.focused);
  if (!from) return seeOther("/saved?done=elsewhere");
  const inFront = new URL(from.url);
  const { pathname } = inFront;
  switch (action) {
    case "save": {
      const how = await save(path);
      return seeOther(how === "kept" && pathname === path ? `${path}#keep-state` : `/saved?done=${how}`);
    }
    case "delete":
      await remove(path);
      return seeOther(mayBeKept(pathname) && navigator.onLine ? `${pathname}#keep-state` : "/saved?done=deleted");
    case "delete-all":
      await remove();
      return seeOther("/saved?done=emptied");
    case "update":
      asked = true;
      registration.waiting?.postMessage("activate");
      return seeOther(inFront);
    default:
      return seeOther("/saved");
  }
}

const seeOther = (path) => Response.redirect(new URL(path, location.origin), 303);

/** Any other form. It is sent once, now, or not at all: nothing waits here to be sent. */
async function send(event, url) {
  // Read before: a device without a network cannot have sent anything. One with a network cannot know.
  const without = !navigator.onLine;
  try {
    return await fetch(event.request);
  } catch {
    const [prefix, suffix] = BUILD.ballot;
    const what = url.pathname.startsWith(prefix) && url.pathname.endsWith(suffix) ? "vote" : "form";
    return away(url, without ? `${what}-not-sent` : `${what}-unsure`);
  }
}
