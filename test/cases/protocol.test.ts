/** Every shared OpenPAI protocol gets the verdict and the commands that the real server's code gave. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { describe, expect, it } from 'vitest';

import { parseProtocol, renderCommands } from '#core/protocol/index.ts';

interface Case {
  id: string;
  what: string;
  yaml: string;
  valid: boolean;
  code?: string;
  entrypoints?: Record<string, string>;
}

const root = join(import.meta.dirname, '../..');
const folder = resolve(
  root,
  process.env['PAI_MARKET_CASES'] ?? '../shared/cases',
  'openpai-protocol',
);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as Case);

describe('the shared protocols', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(602);
  });

  it.each(cases.map((each) => [`${each.id} (${each.what})`, each] as const))('%s', (_, each) => {
    const parsed = parseProtocol(each.yaml);
    if (parsed.ok) {
      const entrypoints = renderCommands(parsed.protocol);
      expect({ valid: true, entrypoints }).toEqual({
        valid: each.valid,
        entrypoints: each.entrypoints,
      });
    } else {
      expect(each.valid).toBe(false);
      expect(new Set(parsed.errors.map(({ code }) => code))).toEqual(new Set([each.code]));
    }
  });
});
