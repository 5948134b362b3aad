/** A signed market and the commands of its publisher, ready to be published. */
import { readFileSync, writeFileSync } from 'node:fs';

import { nameOwnProcess } from '#adapters/node/own-process.ts';
import { publishMarket } from '#flows/publish/publish-market.ts';
import { createKey, createPublisher, sourceFiles } from '../fakes/publisher.ts';

import type { PublishTarget } from '#core/model/publish-target.ts';
import type { PublishDeps, PublishReport, PublishWish } from '#flows/publish/publish-market.ts';
import type { Publisher, PublisherKey, Run } from '../fakes/publisher.ts';

export interface PublishWorld {
  publisher: Publisher;
  key: PublisherKey;
  /** Builds and signs anew. */
  make(): Promise<void>;
  /** A further version of hello, and whatever else is to be other in the sources. */
  addVersion(number: string): void;
  removeVersion(number: string): void;
  publish(to: string, ...more: string[]): Promise<Run>;
  verify(place: string): Promise<Run>;
  /** The flow alone, into www/: `change` stands between it and the target; a process of its own, which is gone when it is. */
  publishFlow(
    change?: (target: PublishTarget) => PublishTarget,
    wish?: Partial<PublishWish>,
    deps?: Partial<PublishDeps>,
  ): Promise<PublishReport>;
  remove(): void;
}

export async function createPublishWorld(): Promise<PublishWorld> {
  const publisher = createPublisher();
  const key = await createKey();
  const path = (name: string) => publisher.path(name);
  writeFileSync(path('secret.asc'), key.secret);
  writeFileSync(path('key.asc'), key.certificate);
  publisher.write(sourceFiles());
  const make = async () => {
    for (const argv of [
      ['build', path('source'), '--out', path('market')],
      ['sign', path('market'), '--key', path('secret.asc')],
    ]) {
      const { code, stderr } = await publisher.run(...argv);
      if (code !== 0) throw new Error(stderr);
    }
  };
  const filesOf = (number: string) =>
    ['package.yaml', 'license.txt', 'README.md', 'archive/job.yaml'].map(
      (name) => `packages/hello/${number}/${name}`,
    );
  await make();
  return {
    ...{ publisher, key, make },
    addVersion: (number) =>
      publisher.write(
        Object.fromEntries(
          filesOf(number).map((name) => [
            name,
            readFileSync(path(`source/${name.replace(number, '1.1.0')}`)),
          ]),
        ),
      ),
    removeVersion: (number) =>
      publisher.write(
        Object.fromEntries(
          [...filesOf(number), `packages/hello/${number}/archive/data/numbers.txt`].map((name) => [
            name,
            undefined,
          ]),
        ),
      ),
    publish: (to, ...more) =>
      publisher.run('publish', path('market'), '--to', to, '--key', path('key.asc'), ...more),
    verify: (place) => publisher.run('verify', place, '--key', path('key.asc')),
    async publishFlow(change = (target) => target, wish = {}, deps = {}) {
      const target = change(await publisher.io.openTarget(path('www'), {}));
      const config = {
        id: 'test',
        url: path('market'),
        keys: [key.certificate],
        fingerprints: [key.fingerprint],
        trust: 'strict' as const,
      };
      const process = { ...(await nameOwnProcess()), hasEnded: () => Promise.resolve(true) };
      const places = { config, market: publisher.io.files.tree(path('market')), target };
      return publishMarket(
        places,
        { concurrency: 1, ...wish },
        { ...publisher.io, process, ...deps },
      );
    },
    remove: () => publisher.remove(),
  };
}
