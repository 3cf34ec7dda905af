// Words and markup come from the site's own pages; this fills them in. Every text is escaped: titles are hostile.

const escape = (text) => String(text).replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The site's templates, by name: they stand at the end of the page for what is offline. */
async function words() {
  const page = await find(SHELL, "/offline");
  if (!page) return new Map();
  const found = (await page.text()).matchAll(/<template id="word-([a-z-]+)">([\s\S]*?)<\/template>/g);
  return new Map([...found].map(([, name, html]) => [name, html]));
}

/** A template with its values. */
const filled = (template, values = {}) =>
  (template ?? "").replace(/\[\[([a-z]+)\]\]/g, (_, name) => escape(values[name] ?? ""));

/** Puts `inner` in the place of the `div` with this id, which holds no other `div`. */
const place = (html, id, inner) =>
  html.replace(new RegExp(`<div id="${id}"[^>]*>[\\s\\S]*?</div>`), () => `<div id="${id}">${inner}</div>`);

/** A moment as people write it: "21 November 2026, 14:05". */
function inWords(at) {
  const part = (options) => new Intl.DateTimeFormat("en-GB", options).format(at);
  const day = part({ day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}

const size = (bytes) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

/** A page's heading, else its title, else its address. A title may be neutral on purpose; here one has to tell pages apart. */
function titleOf(html, path) {
  const found = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html) ?? /<title[^>]*>([\s\S]*?)<\/title>/.exec(html);
  const text = (found?.[1] ?? "").replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) =>
    ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "'");
  return text.trim().slice(0, 200) || path;
}

const LOOKS = new RegExp(` data-(${BUILD.looks.join("|")})="[^"]*"`, "g");

/** The document as the reader likes pages to look. */
async function dressed(html) {
  const look = await (await find(LOOK, "/look"))?.json();
  const attributes = Object.entries(look ?? {}).map(([name, value]) => ` ${name}="${escape(value)}"`).join("");
  return html.replace(/<html([^>]*)>/, (_, rest) => `<html${rest.replace(LOOKS, "")}${attributes}>`);
}

/** Keeps how pages look, so that kept pages look the same; only settings that core names, in their own letters. */
async function keepLook(attributes) {
  const known = BUILD.looks.map((name) => `data-${name}`).filter((name) => /^[a-z-]{1,24}$/.test(attributes[name] ?? ""));
  const look = JSON.stringify(Object.fromEntries(known.map((name) => [name, attributes[name]])));
  const before = await (await find(LOOK, "/look"))?.text();
  if (look !== (before ?? "{}")) await write(LOOK, "/look", new Response(look));
}

/** A text as the page that answers. */
function answerWith(html, headers, status = 200) {
  const own = new Headers(headers);
  for (const name of ["content-encoding", "content-length"]) own.delete(name);
  own.set("cache-control", "no-store");
  return new Response(html, { status, headers: own });
}
