import { afterEach, describe, expect, it } from 'vitest';

import { MarketError } from '#core/errors.ts';
import { loadPackage } from '#flows/load-package.ts';
import { createKey, HELLO, NOW, signBytes, zip } from '../fakes/market.ts';
import { codeOf, refusalOf } from '../fakes/thrown.ts';
import { makeZip } from '../fakes/zip.ts';
import { createStrictWorld, createWorld } from './world.ts';

import type { LoadedPackage } from '#core/model/market.ts';
import type { FakePackage } from '../fakes/market.ts';
import type { Handler } from '../fakes/web.ts';
import type { MarketWorld } from './world.ts';

const FOLDER = 'packages/hello/1.0.0';
const ARCHIVE = `${FOLDER}/archive.zip`;
const UNPINNED: FakePackage = { ...HELLO, pins: false };
const LOOSE: FakePackage = { ...HELLO, archive: undefined };

let world: MarketWorld;
afterEach(() => world.web.close());

const load = async (overrides = {}) => loadPackage(await world.openPackage(overrides), world.deps);

async function textOf(loaded: LoadedPackage, name: string): Promise<string> {
  const bytes = await loaded.files.entries.get(name)?.read();
  return new TextDecoder().decode(bytes);
}

describe('loading an archive', () => {
  it('gives its files once digest and signature hold', async () => {
    world = await createWorld();
    const loaded = await load();
    expect([...loaded.files.entries.keys()].sort()).toEqual(['job.yaml', 'notes.txt']);
    expect(await textOf(loaded, 'job.yaml')).toContain('protocolVersion: 2');
    expect(loaded.archive).toMatchObject({ path: ARCHIVE, evidence: { pinned: true } });
    expect(loaded.archive?.evidence.signers).toHaveLength(1);
    expect(loaded.notices).toEqual([]);
    expect(world.paths().filter((path) => path === `/${ARCHIVE}`)).toHaveLength(1);
  });

  it('tells how far the download is', async () => {
    world = await createWorld();
    const opened = await world.openPackage();
    const told: unknown[] = [];
    await loadPackage(opened, { ...world.deps, onProgress: (...args) => told.push(args) });
    const size = opened.spec.archive?.size;
    expect(told).toContainEqual(['archive.zip', size, size]);
    expect(told.at(-1)).toEqual(['checking']);
  });

  it('says that an archive without pinned digest is not bound to its version', async () => {
    world = await createWorld([UNPINNED]);
    expect((await load()).notices.map(({ code }) => code)).toEqual(['archive-unbound']);
  });

  it('downloads nothing for a package whose actions need no file', async () => {
    const actions = [{ type: 'informational', arguments: [{ name: 'text', value: 'Read me' }] }];
    world = await createWorld([{ ...HELLO, spec: { actions } }]);
    expect((await load()).files.entries.size).toBe(0);
    expect(world.paths().join()).not.toContain('archive');
    const opened = await world.openPackage();
    const complete = await loadPackage(opened, { ...world.deps, complete: true });
    expect(complete.files.entries.size).toBe(2);
  });

  it('needs no signature when checking is off, but still the pinned digest', async () => {
    world = await createWorld();
    expect((await load({ trust: 'off' })).archive?.evidence.signers).toEqual([]);
    expect(world.paths().join()).not.toContain('.asc');
    world.market.spoil(ARCHIVE);
    expect(await codeOf(() => load({ trust: 'off' }))).toBe('archive-digest');
  });
});

