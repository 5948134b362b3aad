/** Values of fields that hold JSON or a file of the user's. */
import { describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { readValue } from '#core/plan/field-value.ts';

import type { Field } from '#core/model/install.ts';

const JAR = { name: 'driver-1.0.jar', size: 7, sha256: 'ab'.repeat(32) };

function field(change: Partial<Field>): Field {
  return {
    ...{ id: 'arguments.jar', label: 'jar', kind: 'file', group: 'arguments' },
    ...{ required: true, readOnly: false, default: '' },
    ...change,
  } as Field;
}

describe('a file', () => {
  it('is name, size and digest, and nothing else', () => {
    expect(readValue(field({}), { ...JAR, more: 1 })).toEqual({ ok: true, value: JAR });
  });

  it('may be left out where it is not required', () => {
    expect(readValue(field({ required: false }), '')).toEqual({ ok: true, value: '' });
    expect(readValue(field({}), '')).toEqual({ ok: false, message: 'jar needs a file.' });
  });

  it('has one of the endings, whatever their case', () => {
    const accept = { accept: '.jar, .zip' };
    expect(readValue(field(accept), { ...JAR, name: 'A.ZIP' }).ok).toBe(true);
    expect(readValue(field(accept), { ...JAR, name: 'a.jar.exe' }).ok).toBe(false);
  });

  it.each<[string, unknown]>([
    ['text', 'driver.jar'],
    ['a list', []],
    ['null', null],
    ['no digest', { name: 'a', size: 1 }],
    ['a short digest', { ...JAR, sha256: 'ab' }],
    ['an upper-case digest', { ...JAR, sha256: 'AB'.repeat(32) }],
    ['a negative size', { ...JAR, size: -1 }],
    ['half a byte', { ...JAR, size: 0.5 }],
    ['a size as text', { ...JAR, size: '7' }],
    ['too much', { ...JAR, size: DEFAULT_LIMITS.externalBytes + 1 }],
    ['a folder', { ...JAR, name: '../a.jar' }],
    ['a name that turns the line around', { ...JAR, name: 'a\u202erj.a' }],
    ['a line break', { ...JAR, name: 'a\r\nX: y' }],
    ['no name', { ...JAR, name: '' }],
  ])('is not %s', (_, value) => {
    expect(readValue(field({}), value).ok).toBe(false);
  });
});

describe('JSON', () => {
  const json = field({ kind: 'json', label: 'settings' });

  it('stays the text that was typed', () => {
    expect(readValue(json, '{ "a": [1] }')).toEqual({ ok: true, value: '{ "a": [1] }' });
    expect(readValue({ ...json, required: false }, '')).toEqual({ ok: true, value: '' });
  });

  it.each(['', '{', 'undefined', '{"__proto__": 1}', '['.repeat(40) + ']'.repeat(40)])(
    'is not %j',
    (text) => {
      expect(readValue(json, text).ok).toBe(false);
    },
  );
});
