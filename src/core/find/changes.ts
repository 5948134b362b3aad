/** What differs between two versions of a package, by what their verified specs say; what is the same is left out. */
import { cdapRange } from './range.ts';

import type { Action, PackageSpec } from '../model/generated.ts';

/** `before` is absent for what was added, `after` for what was removed. */
export interface Change<Value> {
  name: string;
  before?: Value;
  after?: Value;
}

/** One step, numbered from 1 in each version. */
export interface StepChange {
  before?: { number: number; action: Action };
  after?: { number: number; action: Action };
  /** Of a step that both have: its arguments, with `value` in the place of a value and "asked" where the user may change it. */
  arguments: Change<StepArgument>[];
}

export interface StepArgument {
  value: unknown;
  /** Whether whoever installs may change it. */
  asked: boolean;
}

export interface ListedFile {
  /** Bytes. */
  size: number;
  sha256: string;
}

export interface SpecChanges {
  steps: StepChange[];
  files: Change<ListedFile>[];
  /** Named `gpu`, `cpu`, `memoryMB`. */
  needs: Change<number>[];
  /** Named `pai`, `cdap`. */
  ranges: Change<string>[];
  /** `id`: the SPDX expression; `text`: the SHA-256 of the text, where the spec pins it. */
  license: Change<string>[];
  /** By package name, the version or range that is asked for. */
  dependencies: Change<string>[];
  /** Named as in the spec: `label`, `description`, `author` … */
  words: Change<string>[];
}

export type ChangePart = keyof SpecChanges;

/** Files that the spec lists: those of its archive, or the loose ones of a package without one. */
export function listFiles(spec: PackageSpec): Map<string, ListedFile> {
  const inArchive = spec.archive?.entries ?? [];
  if (inArchive.length > 0) {
    return new Map(inArchive.map(({ name, size, sha256 }) => [name, { size, sha256 }]));
  }
  const pins = Object.entries(spec.files ?? {});
  return new Map(pins.map(([name, { size, sha256 }]) => [name, { size, sha256 }]));
}

/** `before` and `after` are two versions of one package, in whichever order. */
export function compareSpecs(before: PackageSpec, after: PackageSpec): SpecChanges {
  const pair = { before, after };
  return {
    steps: compareSteps(before.actions, after.actions),
    files: diff(bothOf(pair, filesOf), (one, other) => one.sha256 === other.sha256),
    needs: diff(bothOf(pair, needsOf)),
    ranges: diff(bothOf(pair, rangesOf)),
    license: diff(bothOf(pair, licenseOf)),
    dependencies: diff(bothOf(pair, dependenciesOf)),
    words: diff(bothOf(pair, wordsOf)),
  };
}

/** Whether the two say the same in all that is compared. */
export function isUnchanged(changes: SpecChanges): boolean {
  return Object.values(changes).every((part: readonly unknown[]) => part.length === 0);
}

interface Pair<Value> {
  before: Value;
  after: Value;
}

function bothOf<From, To>({ before, after }: Pair<From>, read: (from: From) => To): Pair<To> {
  return { before: read(before), after: read(after) };
}

/** In the order of `after`, what was removed last. */
function diff<Value>(
  { before, after }: Pair<ReadonlyMap<string, Value>>,
  isSame: (one: Value, other: Value) => boolean = (one, other) => one === other,
): Change<Value>[] {
  const changes: Change<Value>[] = [];
  for (const [name, value] of after) {
    const old = before.get(name);
    if (old === undefined) changes.push({ name, after: value });
    else if (!isSame(old, value)) changes.push({ name, before: old, after: value });
  }
  for (const [name, value] of before) {
    if (!after.has(name)) changes.push({ name, before: value });
  }
  return changes;
}

/** What is not listed can only be said as a whole: nothing that changed may look like nothing. */
function filesOf(spec: PackageSpec): Map<string, ListedFile> {
  const files = listFiles(spec);
  const { archive } = spec;
  if (archive && (archive.entries ?? []).length === 0) {
    files.set('archive.zip', { size: archive.size, sha256: archive.sha256 });
  }
  return files;
}

