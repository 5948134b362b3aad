/** Takes files from elsewhere into a repository: judged first, copied whole or not at all, never over anything. */
import { MarketError } from '#core/errors.ts';
import { sameBytes } from '#core/same-bytes.ts';
import { assertNotCancelled, hasErrors, warning } from '../findings.ts';
import { changeRepository } from './change-repository.ts';
import { assertSeen, newPlaceIn } from './paths-in.ts';
import { isSecret, readOutside } from './read-outside.ts';
import { readIgnore } from './repository-config.ts';
import { INCOMING } from './repository-state.ts';

import type { Finding } from '#core/model/publish.ts';
import type { Member } from '#core/model/repository.ts';
import type { Files } from '#core/ports.ts';
import type { ChangingWorld } from './change-repository.ts';
import type { OpenRepository } from './open-repository.ts';
import type { Outside } from './read-outside.ts';

export interface AddingWorld extends ChangingWorld {
  files: Files;
  dryRun: boolean;
}

export interface Added {
  /** What came in, or would, as it is listed afterwards; empty with errors among the findings. */
  members: Pick<Member, 'path' | 'type'>[];
  /** What was there already: the same bytes at the same place. */
  present: string[];
  findings: Finding[];
}

interface Step {
  outside: Outside;
  /** Where it shall be. */
  to: string;
  /** Whether the same is there already. */
  present: boolean;
}

/** `to` is a folder of the repository as the user named it. With errors among the findings nothing was added. */
export async function addMembers(
  root: string,
  { sources, to }: { sources: readonly string[]; to: string | undefined },
  world: AddingWorld,
): Promise<Added> {
  const { result, after } = await changeRepository(root, world, async (repository) => {
    const findings: Finding[] = [];
    const place = await placeOf(root, to, world);
    const steps: Step[] = [];
    for (const named of sources) {
      assertNotCancelled(world.signal);
      steps.push(...(await planStep(repository, { named, place, findings }, world)));
    }
    const twice = steps.find(
      (step, at) => steps.findIndex(({ to: other }) => other === step.to) !== at,
    );
    if (twice) throw new MarketError('usage', `Two things would come to ${twice.to}.`);
    if (!hasErrors(findings) && !world.dryRun)
      await bringIn(repository, steps, { world, findings });
    return { steps, findings };
  });
  const { steps, findings } = result;
  if (hasErrors(findings)) return { members: [], present: [], findings };
  return {
    members: steps.filter(({ present }) => !present).flatMap((step) => listed(step, after, world)),
    present: steps.filter(({ present }) => present).map((step) => step.to),
    findings,
  };
}

/** Without `--to`: where one is, if that is in the repository, else its root. */
async function placeOf(
  root: string,
  to: string | undefined,
  { repositories }: AddingWorld,
): Promise<string> {
  if (to !== undefined) return await newPlaceIn(root, to, repositories);
  const here = (await repositories.below(root, repositories.here())) ?? '';
  assertSeen(here);
  return here;
}

async function planStep(
  { root, folder, members }: OpenRepository,
  { named, place, findings }: { named: string; place: string; findings: Finding[] },
  world: AddingWorld,
): Promise<Step[]> {
  const inside = await world.repositories.below(root, named);
  if (inside !== undefined) {
    if (inside !== '' && !(await folder.stat(inside))) {
      const message = `${named} is not there.`;
      throw new MarketError('usage', message, { details: { file: named } });
    }
    findings.push(...alreadyInside(named, inside, members));
    return [];
  }
  const outside = await readOutside(named, world, findings);
  if (!outside) return [];
  const to = place === '' ? outside.name : `${place}/${outside.name}`;
  assertSeen(to);
  const ignore = await readIgnore(folder, '', world.limits);
  const ways = to.split('/').map((_, at, all) => all.slice(0, at + 1).join('/'));
  const ignored = ways.find((way) => ignore(way, way !== to || outside.kind === 'folder'));
  if (ignored !== undefined) {
    throw new MarketError(
      'usage',
      `${to} would not be tracked: .pai-market/config.yaml leaves out ${ignored}. Choose another folder with --to.`,
      { details: { file: to } },
    );
  }
  const there = await folder.stat(to);
  if (!there) return [{ outside, to, present: false }];
  if (await isSameAs(outside, to, folder)) return [{ outside, to, present: true }];
  const message = `${named} cannot be added: something else is at ${to} already, and nothing is replaced. Choose another folder with --to.`;
  findings.push({ severity: 'error', code: 'repository-invalid', file: named, message });
  return [];
}

/** Files by hand are found by themselves: that is no mistake, unless it is none of ours. */
function alreadyInside(named: string, inside: string, members: readonly Member[]): Finding[] {
  const isThere = members.some(
    ({ path }) => inside === '' || path === inside || path.startsWith(`${inside}/`),
  );
  if (isThere) {
    const message = `${named} lies in the repository and is tracked already.`;
    return [warning('file-ignored', named, message)];
  }
  const message = `${named} lies in the repository and is not tracked: it is no component, or .pai-market/config.yaml leaves it out.`;
  return [{ severity: 'error', code: 'source-invalid', file: named, message }];
}

async function isSameAs(
  { kind, files, read }: Outside,
  to: string,
  folder: OpenRepository['folder'],
): Promise<boolean> {
  if ((await folder.stat(to))?.kind !== kind) return false;
  for (const path of files) {
    const target = path === '' ? to : `${to}/${path}`;
    const bytes = await read(path);
    if (path !== '' && isSecret(path, bytes)) continue;
    const there = await folder.stat(target);
    if (there?.kind !== 'file' || there.size !== bytes.length) return false;
    if (!sameBytes(await folder.read(target, bytes.length), bytes)) return false;
  }
  return true;
}

/** Copies all beside the repository's files first, so that each thing appears whole and in one step. */
async function bringIn(
  { folder }: OpenRepository,
  steps: readonly Step[],
  { world, findings }: { world: AddingWorld; findings: Finding[] },
): Promise<void> {
  const wanted = steps.filter(({ present }) => !present);
  for (const [at, { outside }] of wanted.entries()) {
    for (const path of outside.files) {
      assertNotCancelled(world.signal);
      const bytes = await outside.read(path);
      if (path !== '' && isSecret(path, bytes)) {
        const file = `${outside.named}/${path}`;
        findings.push(
          warning('file-excluded', file, `${file} is left out: it holds a secret key.`),
        );
        continue;
      }
      await folder.write(`${INCOMING}/${at}${path === '' ? '' : `/${path}`}`, bytes);
    }
  }
  for (const [at, { to }] of wanted.entries()) await folder.move(`${INCOMING}/${at}`, to);
}

function listed(
  { outside, to }: Step,
  after: OpenRepository,
  { dryRun }: AddingWorld,
): Added['members'] {
  if (dryRun) {
    return outside.members.map(({ path, type }) => ({
      path: path === '' ? to : `${to}/${path}`,
      type,
    }));
  }
  return after.members.filter(({ path }) => path === to || path.startsWith(`${to}/`));
}
