import { describe, expect, it } from 'vitest';

import {
  knownFields,
  makeDocument,
  parseSearch,
  searchShelf,
  withoutSecretValues,
} from '#core/content/index.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { parseYaml, readLeaves } from '#core/protocol/index.ts';
import { hasSecretKey, isSecretName, isSecretReference } from '#core/secret-names.ts';
import { job, shelfOf } from './shelf.ts';

const SECRETS = `${job('x', { '- python': '      - curl https://me:letmein9@host/x && echo hunter2222' })}secrets:
  token: hunter2222
  nested: {deep: [abcdefgh]}
prerequisites2:
  auth: {username: bob, password: pa55word!, registryuri: r.example}
extra:
  AWS_SECRET_ACCESS_KEY: aKeyOfSomebody
  dbPassword: "<% $secrets.db %>"
  max_tokens: 512
  flow: {token: qwertz77}
`;

describe('secrets', () => {
  const leaves = readLeaves(SECRETS, DEFAULT_LIMITS);
  const find = (text: string) => {
    const at = text.indexOf('echo');
    return at < 0 ? [] : [{ start: at, end: at + 4 }];
  };
  const said = JSON.stringify(makeDocument(leaves, { digest: '', type: 'job', find }));

  it.each([
    'hunter2222',
    'abcdefgh',
    'pa55word!',
    'aKeyOfSomebody',
    'qwertz77',
    'letmein9',
    'echo',
  ])('the index has no %s', (secret) => {
    expect(said).not.toContain(secret);
  });

  it('leaves what is none', () => {
    for (const each of ['bob', 'r.example', '<% $secrets.db %>', '512', 'curl https://me:']) {
      expect(said).toContain(each);
    }
  });

  it('nobody finds them, and everybody their names', () => {
    const shelf = shelfOf({ 'a.yaml': SECRETS });
    const count = (query: string) => searchShelf(shelf, parseSearch([query])).found.length;
    expect(count('hunter2222')).toBe(0);
    expect(count('secrets:hunter')).toBe(0);
    expect(count('secrets:=hunter2222')).toBe(0);
    expect(count('secrets:h*')).toBe(0);
    expect(count('secrets:?*')).toBe(0);
    expect(count('has:secrets')).toBe(1);
    expect(count('has:secrets.token')).toBe(1);
    expect(knownFields(shelf).map(({ field }) => field)).toContain('secrets.token');
  });

  it('are taken out of data that is shown, in their places and copies', () => {
    const shown = withoutSecretValues(parseYaml(SECRETS), { type: 'job', find }) as never;
    expect(shown).toMatchObject({
      name: 'x',
      secrets: { token: '<secret>', nested: { deep: ['<secret>'] } },
      prerequisites2: { auth: { username: 'bob', password: '<secret>', registryuri: 'r.example' } },
      extra: {
        AWS_SECRET_ACCESS_KEY: '<secret>',
        dbPassword: '<% $secrets.db %>',
        max_tokens: 512,
      },
      taskRoles: { worker: { commands: ['curl https://me:<secret>@host/x && <secret> <secret>'] } },
    });
  });

  it('keeps a number that only looks like a part of one', () => {
    const data = { secrets: { pin: 123456 }, seed: 9123456, same: 123456, note: 'is 123456' };
    expect(withoutSecretValues(data, { type: 'job', find: () => [] })).toEqual({
      secrets: { pin: '<secret>' },
      seed: 9123456,
      same: '<secret>',
      note: 'is <secret>',
    });
  });
});

describe('names and looks of secrets', () => {
  it.each([
    'password',
    'dbPassword',
    'AWS_SECRET_ACCESS_KEY',
    'api-key',
    'accessToken',
    'SAS_TOKEN',
  ])('%s is one', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'max_tokens',
    'pad_token',
    'tokenizer',
    'keys',
    'key',
    'passwords_file_count',
    'monkey',
  ])('%s is none', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('tells a secret from what names it', () => {
    expect(['<% $secrets.a %>', '$TOKEN', '${TOKEN}', ''].every(isSecretReference)).toBe(true);
    expect(['abc', 'x $TOKEN'].some(isSecretReference)).toBe(false);
    expect(hasSecretKey('-----BEGIN OPENSSH PRIVATE KEY-----\nx')).toBe(true);
    expect(hasSecretKey('-----BEGIN PGP PUBLIC KEY BLOCK-----')).toBe(false);
  });
});