function needsOf({ needs = {} }: PackageSpec): Map<string, number> {
  return known({ gpu: needs.gpu, cpu: needs.cpu, memoryMB: needs.memoryMB });
}

function rangesOf(spec: PackageSpec): Map<string, string> {
  return known({ pai: spec.paiVersion, cdap: cdapRange(spec) });
}

function licenseOf({ licenseId, license, files = {} }: PackageSpec): Map<string, string> {
  const file = license !== undefined && Object.hasOwn(files, license) ? files[license] : undefined;
  return known({ id: licenseId, text: file?.sha256 });
}

function dependenciesOf({ dependencies }: PackageSpec): Map<string, string> {
  return new Map(dependencies?.packages?.map(({ name, version }) => [name, version]));
}

const TEXTS = ['label', 'description', 'author', 'org'] as const;
const LISTS = ['categories', 'tags', 'components'] as const;

function wordsOf(spec: PackageSpec): Map<string, string> {
  const texts = TEXTS.map((name) => [name, spec[name] || undefined]);
  const lists = LISTS.map((name) => [name, spec[name]?.join(', ') || undefined]);
  return known(Object.fromEntries([...texts, ...lists]) as Record<string, string | undefined>);
}

function known<Value>(values: Record<string, Value | undefined>): Map<string, Value> {
  return new Map(
    Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}

/** Steps are the same ones where they are of one type, in the order that keeps most of them. */
function compareSteps(before: readonly Action[], after: readonly Action[]): StepChange[] {
  const changes: StepChange[] = [];
  for (const [from, to] of alignSteps(before, after)) {
    const old = from === undefined ? undefined : before[from];
    const now = to === undefined ? undefined : after[to];
    const both = old !== undefined && now !== undefined;
    const changed = both
      ? diff(bothOf({ before: old, after: now }, argumentsOf), sameArgument)
      : [];
    if (both && changed.length === 0 && (old.label ?? '') === (now.label ?? '')) continue;
    changes.push({
      ...(old && from !== undefined ? { before: { number: from + 1, action: old } } : {}),
      ...(now && to !== undefined ? { after: { number: to + 1, action: now } } : {}),
      arguments: changed,
    });
  }
  return changes;
}

type Alignment = [before: number | undefined, after: number | undefined][];

/** Longest common sequence of types, steps of one label before others; at most 64 of each. */
function alignSteps(before: readonly Action[], after: readonly Action[]): Alignment {
  const best = bestScores(before, after);
  const pairs: Alignment = [];
  let from = 0;
  let to = 0;
  while (from < before.length || to < after.length) {
    const here = best[from]?.[to] ?? 0;
    const together = score(before[from], after[to]);
    if (together > 0 && here === together + (best[from + 1]?.[to + 1] ?? 0)) {
      pairs.push([from++, to++]);
    } else if (from < before.length && here === (best[from + 1]?.[to] ?? 0)) {
      pairs.push([from++, undefined]);
    } else {
      pairs.push([undefined, to++]);
    }
  }
  return pairs;
}

/** How well the steps from each pair of places on can be put together. */
function bestScores(before: readonly Action[], after: readonly Action[]): number[][] {
  const best = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let from = before.length - 1; from >= 0; from -= 1) {
    for (let to = after.length - 1; to >= 0; to -= 1) {
      const row = best[from] as number[];
      const together = score(before[from], after[to]);
      row[to] = Math.max(
        best[from + 1]?.[to] ?? 0,
        row[to + 1] ?? 0,
        together > 0 ? together + (best[from + 1]?.[to + 1] ?? 0) : 0,
      );
    }
  }
  return best;
}

function score(one: Action | undefined, other: Action | undefined): number {
  if (!one || !other || one.type !== other.type) return 0;
  return (one.label ?? '') === (other.label ?? '') ? 3 : 2;
}

function argumentsOf(action: Action): Map<string, StepArgument> {
  return new Map(
    (action.arguments ?? []).map((each): [string, StepArgument] => [
      each.name,
      { value: each.value ?? each.default, asked: each.canModify === true },
    ]),
  );
}

function sameArgument(one: StepArgument, other: StepArgument): boolean {
  return one.asked === other.asked && JSON.stringify(one.value) === JSON.stringify(other.value);
}
