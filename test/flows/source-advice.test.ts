import { describe, expect, it } from 'vitest';

import { adviseOnAction } from '#flows/source-advice.ts';
import { bytesOf } from '../fakes/zip.ts';

const FILE = 'packages/a/1/package.yaml';
const URL_ = 'https://downloads.example.org/a.jar';
const PIN = { sha256: 'a'.repeat(64), size: 7 };

function advice(values: Record<string, unknown>, files: Record<string, string> = {}) {
  const action = {
    type: 'create_artifact',
    arguments: Object.entries(values).map(([name, value]) => ({ name, value })),
  };
  const entries = Object.entries(files).map(([name, text]) => [name, bytesOf(text)] as const);
  const found = adviseOnAction(action as never, { number: 2, file: FILE, files: new Map(entries) });
  for (const { file, message } of found) {
    expect([file, message]).toEqual([
      FILE,
      expect.stringMatching(
        /^packages\/a\/1\/package\.yaml: Step 2 \(create_artifact\): its argument "/,
      ),
    ]);
  }
  return found.map(({ severity, code, message }) => [severity, code, message.split('"')[1]]);
}

describe('advice on an action', () => {
  it('is none on one in order', () => {
    expect(advice({ jar: 'a.jar' }, { 'a.jar': 'PK\u0003\u0004…' })).toEqual([]);
    expect(advice({ jar: 'a.jar' })).toEqual([]);
    expect(advice({ externalJar: URL_, ...PIN })).toEqual([]);
  });

  it('names arguments that do nothing', () => {
    expect(advice({ jarr: 'a.jar', loadfiles: [] })).toEqual([
      ['warning', 'unknown-fields', 'jarr'],
      ['warning', 'unknown-fields', 'loadfiles'],
    ]);
  });

  it.each(['', 'PK', 'no jar', '<!doctype html>'])('refuses a jar that is none: %j', (text) => {
    expect(advice({ jar: 'a.jar' }, { 'a.jar': text })).toEqual([['error', 'action-file', 'jar']]);
  });

  it('says which readers refuse a file from elsewhere that nothing pins', () => {
    const missing = ['warning', 'external-digest-missing', 'externalJar'];
    expect(advice({ externalJar: URL_ })).toEqual([missing]);
    const archive = { externalArchive: URL_, externalArchiveJar: 'a.jar' };
    const signed = { externalArchiveSignature: `${URL_}.asc`, externalKey: 'a key' };
    expect(advice({ ...archive, ...signed })).toEqual([
      ['warning', 'external-digest-missing', 'externalArchive'],
    ]);
    expect(advice({ ...archive, ...signed, ...PIN })).toEqual([]);
  });

  it.each(['sha256', 'size'] as const)('refuses half a pin: %s', (name) => {
    expect(advice({ externalJar: URL_, [name]: PIN[name] })).toEqual([
      ['error', 'external-digest-missing', 'externalJar'],
    ]);
  });

  it.each([
    ['http://downloads.example.org/a.jar', 'warning'],
    ['ftp://downloads.example.org/a.jar', 'error'],
    ['downloads.example.org/a.jar', 'error'],
    ['https://', 'error'],
    ['javascript:alert(1)', 'error'],
  ])('of the address %s is a finding: %s', (url, severity) => {
    const found = [severity, 'external-scheme', 'externalJar'];
    expect(advice({ externalJar: url, ...PIN })).toEqual([found]);
    const archive = { externalArchive: URL_, externalArchiveJar: 'a.jar', ...PIN };
    expect(advice({ ...archive, externalArchiveSignature: url })).toEqual([
      [severity, 'external-scheme', 'externalArchiveSignature'],
    ]);
  });
});
