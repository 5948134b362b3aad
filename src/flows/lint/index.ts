/** Checks a source: everything that the checks in checks/ look for, with repairs where they have them. */
import { MarketError } from '#core/errors.ts';
import { readJson } from '#core/read/index.ts';
import { CHECKS } from './checks/index.ts';
import { createUrlUnreachable } from './checks/url-unreachable.ts';
import { createVersionKept } from './checks/version-kept.ts';
import { asObject } from './fields.ts';
import { loadWorld } from './load-world.ts';
import { runChecks } from './run-checks.ts';

import type { LintFinding, LintSettings } from '#core/lint/index.ts';
import type { Limits } from '#core/limits.ts';
import type { Source, Tree, TreeEntry } from '#core/ports.ts';
import type { CommittedFiles, LinkChecker } from '#core/publisher-ports.ts';
import type { Before } from './checks/version-kept.ts';
import type { Check, Fields } from './model.ts';

export { CHECK_NAMES, CHECKS } from './checks/index.ts';
export { fixSource } from './fix-source.ts';

export type { FixedFile } from './fix-source.ts';

export interface LintInput {
  tree: Tree;
  /** What lies in it, without what is ignored; all of it if absent. */
  entries?: readonly TreeEntry[] | undefined;
  settings: LintSettings;
  limits: Limits;
  /** Milliseconds since the epoch. */
  now: number;
  /** What was published, to see whether versions were raised. */
  published?: Source | undefined;
  /** Nobody said that this market was published: it was built and signed here. */
  onlySigned?: boolean | undefined;
  /** What was committed, for the versions that were not published. */
  committed?: CommittedFiles | undefined;
  /** Asks for addresses; without it nothing is asked. */
  links?: LinkChecker | undefined;
  signal?: AbortSignal | undefined;
  onFile?: ((done: number, total: number) => void) | undefined;
}

export interface LintReport {
  findings: LintFinding[];
  /** Let be by comments and settings. */
  suppressed: number;
  packages: number;
  components: number;
}

/** Throws what listing the folder throws; what is wrong inside of it is among the findings. */
export async function lintSource(input: LintInput): Promise<LintReport> {
  const { tree, settings, limits, now, signal, onFile } = input;
  const entries = input.entries ?? (await tree.list());
  const world = await loadWorld({ tree, entries, limits, now, signal, onFile });
  const { findings, suppressed } = await runChecks(world, { checks: checksFor(input), settings });
  const { packages, components } = world;
  return { findings, suppressed, packages: packages.length, components: components.length };
}

function checksFor(input: LintInput): Check[] {
  const { links } = input;
  const made = [
    createVersionKept(toBefore(input)),
    ...(links ? [createUrlUnreachable(links)] : []),
  ];
  return CHECKS.map((check) => made.find(({ name }) => name === check.name) ?? check);
}

/** Signatures are not asked for: what is compared with is only advice. */
function toBefore({ published, onlySigned, committed, limits, signal }: LintInput): Before {
  return {
    ...{ committed, onlySigned: onlySigned ?? false },
    async published(name, version): Promise<Fields | undefined> {
      if (!published) return undefined;
      const path = `packages/${name}/${version}/spec.json`;
      try {
        const bytes = await published.read(path, { limit: limits.specBytes, signal });
        return asObject(readJson(bytes, path, limits));
      } catch (thrown) {
        const isAbsent =
          thrown instanceof MarketError &&
          thrown.code === 'net-status' &&
          thrown.details['status'] === 404;
        if (isAbsent) return undefined;
        throw thrown;
      }
    },
  };
}
