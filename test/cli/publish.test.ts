import { readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createKey } from '../fakes/publisher.ts';
import { createPublishWorld } from './publish-world.ts';

import type { PublishWorld } from './publish-world.ts';

let world: PublishWorld;
beforeEach(async () => {
  world = await createPublishWorld();
});
afterEach(() => world.remove());

const path = (...names: string[]) => world.publisher.path(...names);
const publish = (...more: string[]) => world.publish(path('www'), '--json', ...more);
const verify = () => world.verify(path('www'));
const paths = (report: { send: { path: string }[] }) => report.send.map((file) => file.path);

function published(): string[] {
  return readdirSync(path('www'), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((item) => item.isFile() && !item.parentPath.includes('.publish'))
    .map((item) => `${item.parentPath}/${item.name}`.slice(path('www').length + 1))
    .sort();
}

describe('publishing to a folder', () => {
  it('tells how many versions are read back and how many bytes are sent', async () => {
    const checked: [number, number][] = [];
    const sent: { bytes: number; total: number; path: string }[] = [];
    const report = await world.publishFlow(undefined, undefined, {
      onProgress: (done, total) => checked.push([done, total]),
      onSent: (bytes, total, file) => sent.push({ bytes, total, path: file }),
    });
    expect(checked).toEqual([
      [1, 2],
      [2, 2],
    ]);
    const last = sent.at(-1);
    expect(last?.bytes).toBe(last?.total);
    expect(last?.total).toBeGreaterThanOrEqual(report.sent.bytes);
    const amounts = sent.map(({ bytes }) => bytes);
    expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
    expect(new Set(sent.map((each) => each.path))).toContain('packages/hello/1.0.0/archive.zip');
  });

  it('sends a whole market, which then verifies there, and says what it did', async () => {
    const { code, stderr, json } = await publish();
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      verdict: 'good',
      outcome: 'published',
      former: null,
      compared: 'listing',
      changes: [
        { change: 'added', name: 'hello', version: '1.0.0' },
        { change: 'added', name: 'hello', version: '1.1.0' },
      ],
      remove: [],
    });
    const order = paths(json());
    expect(order.slice(-2)).toEqual(['market.json.asc', 'market.json']);
    const firstCopy = order.findIndex((each) => each.startsWith('by-hash/'));
    expect(order.findLastIndex((each) => each.endsWith('.zip'))).toBeLessThan(firstCopy);
    expect(firstCopy).toBeLessThan(order.indexOf('packages.json'));
    expect((await verify()).code).toBe(0);
  });

  it('sends nothing when nothing changed, and knows that by three files', async () => {
    await publish();
    const { code, json } = await publish();
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      outcome: 'unchanged',
      compared: 'index',
      send: [],
      requests: 3,
    });
  });

  it('sends one new version and no other, told by the signed index alone', async () => {
    await publish();
    world.addVersion('1.2.0');
    await world.make();
    const { json, code } = await publish();
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      compared: 'index',
      changes: [{ change: 'added', name: 'hello', version: '1.2.0' }],
    });
    expect(paths(json()).filter((each) => /1\.[01]\.0/.test(each))).toEqual([]);
    expect((await verify()).code).toBe(0);
  });

  it('removes versions that are gone, and keeps what readers of the market before still ask for', async () => {
    await publish();
    const copies = published().filter((each) => each.startsWith('by-hash/'));
    world.removeVersion('1.0.0');
    await world.make();
    expect((await publish()).json().changes).toEqual([
      { change: 'removed', name: 'hello', version: '1.0.0' },
    ]);
    expect(published().filter((each) => each.includes('1.0.0'))).toEqual([]);
    expect(published()).toEqual(expect.arrayContaining(copies));
    world.addVersion('1.2.0');
    await world.make();
    await publish();
    const lost = copies.filter((each) => !published().includes(each));
    expect(lost.length).toBeGreaterThan(0);
    expect((await verify()).code).toBe(0);
  });

  it('says with --dry-run what it would do, and does nothing', async () => {
    const { code, json } = await publish('--dry-run');
    expect(code).toBe(0);
    expect(json()).toMatchObject({ outcome: 'planned', sent: { files: 0, bytes: 0 } });
    expect(paths(json())).toContain('packages/hello/1.0.0/spec.json');
    expect(() => readdirSync(path('www'))).toThrow('ENOENT');
    const { stdout } = await world.publish(path('www'), '--dry-run');
    expect(stdout).toContain('added hello 1.0.0\n');
    expect(stdout).toMatch(/send packages\/hello\/1\.0\.0\/spec\.json \(\d+ bytes\)/);
  });

  it('sends signatures alone when versions were only signed anew', async () => {
    await publish();
    const other = await createKey();
    writeFileSync(path('other.asc'), other.secret);
    writeFileSync(path('both.asc'), other.certificate);
    await world.publisher.run('sign', path('market'), '--key', path('other.asc'), '--add');
    const { code, json } = await publish('--key', path('both.asc'));
    expect(code).toBe(0);
    expect(json().changes.map(({ change }: { change: string }) => change)).toEqual([
      'signed',
      'signed',
    ]);
    expect(paths(json()).every((each) => each.endsWith('.asc'))).toBe(true);
    const run = await world.publisher.run('verify', path('www'), '--key', path('both.asc'));
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it('finds by --full what somebody spoiled, and by the index alone does not look', async () => {
    await publish();
    writeFileSync(path('www/packages/hello/1.0.0/archive.zip'), 'x'.repeat(425));
    expect((await publish()).json().outcome).toBe('unchanged');
    expect(paths((await publish('--full')).json())).toEqual(['packages/hello/1.0.0/archive.zip']);
    expect((await verify()).code).toBe(0);
  });

  it('keeps to itself what is no part of a market or holds secrets', async () => {
    writeFileSync(path('market/packages/hello/1.0.0/.env'), 'TOKEN=1');
    writeFileSync(path('market/packages/hello/1.0.0/server.pem'), 'secret');
    writeFileSync(path('market/notes.txt'), 'mine');
    const { code, json } = await publish();
    expect(code).toBe(0);
    expect(published().filter((each) => /env|pem|notes/.test(each))).toEqual([]);
    expect(json().findings.map(({ code: each }: { code: string }) => each)).toEqual(
      Array(3).fill('file-ignored'),
    );
  });

  it('goes on, after a run that was stopped, with what is missing only', async () => {
    let left = 6;
    const stopped = world.publishFlow((target) => ({
      ...target,
      put: async (...args) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return target.put(...args);
      },
    }));
    await expect(stopped).rejects.toThrow('killed');
    const there = published();
    expect(there.length).toBeGreaterThan(2);
    const report = await world.publishFlow();
    expect(paths(report).filter((each) => there.includes(each))).toEqual([]);
    expect((await verify()).code).toBe(0);
  });
});
