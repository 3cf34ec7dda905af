// Why: the verifier reaches browsers in two forms, a worker's script with its WebAssembly, and one page that needs no
// server. Both get a name that holds a hash of their content, so that browsers may keep them for good, and twins
// compressed as cargo-leptos does for its own files.
//
//   node verifier.mjs BUILT SITE   BUILT: what wasm-bindgen left (verifier.js, verifier_bg.wasm); SITE: the site's folder
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [built, site] = process.argv.slice(2);
const checkout = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(site, 'pkg');

/** The names of the files that this script makes, and of nobody else's. */
const OURS = /^(verifier|check-record)\.[\w-]{16,}\.(js|wasm|html)(\.(br|gz))?$/;
/** Characters of a hash in a name, as many as cargo-leptos takes. */
const HASH_CHARS = 22;

const source = (path) => readFileSync(join(checkout, path), 'utf8');
const digest = (content, form) => createHash('sha256').update(content).digest(form);

/** Writes a file under a name with its hash, and its compressed twins. Answers the name. */
function write(name, kind, content) {
  const bytes = Buffer.from(content);
  const file = `${name}.${digest(bytes, 'base64url').slice(0, HASH_CHARS)}.${kind}`;
  writeFileSync(join(folder, file), bytes);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params }));
  writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  return file;
}

/** The worker's script: wasm-bindgen's, and what starts it. A job that comes early waits for the program. */
function worker(script, wasm) {
  return `${script}
const ready = wasm_bindgen({ module_or_path: ${JSON.stringify(wasm)} });
onmessage = ({ data }) => ready.then(() => wasm_bindgen.check(data), (fault) => postMessage(\`broken\\t\${fault}\`));
`;
}

/** The page in one file. Its policy names its own script and style by their hashes, and allows nothing else. */
function page(script, wasm) {
  const style = source('style/tokens.css') + source('web/verifier/page/check-record.css');
  const start = `${script}
const program = Uint8Array.from(atob(document.getElementById('program').textContent), (one) => one.charCodeAt(0));
wasm_bindgen({ module_or_path: program }).then(() => wasm_bindgen.open_page());
`;
  const allowed = (content) => `'sha256-${digest(content, 'base64')}'`;
  const policy = `default-src 'none'; script-src ${allowed(start)} 'wasm-unsafe-eval'; style-src ${allowed(style)}; ` +
    "base-uri 'none'; form-action 'none'";
  const parts = { policy, style, start, program: wasm.toString('base64') };
  // A function, because a plain replacement would read meaning into dollar signs.
  return source('web/verifier/page/check-record.html').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (OURS.test(file)) rmSync(join(folder, file));
const script = readFileSync(join(built, 'verifier.js'), 'utf8');
const wasm = readFileSync(join(built, 'verifier_bg.wasm'));
const names = [
  write('verifier', 'js', worker(script, `/pkg/${write('verifier', 'wasm', wasm)}`)),
  write('check-record', 'html', page(script, wasm)),
];
console.log(`verifier: ${names.join(', ')}`);
