import { describe, expect, it } from 'vitest';

import { excludedByContent, excludedByName } from '#core/compose/index.ts';

describe('what is left out of a package by its name', () => {
  it.each([
    ['archive/.git/config', 'archive/.git'],
    ['archive/sub/.git', 'archive/sub/.git'],
    ['archive/.env', 'archive/.env'],
    ['archive/.env.production', 'archive/.env.production'],
    ['archive/keys/id_rsa', 'archive/keys/id_rsa'],
    ['archive/server.PEM', 'archive/server.PEM'],
    ['.DS_Store', '.DS_Store'],
    ['archive/__pycache__/a.pyc', 'archive/__pycache__'],
  ])('%s', (path, place) => {
    expect(excludedByName(path)?.path).toBe(place);
  });

  it.each([
    'archive/environment.yaml',
    'archive/.gitignore',
    'archive/id_rsa.pub',
    'archive/keyboard.txt',
    'archive/train.py',
  ])('but not %s', (path) => {
    expect(excludedByName(path)).toBeUndefined();
  });
});

describe('what is left out of a package by its content', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it.each([
    '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    '-----BEGIN RSA PRIVATE KEY-----',
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN ENCRYPTED PRIVATE KEY-----',
  ])('a file with %s', (line) => {
    expect(excludedByContent('a', bytes(`Comment: x\n${line}\n`))?.reason).toBe(
      'it holds a secret key',
    );
  });

  it('but not a public key', () => {
    const armor = bytes('-----BEGIN PGP PUBLIC KEY BLOCK-----\n');
    expect(excludedByContent('a', armor)).toBeUndefined();
  });
});
