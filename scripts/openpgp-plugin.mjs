/** Vite plugin: the lightweight build of OpenPGP.js, which asks our shim for hashes where the page has no `crypto.subtle` (plain HTTP). */
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const library = join(root, 'node_modules/openpgp/dist/lightweight/openpgp.mjs');
const shim = join(root, 'src/core/verify/webcrypto-shim.ts');

/** The one function through which OpenPGP.js 6.3.2 reaches the Web Cryptography API; it throws on import where there is none. */
const lookup = /getWebCrypto: function \(\) \{[\s\S]*?return webCrypto;\n {4}\},/g;
const replacement = `getWebCrypto: function () {
        return (globalThis.crypto && globalThis.crypto.subtle) || webCryptoShim;
    },`;

/** What only encryption, passwords and compressed messages need, which are no part of a detached signature: 25 kB packed. */
const UNUSED = /^\.\/(legacy_ciphers|argon2id|unbzip2-stream)\.mjs$/;
const NOTHING = '\0unused-by-signatures';

export function openpgpForBrowser() {
  return {
    name: 'openpgp-for-browser',
    enforce: 'pre',
    // The package exports the lightweight build for browsers only; its chunks lie beside it and resolve by themselves.
    resolveId(id, from) {
      if (id === 'openpgp') return library;
      return from === library && UNUSED.test(id) ? NOTHING : null;
    },
    load(id) {
      if (id !== NOTHING) return null;
      return `throw new Error('This is not needed for signatures.');
        export const legacyCiphers = undefined, i = undefined;
        export default undefined;`;
    },
    transform(code, id) {
      if (id.split('?')[0] !== library) return null;
      const found = code.match(lookup)?.length ?? 0;
      if (found !== 1) {
        throw new Error(
          `openpgp looks up the Web Cryptography API in ${found} places where 1 is expected: a new version? Adapt scripts/openpgp-plugin.mjs.`,
        );
      }
      const changed = code.replace(lookup, () => replacement);
      return {
        code: `import { webCryptoShim } from ${JSON.stringify(shim)};\n${changed}`,
        map: null,
      };
    },
  };
}
