import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

async function refusal(...more: string[]) {
  const before = readdirSync(path('.'), { recursive: true, encoding: 'utf8' }).sort();
  const { code, json } = await publish(...more);
  expect(code).not.toBe(0);
  expect(readdirSync(path('.'), { recursive: true, encoding: 'utf8' }).sort()).toEqual(before);
  return { exit: code, code: json().code, message: json().message as string };
}

describe('what is never published', () => {
  it('a market without key to read it by', async () => {
    const { code, stderr } = await world.publisher.run(
      'publish',
      path('market'),
      '--to',
      path('www'),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('--key CERT is needed');
  });

  it('a market that is not signed, or by another key', async () => {
    writeFileSync(path('other.asc'), (await createKey()).certificate);
    const run = await world.publisher.run(
      'publish',
      path('market'),
      '--to',
      path('www'),
      '--key',
      path('other.asc'),
      '--json',
    );
    expect([run.code, run.json().code]).toEqual([1, 'signer-unknown']);
    rmSync(path('market/market.json.asc'));
    for (const file of readdirSync(path('market/by-hash')))
      if (file.endsWith('.asc')) rmSync(path('market/by-hash', file));
    expect(await refusal()).toMatchObject({ exit: 1, code: 'index-signature' });
  });

  it('a market that has expired', async () => {
    const late = { ...world.publisher.io.clock, now: () => Date.now() + 70 * 86_400_000 };
    await expect(world.publishFlow(undefined, {}, { clock: late })).rejects.toMatchObject({
      code: 'index-expired',
    });
  });

  it('a package that a reader would refuse', async () => {
    writeFileSync(path('market/packages/hello/1.0.0/archive.zip'), 'no archive');
    const { code, json, stderr } = await publish();
    expect([code, stderr]).toEqual([1, '']);
    expect(json()).toMatchObject({ verdict: 'refused', code: 'archive-size', outcome: 'refused' });
    expect(() => readdirSync(path('www'))).toThrow('ENOENT');
  });

  it('other content under a published version, unless told so', async () => {
    await publish();
    world.publisher.write({ 'packages/hello/1.0.0/README.md': '# Other\n' });
    await world.make();
    expect(await refusal()).toMatchObject({ exit: 1, code: 'version-published' });
    const { code, json } = await publish('--replace');
    expect(code).toBe(0);
    expect(json().changes).toEqual([{ change: 'replaced', name: 'hello', version: '1.0.0' }]);
    expect((await verify()).code).toBe(0);
  });

  it('an index that is older than the one at the target', async () => {
    await publish();
    cpSync(path('market'), path('older'), { recursive: true });
    world.addVersion('1.2.0');
    await world.make();
    await publish();
    rmSync(path('market'), { recursive: true });
    cpSync(path('older'), path('market'), { recursive: true });
    expect(await refusal()).toMatchObject({ exit: 1, code: 'target-invalid' });
  });

  it('a market where another one is, or something else', async () => {
    await publish();
    world.publisher.write({
      'market.yaml': 'id: other\nname: Other\ncategories: [{ name: basics, label: Basics }]\n',
    });
    rmSync(path('market'), { recursive: true });
    await world.make();
    expect((await refusal()).message).toContain('holds the market "test"');
    rmSync(path('www'), { recursive: true });
    mkdirSync(path('www/packages/app'), { recursive: true });
    mkdirSync(path('www/packages/app/src'));
    writeFileSync(path('www/packages/app/src/index.js'), 'not yours');
    expect((await refusal()).message).toContain('packages/app/src/index.js, but no market.json');
    rmSync(path('www/packages'), { recursive: true });
    writeFileSync(path('www/market.json'), 'not yours either');
    expect(await refusal()).toMatchObject({ exit: 1, code: 'target-invalid' });
  });

  it('anything through a link, or into itself', async () => {
    mkdirSync(path('www'));
    mkdirSync(path('elsewhere'));
    symlinkSync(path('elsewhere'), path('www/packages'));
    const { code, json } = await publish();
    expect([code, json().code]).toEqual([1, 'target-invalid']);
    expect(readdirSync(path('elsewhere'))).toEqual([]);
    const inside = await world.publish(path('market/www'), '--json');
    expect([inside.code, inside.json().code]).toEqual([2, 'usage']);
    symlinkSync(path('market'), path('another-name'));
    const again = await world.publish(path('another-name'), '--json');
    expect([again.code, again.json().code]).toEqual([2, 'usage']);
  });

  it('a file of the market that is a link', async () => {
    symlinkSync('/etc/hostname', path('market/packages/hello/1.0.0/extra.txt'));
    expect(await refusal()).toMatchObject({ exit: 1, code: 'source-invalid' });
  });
});
