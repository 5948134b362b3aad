/** What the jobs of a package source ask for, so that people find what their cluster can run. */
import { MarketError } from '#core/errors.ts';
import { neededFiles, neededResources } from '#core/plan/index.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Action, PackageNeeds } from '#core/model/generated.ts';

/**
 * The most that one job of the package asks for of each; undefined for a package without jobs. What cannot be read is
 * left out here: `checkActions` says what is wrong with it.
 */
export function sourceNeeds(
  actions: readonly Action[],
  files: ReadonlyMap<string, Uint8Array>,
  limits: Limits,
): PackageNeeds | undefined {
  const jobs = actions.flatMap((action, index) => {
    try {
      return needsOf(action, index + 1, { files, limits });
    } catch (thrown) {
      if (thrown instanceof MarketError) return [];
      throw thrown;
    }
  });
  if (jobs.length === 0) return undefined;
  const most = (key: 'gpu' | 'cpu' | 'memoryMB') =>
    Math.max(...jobs.map((needs) => needs[key] ?? 0));
  return { gpu: most('gpu'), cpu: most('cpu'), memoryMB: most('memoryMB') };
}

interface Files {
  files: ReadonlyMap<string, Uint8Array>;
  limits: Limits;
}

function needsOf(action: Action, number: number, { files, limits }: Files): PackageNeeds[] {
  return neededFiles(action, number)
    .filter(({ role }) => role === 'protocol' || role === 'template')
    .flatMap(({ file }) => {
      const bytes = files.get(file);
      if (!bytes || bytes.length > limits.protocolBytes) return [];
      const protocol = parseYaml(decodeText(bytes, file), limits);
      const needs = neededResources(action, number, protocol);
      return needs ? [needs] : [];
    });
}
