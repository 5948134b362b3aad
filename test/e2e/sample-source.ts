/** The source of the sample market of `npm start`, for browser tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { SourceFiles } from './made-market.ts';

const source = join(import.meta.dirname, '..', '..', 'public', 'market-source');

/** All of it, or these packages. */
export function sampleSource(packages?: readonly string[]): SourceFiles {
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(source.length + 1));
  const wanted = paths.filter((path) => {
    const [folder, name = ''] = path.split('/');
    return folder !== 'packages' || packages === undefined || packages.includes(name);
  });
  return Object.fromEntries(wanted.map((path) => [path, readFileSync(join(source, path))]));
}
