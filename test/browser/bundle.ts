/** Bundles a piece of the product for a page or worker of the browser tests. */
import { join } from 'node:path';
import { build } from 'vite';

import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');

/** One classic script with all that the product loads late inside, as a worker without an address of its own needs it. */
export async function bundleScript(entry: string): Promise<string> {
  const plugin = join(root, 'scripts/openpgp-plugin.mjs');
  const { openpgpForBrowser } = (await import(plugin)) as { openpgpForBrowser(): Plugin };
  const made = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [openpgpForBrowser()],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'bundled', fileName: () => 'bundled.js' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [result] = Array.isArray(made) ? made : [made];
  if (!result || !('output' in result)) throw new Error('The bundle was not made.');
  return result.output[0].code;
}
