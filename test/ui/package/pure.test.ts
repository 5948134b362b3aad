/** Folders of files, room in virtual clusters, the line for a terminal: what the page works out before it draws. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

import { amountsText } from '#ui/package/amounts.ts';
import { toCommandLine } from '#ui/package/command-line.ts';
import { buildTree, findFiles } from '#ui/package/file-tree.ts';
import { amountsOf, fitsOf } from '#ui/package/resources.ts';
import { fakeMarket, fakePackage } from '../../fakes/services.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { CommandInput } from '#ui/package/command-line.ts';

const file = (name: string, size = 1) => ({ name, size });

describe('a list of files', () => {
  it('is put into folders with their counts and sizes', () => {
    const tree = buildTree([file('b/2', 20), file('b/10', 5), file('a.txt', 3), file('b/c/x', 1)]);
    expect(tree).toMatchObject({ count: 4, size: 29 });
    expect(tree.files.map(({ name }) => name)).toEqual(['a.txt']);
    expect(tree.folders).toEqual([
      {
        name: 'b',
        count: 3,
        size: 26,
        folders: [],
        files: [file('2', 20), file('10', 5), file('c/x')],
      },
    ]);
  });

  it('makes no folders of one thing', () => {
    const tree = buildTree([file('a/b/c/one'), file('d/e/1'), file('d/e/2')]);
    expect(tree.files).toEqual([file('a/b/c/one')]);
    expect(tree.folders.map(({ name }) => name)).toEqual(['d/e']);
  });

  it('of endless depth ends in names', () => {
    const deep = `${'a/'.repeat(400)}x`;
    const tree = buildTree([file(`${deep}1`), file(`${deep}2`)]);
    expect(JSON.stringify(tree)).toContain('a/a/a/x1');
    expect(tree.count).toBe(2);
  });

  it('is searched by all words, in any case', () => {
    const files = [file('src/Model.py'), file('src/data.py'), file('README')];
    expect(findFiles(files, '  ')).toBeUndefined();
    expect(findFiles(files, 'model SRC')).toEqual([file('src/Model.py')]);
    expect(findFiles(files, '.*')).toEqual([]);
  });
});

describe('a job in a virtual cluster', () => {
  const needs = amountsOf({ gpu: 2, cpu: 4, memoryMB: 2048 }) ?? {};

  it('fits, waits, or never fits; what is not told is not known', () => {
    const clusters = [
      { name: 'small', freeGpus: 0, freeCpus: 9, freeMemoryMB: 9999, totalGpus: 1 },
      { name: 'untold' },
      { name: 'busy', freeGpus: 1, freeCpus: 9, freeMemoryMB: 1024, totalGpus: 8 },
      { name: 'good', freeGpus: 2, freeCpus: 4, freeMemoryMB: 2048, totalGpus: 2 },
    ];
    expect(fitsOf(needs, clusters)).toEqual([
      expect.objectContaining({ cluster: 'good', state: 'fits', lacks: {} }),
      expect.objectContaining({
        cluster: 'busy',
        state: 'waits',
        lacks: { gpu: 1, memoryMB: 1024 },
      }),
      expect.objectContaining({ cluster: 'untold', state: 'unknown' }),
      expect.objectContaining({ cluster: 'small', state: 'never', holds: { gpu: 1 } }),
    ]);
  });

  it('that asks for no GPU does not care for them', () => {
    const [fit] = fitsOf({ cpu: 1 }, [{ name: 'c', freeGpus: 0, totalGpus: 0, freeCpus: 1 }]);
    expect(fit?.state).toBe('fits');
  });

  it('waits in a queue that gave more than it has', () => {
    const [fit] = fitsOf({ gpu: 1 }, [{ name: 'c', freeGpus: -2 }]);
    expect(fit).toMatchObject({ state: 'waits', free: { gpu: 0 }, lacks: { gpu: 1 } });
  });

  it('is told in words, and never as more than is free', () => {
    expect(amountsText(needs)).toBe('2 GPUs, 4 CPU cores and 2 GiB of memory');
    expect(amountsText({ memoryMB: 2047 })).toBe('1.9 GiB of memory');
    expect(amountsText({ gpu: 1, memoryMB: 100 })).toBe('1 GPU and 100 MiB of memory');
    expect(amountsOf({ gpu: 0 })).toBeUndefined();
    expect(amountsOf(undefined)).toBeUndefined();
  });
});

describe('the command line', () => {
  const line = (
    market: Partial<MarketConfig>,
    given: Partial<CommandInput> = {},
    type = 'submit_job',
  ) =>
    toCommandLine({
      opened: fakePackage({
        market: fakeMarket(market),
        spec: { specVersion: '1.0', actions: [{ type }] },
      }),
      user: 'alice',
      cluster: 'https://pai.example.org/rest-server/',
      cdap: undefined,
      portal: 'https://pai.example.org/plugin.html?index=0',
      licenseAccepted: false,
      ...given,
    });
  /** What a shell makes of the line. */
  const words = (text: string) =>
    execFileSync('sh', ['-c', `printf '%s\\n' ${text}`], { encoding: 'utf8' })
      .trimEnd()
      .split('\n');

  it('has the keys, the level and the market that the portal has', () => {
    const { text, certificates } = line({
      trust: 'strict',
      keys: ['https://keys.example.org/a.asc', '-----BEGIN PGP PUBLIC KEY BLOCK-----'],
      fingerprints: ['ab'.repeat(20)],
      threshold: 2,
      externalOrigins: ['https://downloads.example.org'],
    });
    expect(words(text)).toEqual([
      ...['pai-market', 'install', 'https://market.example.org/', 'mnist-training@1.0.0'],
      ...['--key', 'https://keys.example.org/a.asc', '--key', 'example-market.asc'],
      ...['--fingerprint', 'AB'.repeat(20), '--threshold', '2'],
      ...['--trust', 'strict', '--market', 'example-market'],
      ...['--external-origin', 'https://downloads.example.org'],
      ...['--cluster', 'https://pai.example.org/rest-server/', '--token-file', 'token.txt'],
      ...['--user', 'alice'],
    ]);
    expect(certificates).toEqual([
      { file: 'example-market.asc', text: '-----BEGIN PGP PUBLIC KEY BLOCK-----' },
    ]);
  });

  it('trusts nobody where the portal does not, and names the market for the tag alone', () => {
    const { text, certificates } = line({ trust: 'off', keys: ['-----BEGIN'] });
    expect(words(text)).toContain('off');
    expect(text).not.toContain('--key');
    expect(text).toContain('--market-id example-market');
    expect(certificates).toEqual([]);
  });

  it('asks CDAP only where a step is for it', () => {
    const cdap = { url: '/cdap', namespace: 'team' };
    expect(line({}, { cdap }).text).not.toContain('--cdap');
    const { text } = line({}, { cdap }, 'create_artifact');
    expect(words(text)).toEqual(
      expect.arrayContaining([
        '--cdap',
        'https://pai.example.org/cdap',
        '--cdap-namespace',
        'team',
      ]),
    );
    expect(text).not.toContain('--token-file');
    expect(line({}, { cdap }, 'install_package').text).toContain('--token-file');
  });

  it('accepts no licence that was not accepted', () => {
    expect(line({}).text).not.toContain('--accept-license');
    expect(line({}, { licenseAccepted: true }).text).toContain('--accept-license');
  });

  it.each(["a b'c", '$(touch x)', '`id`', 'a;b', 'a\nb', '"', '\\', '*', '~'])(
    'is one word for a shell where a name is %j',
    (user) => {
      const { text } = line({}, { user });
      const out = execFileSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
      expect(out.split('\0').at(-2)).toBe(user);
    },
  );
});
