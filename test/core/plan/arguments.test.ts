/** The argument lists of actions are held against the rules of their type (D06, D08). */
import { describe, expect, it } from 'vitest';

import { ACTION_TYPES } from '#core/plan/index.ts';
import { ignoredArguments, readArguments } from '#core/plan/arguments.ts';

import type { ActionType } from '#core/plan/action-type.ts';

const TYPE: ActionType = {
  type: 'try_it',
  arguments: [
    { name: 'must', type: 'text', required: true, help: 'x' },
    { name: 'text', type: 'text', help: 'x' },
    { name: 'texts', type: 'texts', help: 'x' },
    { name: 'object', type: 'object', help: 'x' },
    { name: 'objects', type: 'objects', help: 'x' },
    { name: 'integer', type: 'integer', help: 'x' },
    { name: 'json', type: 'json', help: 'x' },
  ],
  unknownArguments: 'refuse',
  facts: [],
  prepare: () => {
    throw new Error('not asked');
  },
};
const LENIENT: ActionType = { ...TYPE, unknownArguments: 'ignore' };

type Given = { name: string } & Record<string, unknown>;

function read(type: ActionType, given: Given[]): ReturnType<typeof readArguments> {
  return readArguments(type, { type: type.type, arguments: given as never }, 3);
}

const MUST = { name: 'must', value: 'x' };

describe('arguments', () => {
  it('of the right types are taken, by value or by default', () => {
    const given = [
      MUST,
      { name: 'text', default: '' },
      { name: 'texts', value: [] },
      { name: 'object', value: {} },
      { name: 'objects', value: [{ a: 1 }] },
      { name: 'integer', value: -3 },
      { name: 'json', value: null },
    ];
    expect([...read(TYPE, given).keys()]).toEqual(given.map(({ name }) => name));
  });

  it.each<[string, unknown]>([
    ['text', 1],
    ['text', null],
    ['texts', 'a'],
    ['texts', ['a', 1]],
    ['object', []],
    ['object', null],
    ['objects', {}],
    ['objects', [[]]],
    ['integer', 1.5],
    ['integer', '1'],
  ])('%s is not %j', (name, value) => {
    for (const key of ['value', 'default']) {
      expect(() => read(TYPE, [MUST, { name, [key]: value }])).toThrow(
        expect.objectContaining({
          code: 'action-argument',
          message: expect.stringContaining(`Step 3 (try_it)`),
        }),
      );
    }
  });

  it('that are required may be left to the user, but not left out', () => {
    expect(read(TYPE, [{ name: 'must', canModify: true }]).size).toBe(1);
    expect(read(TYPE, [{ name: 'must' }]).size).toBe(1);
    for (const given of [[], [{ name: 'must', canModify: false }]]) {
      expect(() => read(TYPE, given)).toThrow(expect.objectContaining({ code: 'action-argument' }));
    }
  });

  it('that are not known are refused, or ignored and told', () => {
    const given = [MUST, { name: 'loadfiles', value: 'x' }];
    expect(() => read(TYPE, given)).toThrow(expect.objectContaining({ code: 'action-argument' }));
    expect(ignoredArguments(LENIENT, read(LENIENT, given))).toEqual(['loadfiles']);
  });

  it.each(['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty'])(
    'are never named %s',
    (name) => {
      for (const type of [TYPE, LENIENT]) {
        expect(() => read(type, [MUST, { name, value: 'x' }])).toThrow(
          expect.objectContaining({ code: 'action-argument' }),
        );
      }
    },
  );

  it('are given once, also those that are ignored', () => {
    const twice = [{ name: 'odd' }, { name: 'odd' }];
    for (const more of [[MUST], twice]) {
      expect(() => read(LENIENT, [MUST, ...more])).toThrow(
        expect.objectContaining({ code: 'action-argument' }),
      );
    }
  });
});

describe('the kinds of action', () => {
  it('say of each argument once what it may be', () => {
    for (const { type, arguments: rules } of ACTION_TYPES) {
      const names = rules.map(({ name }) => name);
      expect(new Set(names).size, type).toBe(names.length);
      for (const { help } of rules) expect(help, type).toMatch(/^\S.*\.$/);
    }
    const types = ACTION_TYPES.map(({ type }) => type);
    expect(new Set(types).size).toBe(types.length);
  });
});