describe('refusing an archive', () => {
  it('refuses one changed by a bit after signing', async () => {
    world = await createWorld();
    world.market.spoil(ARCHIVE);
    const refusal = await refusalOf(() => load());
    expect(refusal.code).toBe('archive-digest');
    expect(refusal.message).toContain('archive.zip');
  });

  it('refuses an unpinned one changed after signing, before the zip reader sees it', async () => {
    world = await createWorld([UNPINNED]);
    world.market.files.set(ARCHIVE, new TextEncoder().encode('no zip at all'));
    expect(await codeOf(() => load())).toBe('signature-bad');
  });

  it('refuses the validly signed archive of another package', async () => {
    world = await createWorld();
    await world.market.putSigned(ARCHIVE, await zip({ 'job.yaml': 'other' }));
    expect(['archive-size', 'archive-digest']).toContain(await codeOf(() => load()));
  });

  it.each([
    ['longer', (bytes: Uint8Array) => Uint8Array.of(...bytes, 0)],
    ['shorter', (bytes: Uint8Array) => bytes.slice(0, -1)],
  ])('refuses one that is %s than pinned by one byte', async (_what, change) => {
    world = await createWorld();
    const bytes = world.market.files.get(ARCHIVE) as Uint8Array;
    world.market.files.set(ARCHIVE, change(bytes));
    expect(await codeOf(() => load())).toBe('archive-size');
  });

  it('refuses one without signature', async () => {
    world = await createWorld();
    world.market.files.delete(`${ARCHIVE}.asc`);
    expect(await codeOf(() => load())).toBe('signature-missing');
  });

  it('refuses one signed by somebody else', async () => {
    world = await createWorld();
    const bytes = world.market.files.get(ARCHIVE) as Uint8Array;
    const signature = await signBytes(bytes, await createKey('Mallory'));
    world.market.files.set(`${ARCHIVE}.asc`, new TextEncoder().encode(signature));
    expect(await codeOf(() => load())).toBe('signer-unknown');
  });

  it('refuses a pinned one that is not there, without looking for loose resources', async () => {
    world = await createWorld();
    world.market.files.delete(ARCHIVE);
    await world.market.putSigned(`${FOLDER}/job.yaml`, 'protocolVersion: 2');
    expect(await codeOf(() => load())).toBe('net-status');
  });

  it('refuses a signed file that is no zip', async () => {
    world = await createWorld([UNPINNED]);
    await world.market.putSigned(ARCHIVE, 'no zip at all');
    expect(await codeOf(() => load())).toMatch(/^zip-/);
  });

  it.each([
    ['job.yaml', 6],
    ['unused.bin', 6],
    ['unused.bin', 66 * 1024 * 1024],
  ])(
    'refuses a wrong checksum of %s before anything else is asked, with %d unused bytes',
    async (name, unused) => {
      world = await createWorld([UNPINNED]);
      const damaged = makeZip(
        [
          { name: 'job.yaml', content: 'protocolVersion: 2' },
          { name: 'unused.bin', content: new Uint8Array(unused), method: 0 as const },
        ].map((entry) =>
          entry.name === name ? { ...entry, local: { crc: 1 }, central: { crc: 1 } } : entry,
        ),
      );
      await world.market.putSigned(ARCHIVE, damaged);
      expect(await codeOf(() => load())).toBe('zip-crc');
    },
  );

  it('refuses a package whose action names a file in another case', async () => {
    world = await createWorld([{ ...HELLO, archive: { 'Job.yaml': 'x' } }]);
    expect(await codeOf(() => load())).toBe('action-file');
  });

  it('refuses a withdrawn version with its reason, before any download', async () => {
    world = await createWorld([{ ...HELLO, row: { yanked: 'It deletes data.' } }]);
    const refusal = await refusalOf(() => load());
    expect(refusal.code).toBe('package-yanked');
    expect(refusal.message).toContain('It deletes data.');
    expect(world.paths().join()).not.toContain('archive');
  });

  it('refuses one above the limit', async () => {
    world = await createWorld([UNPINNED], { archiveBytes: 50 });
    expect(await codeOf(() => load())).toBe('net-too-large');
  });

  it('stops when the user cancels', async () => {
    world = await createWorld();
    const opened = await world.openPackage();
    const user = new AbortController();
    const hang: Handler = (_request, response) => {
      response.write('PK');
      user.abort();
    };
    world.market.files.set(ARCHIVE, hang);
    const loading = () => loadPackage(opened, { ...world.deps, signal: user.signal });
    expect(await codeOf(loading)).toBe('cancelled');
  });
});

describe('loading loose resources', () => {
  it('takes the files that the actions name, each with its signature', async () => {
    world = await createWorld([LOOSE]);
    await world.market.putSigned(`${FOLDER}/job.yaml`, 'protocolVersion: 2');
    const loaded = await load();
    expect([...loaded.files.entries.keys()]).toEqual(['job.yaml']);
    expect(await textOf(loaded, 'job.yaml')).toBe('protocolVersion: 2');
    expect(loaded.archive).toBeUndefined();
  });

  it('refuses a changed file, one without signature and one that is not there', async () => {
    world = await createWorld([LOOSE]);
    const path = `${FOLDER}/job.yaml`;
    expect(await codeOf(() => load())).toBe('action-file');
    await world.market.putSigned(path, 'protocolVersion: 2');
    world.market.spoil(path);
    expect(await codeOf(() => load())).toBe('signature-bad');
    world.market.files.delete(`${path}.asc`);
    expect(await codeOf(() => load())).toBe('signature-missing');
  });

  it('refuses one that is not what the spec pins', async () => {
    const files = { 'job.yaml': 'protocolVersion: 2' };
    world = await createWorld([{ ...LOOSE, files }]);
    await world.market.putSigned(`${FOLDER}/job.yaml`, 'protocolVersion: 3');
    expect(await codeOf(() => load())).toBe('file-digest');
  });

  it('takes files that the spec pins, not a signed archive of another version that lies beside them', async () => {
    const files = { 'job.yaml': 'protocolVersion: 2' };
    world = await createWorld([{ ...LOOSE, files }]);
    await world.market.putSigned(`${FOLDER}/job.yaml`, files['job.yaml']);
    await world.market.putSigned(ARCHIVE, await zip({ 'job.yaml': 'of another version' }));
    const loaded = await load();
    expect(await textOf(loaded, 'job.yaml')).toBe(files['job.yaml']);
    expect(loaded.archive).toBeUndefined();
    expect(loaded.notices).toEqual([]);
  });

  it('says which files nothing binds to their name and version', async () => {
    world = await createWorld([LOOSE]);
    await world.market.putSigned(`${FOLDER}/job.yaml`, 'signed for another package');
    const { notices } = await load();
    expect(notices.map(({ code }) => code)).toEqual(['archive-unbound']);
    expect(notices[0]?.text).toContain('job.yaml');
  });

  it('asks for no path outside of the package', async () => {
    const actions = [{ type: 'submit_job', arguments: [{ name: 'protocol', value: '../../x' }] }];
    world = await createWorld([{ ...LOOSE, spec: { actions } }]);
    expect(await codeOf(() => load())).toBe('action-file');
    const asked = world.paths().filter((path) => !/^\/(packages|categories)\.json$/.test(path));
    expect(asked.every((path) => path.startsWith(`/${FOLDER}/`))).toBe(true);
  });
});

