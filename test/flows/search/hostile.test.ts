import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPublisher } from '../../fakes/publisher.ts';

import type { Publisher } from '../../fakes/publisher.ts';

let publisher: Publisher;

beforeEach(() => {
  publisher = createPublisher();
  mkdirSync(publisher.path('.pai-market'));
  publisher.write({ 'good.yaml': 'type: script\nname: good\nuri: needle\n' }, '.');
});
afterEach(() => publisher.remove());

const search = (...words: string[]) => publisher.run('search', ...words, '--paths');

describe('searching what strangers wrote', () => {
  it.each<[string, string]>([
    [
      'aliases that grow',
      `a: &a [${'x,'.repeat(50)}x]\n${Array.from({ length: 45 }, (_, at) => `k${at}: [*a, *a]`).join('\n')}\n`,
    ],
    ['deep nesting', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['many keys', Array.from({ length: 20_000 }, (_, at) => `key${at}: ${at}`).join('\n')],
    ['keys of the language', 'constructor: 1\nprototype: {toString: 2}\nhasOwnProperty: 3\n'],
    ['one long line', `note: ${'y'.repeat(900_000)}`],
    ['half characters and marks', 'note: "\\ud800\\u0000\\u0001\\u0002\\ufeff"\n'],
    ['a key as a prototype', '__proto__: {polluted: yes}\n'],
  ])('survives %s', async (_, text) => {
    publisher.write({ 'evil.yaml': `type: data\nname: evil\nuri: [x]\n${text}` }, '.');
    expect(await search('needle')).toMatchObject({ code: 0, stdout: 'good.yaml\n' });
    expect((await search('is:valid', 'good')).stdout).toBe('good.yaml\n');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const again = await search('name:evil has:note');
    expect(again.code).toBe(0);
  });

  it('follows no link out of the repository, not for its own state either', async () => {
    const outside = publisher.path('outside');
    mkdirSync(outside);
    const nested = publisher.path('repo');
    mkdirSync(join(nested, '.pai-market'), { recursive: true });
    writeFileSync(join(outside, 'secret.yaml'), 'type: script\nname: s\nuri: outsider\n');
    symlinkSync(outside, join(nested, 'link'));
    symlinkSync(outside, join(nested, '.pai-market/state'));
    const found = await publisher.run('search', 'outsider', '--count', '--repository', 'repo');
    expect(found).toMatchObject({ code: 0, stdout: '0\n' });
    rmSync(join(outside, 'secret.yaml'));
    // Nothing was written through the link.
    expect(readdirSync(outside)).toEqual([]);
  });

  it('prints names that would forge lines as one line each', async () => {
    publisher.write({ 'a\nb.yaml': 'type: script\nname: "x\\ny"\nuri: forged\n' }, '.');
    expect((await search('forged')).stdout).toBe('a b.yaml\n');
    const text = await publisher.run('search', 'forged');
    expect(text.stdout).toMatch(/^a b\.yaml {2}script x y\n( {2}[^\n]+\n)+$/);
  });
});
