/** docs/administration.md has a row for each key that the plugin's configuration may have, and for no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  title?: string;
  type?: string;
}

/** What one table row stands for; its own keys are told of in a section of their own. */
const WHOLE = new Set(['limits', 'markets[].packages']);

function keysOf(schema: Schema, path = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, each]) => {
    const own = path === '' ? key : `${path}.${key}`;
    if (WHOLE.has(own)) return [own];
    if (each.items?.properties) return [own, ...keysOf(each.items, `${own}[]`)];
    return each.properties ? keysOf(each, own) : [own];
  });
}

it('explains every key of the configuration, and no other', () => {
  const schema = JSON.parse(read('schemas/plugin-config.schema.json')) as Schema;
  const [, rest = ''] = read('docs/administration.md').split('## 3. Every key of `config`');
  const table = rest.split('\n### ')[0] ?? '';
  const told = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, key]) => key as string);
  expect([...told].sort()).toEqual(keysOf(schema).sort());
});
