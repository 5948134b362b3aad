/** Under which plain name a file of a market is known that is asked for by its digest. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashedPath, hashedPins, isHashedPath } from '#flows/by-hash.ts';

import type { MarketIndex } from '#core/model/generated.ts';

/** As the market.json in the folder pins it; the path itself where that says nothing of it. */
export async function plainPath(folder: string, path: string): Promise<string> {
  if (!isHashedPath(path) || path.endsWith('.asc')) return path;
  const text = await readFile(join(folder, 'market.json'), 'utf8').catch(() => '{"files":{}}');
  const pins = hashedPins(JSON.parse(text) as MarketIndex);
  const names = [...pins].filter(([, pin]) => hashedPath(pin) === path).map(([plain]) => plain);
  // A category that has all packages is the same bytes; tests mean the list that every reader takes.
  return names.includes('packages.json') ? 'packages.json' : (names[0] ?? path);
}
