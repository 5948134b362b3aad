/** A list that is read in pieces is taken exactly when it would be as a whole, and gives the same values. */
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readIndexJson, readListPieces } from '../../../src/core/read/json.ts';
import { codeOf } from '../../fakes/thrown.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Values of the list, or the code of its refusal. */
function inPieces(text: string, most: number): unknown {
  const values: unknown[] = [];
  for (const piece of readListPieces(bytesOf(text), 'list.json', {
    ...{ limits: DEFAULT_LIMITS, most },
  })) {
    expect(piece.first).toBe(values.length);
    expect(piece.values.length).toBeLessThanOrEqual(most);
    values.push(...piece.values);
  }
  return values;
}

const refused = (text: string, most: number) => codeOf(() => inPieces(text, most));

describe('a list in pieces', () => {
  it.each([
    '[]',
    ' [ ] \n',
    '[1]',
    '[1,2]',
    '[1, 2 ,\n3]',
    '[{"a":[1,{"b":","}]},"],[",[[]],null,true,-1.5e3,"\\"",{}]',
    '[[1,2],[3,4],[5,6]]',
  ])('has the values of the whole: %s', (text) => {
    for (const most of [1, 2, 3, 100]) expect(inPieces(text, most)).toEqual(JSON.parse(text));
  });

  it.each([
    '',
    ' ',
    '1',
    '{}',
    '{"a":[1]}',
    '[',
    '[1',
    '[1,',
    '[1,]',
    '[,]',
    '[,1]',
    '[1,,2]',
    '[1 2]',
    '[1}',
    '[1]]',
    '[1],[2]',
    '[1]x',
    '[{"a":1]',
    '[{"a":1],[2}]',
    '[{]},1]',
    '[(1)]',
    '["a]',
    "['a']",
    '[1,2,nul]',
    '[01]',
    '["\u0001"]',
    '\u00a0[1]',
  ])('is refused as the whole is: %s', async (text) => {
    expect(() => JSON.parse(text) as unknown).toSatisfy((read: () => unknown) => {
      try {
        return !Array.isArray(read());
      } catch {
        return true;
      }
    });
    for (const most of [1, 2, 100]) expect(await refused(text, most)).toBe('index-invalid');
  });

  it('agrees with the whole wherever one character is changed', () => {
    const text = '[{"a":"x,]"},[1,[2]],{"b":{"c":null}},"\\\\",-1]';
    for (let at = 0; at < text.length; at += 1) {
      for (const other of '[]{},:"\\1 ') {
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        expect(
          verdict(() => inPieces(changed, 2)),
          changed,
        ).toEqual(verdict(() => asWhole(changed)));
      }
    }
  });

  it('tells mistakes inside of values by their number in the whole list', () => {
    const text = '[{},{"a":1,"a":2},{},{"__proto__":1}]';
    const pieces = [
      ...readListPieces(bytesOf(text), 'list.json', { limits: DEFAULT_LIMITS, most: 1 }),
    ];
    expect(pieces).toHaveLength(4);
    expect([...(pieces.at(-1)?.faulty.keys() ?? [])]).toEqual([1, 3]);
  });
});

function asWhole(text: string): unknown {
  const { value } = readIndexJson(bytesOf(text), 'list.json', DEFAULT_LIMITS);
  if (!Array.isArray(value)) throw new TypeError('no list');
  return value;
}

/** What came out; whatever refusal it was. */
function verdict(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return 'refused';
  }
}