describe('loading at level strict', () => {
  const strict = async (each: FakePackage, files: Record<string, string> = {}) => {
    const made = await createStrictWorld([each]);
    world = made;
    for (const [name, content] of Object.entries(files)) {
      await made.market.putSigned(`${FOLDER}/${name}`, content);
    }
    return made;
  };

  it('gives the files of an archive that the spec pins', async () => {
    await strict(HELLO);
    const loaded = await load();
    expect(loaded.files.entries.size).toBe(2);
    expect(loaded.archive?.evidence).toMatchObject({ level: 'strict', pinned: true });
    expect(loaded.notices).toEqual([]);
  });

  it('refuses an archive that the spec does not pin, before any download', async () => {
    await strict(UNPINNED);
    const refusal = await refusalOf(() => load());
    expect(refusal.code).toBe('archive-unbound');
    expect(refusal.details).toMatchObject({ file: 'archive.zip' });
    expect(world.paths().join()).not.toContain('archive');
  });

  it('refuses loose files of which one is not pinned, and names it', async () => {
    const actions = ['job.yaml', 'other.yaml'].map((value) => ({
      type: 'submit_job',
      arguments: [{ name: 'protocol', value }],
    }));
    const files = { 'job.yaml': 'protocolVersion: 2' };
    await strict({ ...LOOSE, files, spec: { actions } }, { ...files, 'other.yaml': 'x' });
    const refusal = await refusalOf(() => load());
    expect(refusal.code).toBe('archive-unbound');
    expect(refusal.details).toMatchObject({ file: 'other.yaml' });
  });

  it('gives loose files that the spec pins', async () => {
    const files = { 'job.yaml': 'protocolVersion: 2' };
    await strict({ ...LOOSE, files }, files);
    expect(await textOf(await load(), 'job.yaml')).toBe(files['job.yaml']);
  });

  it('loads a package without files, pinned or not', async () => {
    const actions = [{ type: 'informational', arguments: [{ name: 'text', value: 'Read me' }] }];
    await strict({ ...LOOSE, spec: { actions } });
    expect((await load()).files.entries.size).toBe(0);
  });

  it('loads nothing of a market whose index has expired, and says why', async () => {
    const made = await strict(HELLO);
    made.setClock(NOW + 400 * 24 * 3_600_000);
    const opened = await made.openPackage();
    expect(opened.refusal?.code).toBe('index-expired');
    const before = world.paths().length;
    const refusal = await refusalOf(() => loadPackage(opened, made.deps));
    expect(refusal).toMatchObject(opened.refusal as object);
    expect(world.paths()).toHaveLength(before);
  });
});

describe('checking the data of an archive', () => {
  it('pauses, and stops in a pause when the user cancels', async () => {
    world = await createWorld([UNPINNED]);
    const content = new Uint8Array(9 * 1024 * 1024);
    const archive = makeZip([
      { name: 'job.yaml', content: 'protocolVersion: 2' },
      { name: 'big', content },
    ]);
    await world.market.putSigned(ARCHIVE, archive);
    const opened = await world.openPackage();
    let pauses = 0;
    const sleep = () => {
      pauses += 1;
      return pauses < 2
        ? Promise.resolve()
        : Promise.reject(new MarketError('cancelled', 'Stopped.'));
    };
    const deps = { ...world.deps, clock: { ...world.deps.clock, sleep } };
    expect(await codeOf(() => loadPackage(opened, deps))).toBe('cancelled');
    expect(pauses).toBe(2);
  });
});
