/** Publishers that stop at every single step: readers never notice, and the next run ends the work. */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createPageMemory } from '#adapters/http/page-memory.ts';
import { MarketError } from '#core/errors.ts';
import { verifyMarket } from '#flows/verify-market.ts';
import { createPublishWorld } from '../cli/publish-world.ts';

import type { PublishTarget } from '#core/model/publish-target.ts';
import type { PublishWorld } from '../cli/publish-world.ts';

let world: PublishWorld;
beforeEach(async () => {
  world = await createPublishWorld();
});
afterEach(() => world.remove());

/** As a kill would: from the given change on nothing is done any more, not even cleaning up. */
function stopAt(target: PublishTarget, step: number): PublishTarget {
  let done = 0;
  const guard = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    done += 1;
    if (done > step) throw new MarketError('internal', 'killed');
    return work();
  };
  return {
    ...target,
    put: (...args) => guard(() => target.put(...args)),
    copy: (...args) => guard(() => target.copy(...args)),
    remove: (paths, signal) => guard(() => target.remove(paths, signal)),
  };
}

/** What a strict reader sees who remembers nothing: versions, or why not. */
async function seen(): Promise<string[]> {
  const { publisher, key } = world;
  const report = await verifyMarket(
    {
      id: 'test',
      url: publisher.path('www'),
      keys: [key.certificate],
      fingerprints: [key.fingerprint],
      trust: 'strict',
    },
    { ...publisher.io, memory: createPageMemory() },
  );
  // Lists at their plain places are for readers that know no by-hash/; verify tells of them, readers take the others.
  const plain = /^(?:packages(?:-[^/]+)?|categories|packages\/[^/]+\/versions|shards\/\d+)\.json$/;
  expect(report.findings.filter(({ file }) => !plain.test(file))).toEqual([]);
  return report.packages.map(({ version, verdict }) => `${version} ${verdict}`).sort();
}

describe('a publisher that breaks off', () => {
  it('leaves nothing that a later run takes for the former market, also where only bytes differ', async () => {
    const { publisher } = world;
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Hello 1.0.A\n' });
    await world.make();
    await world.publishFlow();
    cpSync(publisher.path('market'), publisher.path('market-before'), { recursive: true });
    publisher.write({ 'packages/hello/1.0.0/README.md': '# Hello 1.0.B\n' });
    await world.make();
    const interrupted = (target: PublishTarget): PublishTarget => ({
      ...target,
      async put(path, ...rest) {
        if (path === 'market.json') throw new MarketError('cancelled', 'Ctrl-C');
        return target.put(path, ...rest);
      },
    });
    await expect(world.publishFlow(interrupted, { replace: true })).rejects.toThrow('Ctrl-C');
    rmSync(publisher.path('market'), { recursive: true });
    cpSync(publisher.path('market-before'), publisher.path('market'), { recursive: true });
    await world.publishFlow();
    expect(await seen()).toEqual(['1.0.0 good', '1.1.0 good']);
  });
});

describe('a signer that was killed before it put its market.json there', () => {
  it('leaves no wrong signature to be published, neither to a new target nor to one that has that market', async () => {
    const { publisher } = world;
    const index = readFileSync(publisher.path('market/market.json'));
    const signature = readFileSync(publisher.path('market/market.json.asc'));
    for (const step of ['new', 'there']) {
      const next = ['--expires', step === 'new' ? '30' : '31'];
      await publisher.run(
        ...['sign', publisher.path('market'), '--key', publisher.path('secret.asc'), ...next],
      );
      writeFileSync(publisher.path('market/market.json'), index);
      if (step === 'there') {
        const name = createHash('sha256').update(index).digest('hex');
        writeFileSync(publisher.path(`market/by-hash/${name}.asc`), signature);
      }
      await world.publishFlow();
      expect(readFileSync(publisher.path('www/market.json.asc'))).toEqual(signature);
      expect(await seen()).toEqual(['1.0.0 good', '1.1.0 good']);
    }
  });
});

describe('a publisher that is killed', () => {
  it('leaves readers the old market or the new one, whole, at whichever step; the next run ends the work', async () => {
    await world.publishFlow();
    const old = await seen();
    const { publisher } = world;
    cpSync(publisher.path('www'), publisher.path('www-before'), { recursive: true });
    world.addVersion('1.2.0');
    world.removeVersion('1.0.0');
    await world.make();
    const outcomes = new Set<string>();
    let steps = Number.POSITIVE_INFINITY;
    for (let step = 0; step < steps; step += 1) {
      rmSync(publisher.path('www'), { recursive: true });
      cpSync(publisher.path('www-before'), publisher.path('www'), { recursive: true });
      const outcome = await world
        .publishFlow((target) => stopAt(target, step))
        .then(
          () => 'done',
          (error: Error) => error.message,
        );
      if (outcome === 'done') steps = step;
      const now = await seen();
      outcomes.add(now.join());
      expect([old.join(), '1.1.0 good,1.2.0 good']).toContain(now.join());
      const next = await world.publishFlow();
      expect(await seen()).toEqual(['1.1.0 good', '1.2.0 good']);
      expect(next.outcome).toBe(outcome === 'done' ? 'unchanged' : 'published');
      expect((await world.publishFlow(undefined, { full: true, dryRun: true })).send).toEqual([]);
    }
    expect(outcomes.size).toBe(2);
    expect(steps).toBeGreaterThan(10);
  }, 120_000);
});
