/** Verified, opened packages with a job, out of a market that was really signed and served. */
import { loadTree } from '#flows/load-tree.ts';
import { openPackage } from '#flows/open-package.ts';
import { resolveTree } from '#flows/package-tree.ts';
import { createWorld } from '../flows/world.ts';

import type { Action } from '#core/model/generated.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { FakePackage } from './market.ts';

export const JOB_YAML = `protocolVersion: 2
name: hello
type: job
parameters:
  word: hi
secrets:
  token: none
prerequisites:
  - type: dockerimage
    name: image
    uri: openpai/standard
taskRoles:
  main:
    dockerImage: image
    resourcePerInstance: { cpu: 1, memoryMB: 1024, gpu: 1 }
    commands:
      - echo <% $parameters.word %>
defaults:
  virtualCluster: default
`;

export const SUBMIT: Action = {
  type: 'submit_job',
  arguments: [{ name: 'protocol', value: 'job.yaml' as never }],
};

export function helloPackage(
  actions: readonly object[] = [SUBMIT],
  archive: Record<string, string> = { 'job.yaml': JOB_YAML },
): FakePackage {
  return {
    name: 'hello',
    version: '1.0.0',
    archive,
    files: { 'license.txt': 'Do what you like.\n' },
    spec: { actions },
  };
}

/** `hello` in its newest version with all that it needs of these packages, through the market's server and all checks; the server is closed again. */
export async function loadHelloTree(
  packages: readonly FakePackage[] = [helloPackage()],
): Promise<LoadedTree> {
  const world = await createWorld([...packages]);
  try {
    const market = await world.open();
    const opened = await openPackage(
      market,
      { market: market.config.id, name: 'hello' },
      world.deps,
    );
    return await loadTree(await resolveTree(opened, { ...world.deps, market }), world.deps);
  } finally {
    await world.web.close();
  }
}
