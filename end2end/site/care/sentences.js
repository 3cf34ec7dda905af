// The sentences of the interface on a page: what the product says, not what people wrote.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the demonstration's articles, proposals and names are: what people would have written. */
const INVENTED = fileURLToPath(new URL('../../../server/src/commands/', import.meta.url));

/** Letters and figures alone, so that neither a mark of Markdown nor the end of a line tells two texts apart. */
const bare = (text) => text.toLowerCase().replace(/\]\([^)]*\)|\\n|[^\p{L}\p{N}]+/gu, '');

let invented;

/** Whether a sentence stands in the demonstration's data. */
function isInvented(sentence) {
  invented ??= bare(readdirSync(INVENTED, { recursive: true })
    .filter((name) => name.startsWith('demo') && /\.(rs|md)$/.test(name))
    .map((name) => readFileSync(`${INVENTED}${name}`, 'utf8')).join(' '));
  return invented.includes(bare(sentence));
}

/** Whole sentences of the running text of a page, opened or closed; labels, figures and names are no sentences. */
export async function sentencesOf(page) {
  const found = await page.evaluate(() => {
    // Quotations, data and exact text; and what stands on every page, which is read once, on its own.
    const others = 'blockquote, q, pre, code, table, svg, script, style, noscript, .demo-banner';
    const inner = 'p, li, dd, small, summary, label';
    const sentences = [];
    for (const block of document.querySelectorAll('main :is(p, li, dd, label, small, summary, figcaption), .site-footer p')) {
      if (block.closest(others)) continue;
      const copy = block.cloneNode(true);
      copy.querySelectorAll(`${others}, ${inner}`).forEach((one) => one.remove());
      const text = copy.textContent.replace(/\s+/g, ' ').trim();
      for (const sentence of text.match(/[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]+(?=\s|$)/g) ?? []) sentences.push(sentence.trim());
    }
    return sentences;
  });
  return [...new Set(found)].filter((sentence) => !isInvented(sentence));
}
