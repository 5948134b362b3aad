/** Runs lint for the command: where, with which settings, and repair after repair until nothing is left to repair. */
import { isAbsolute, join, relative, resolve } from 'node:path';

import { MarketError } from '#core/errors.ts';
import { readLevel, readWaiver } from '#core/lint/index.ts';
import { CHECK_NAMES, fixSource, lintSource } from '#flows/lint/index.ts';
import { isSourceFolder } from '#flows/market-source.ts';
import { ignoreOf, MARKET } from './build-places.ts';
import { readSettings, resolveSetting } from './settings.ts';

import type { LintSettings } from '#core/lint/index.ts';
import type { FixedFile, LintReport } from '#flows/lint/index.ts';
import type { CommandIo, OptionSpec } from './command.ts';

/** A repair may show the next one; more rounds than that would be a circle. */
const MOST_ROUNDS = 10;

export interface LintPlace {
  /** Folder as the user named it. */
  source: string;
  /** Of the repository that it is in. */
  root: string | undefined;
  /** Begins paths in what is printed; empty, or ends in a slash. */
  prefix: string;
  /** Folder or address of the market that versions are compared with. */
  against: string | undefined;
  /** Nobody named it: it is the one that was built and signed here. */
  onlySigned: boolean;
  ignore: (path: string, isFolder: boolean) => boolean;
}

export interface LintResult extends LintReport {
  /** Files with what was repaired in them. */
  fixed: FixedFile[];
}

/** Throws `usage` for what is no folder. */
export async function lintPlace(
  named: { source: string | undefined; against: string | undefined },
  io: CommandIo,
): Promise<LintPlace> {
  const source = named.source ?? (await io.repositories.find(io.cwd)) ?? io.cwd;
  if ((await io.files.kind(source)) !== 'folder') {
    throw new MarketError('usage', `${source} is no folder.`, { details: { file: source } });
  }
  const root = await io.repositories.find(resolve(io.cwd, source));
  const built = join(root ?? source, MARKET);
  // What was never signed, nobody but its publisher has seen.
  const isSigned = (await io.files.kind(join(built, 'market.json.asc'))) === 'file';
  const below = relative(io.cwd, resolve(io.cwd, source)).replaceAll('\\', '/');
  return {
    ...{ source, root },
    prefix: below === '' ? '' : `${isAbsolute(below) ? source : below}/`.replace(/\/+$/, '/'),
    against: named.against ?? (isSigned ? built : undefined),
    onlySigned: named.against === undefined,
    ignore: await ignoreOf({ source, market: built, root }, io),
  };
}

/** Severities and waivers belong to the source: they count also from another working folder. What is given to the command comes last and wins. */
export async function sourceLists(
  place: LintPlace,
  { severity, waive }: LintLists,
  io: CommandIo,
): Promise<LintLists> {
  const { repository } = await readSettings(io);
  if (place.root === undefined || place.root === repository) return { severity, waive };
  const settings = await readSettings(io, place.root);
  const listOf = (name: string): string[] => {
    const spec: OptionSpec = { type: 'list', setting: `lint.${name}`, summary: '' };
    const value = resolveSetting(spec, settings)?.value;
    return Array.isArray(value) ? value : [];
  };
  return {
    severity: [...listOf('severity'), ...severity],
    waive: [...listOf('waive'), ...waive],
  };
}

interface LintLists {
  severity: string[];
  waive: string[];
}

/** Throws `usage` for a check or a level that there is none of. */
export function readLintSettings(values: LintLists): LintSettings {
  const check = <T>(read: T | string): T => {
    if (typeof read === 'string') throw new MarketError('usage', read);
    return read as T;
  };
  return {
    levels: new Map(values.severity.map((text) => check(readLevel(text, CHECK_NAMES)))),
    waivers: values.waive.map((text) => check(readWaiver(text, CHECK_NAMES))),
  };
}

export interface LintWish {
  settings: LintSettings;
  fix: boolean;
  dryRun: boolean;
  online: boolean;
  onlinePrivate: boolean;
}

/** Findings are those that are left after the repairs; with `dryRun` those that are there now. */
export async function runLint(
  place: LintPlace,
  wish: LintWish,
  io: CommandIo,
): Promise<LintResult> {
  const fixed: FixedFile[] = [];
  for (let round = 0; ; round++) {
    const report = await lintOnce(place, wish, io);
    const last = !wish.fix || round >= MOST_ROUNDS;
    const more = last ? [] : await fixNow(report, place, { wish, io });
    fixed.push(...more);
    if (more.length === 0 || wish.dryRun) return prefixed({ ...report, fixed }, place.prefix);
  }
}

function fixNow(
  { findings }: LintReport,
  { source }: LintPlace,
  { wish, io }: { wish: LintWish; io: CommandIo },
): Promise<FixedFile[]> {
  const { limits } = io;
  return fixSource(io.files.tree(source), { findings, limits, dryRun: wish.dryRun });
}

async function lintOnce(place: LintPlace, wish: LintWish, io: CommandIo): Promise<LintReport> {
  const { source, against, onlySigned, ignore } = place;
  const { limits, clock, signal } = io;
  const tree = io.files.tree(source);
  const listed = await tree.list((path) => isSourceFolder(path) && !ignore(path, true));
  const entries = listed.filter(({ path }) => !ignore(path, false));
  const progress = io.progress('checking', 'packages');
  try {
    return await lintSource({
      ...{ tree, entries, limits, signal, settings: wish.settings, now: clock.now() },
      published: against === undefined ? undefined : io.sources.open(against),
      onlySigned,
      committed: await io.readGitHead(resolve(io.cwd, source)),
      links: wish.online ? io.checkLinks({ allowPrivate: wish.onlinePrivate }) : undefined,
      onFile: (done, total) => progress.set(done, total),
    });
  } finally {
    progress.end();
  }
}

function prefixed(result: LintResult, prefix: string): LintResult {
  const rename = <T extends { file: string }>(item: T): T => ({
    ...item,
    file: prefix + item.file,
  });
  return { ...result, findings: result.findings.map(rename), fixed: result.fixed.map(rename) };
}
