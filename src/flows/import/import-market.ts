/** Brings the packages of a market back into sources: each version is verified as for an install, and appears whole. */
import { parseDocument } from 'yaml';

import { MarketError } from '#core/errors.ts';
import { dumpProtocol } from '#core/protocol/index.ts';
import { decodeText, parseMarketSource } from '#core/read/index.ts';
import { versionsHeld } from '../copy/mirror-note.ts';
import { readWholeVersion } from '../copy/whole-version.ts';
import { recordReads } from '../copy/record-reads.ts';
import { assertNotCancelled, toFinding } from '../findings.ts';
import { mapInOrder } from '../map-in-order.ts';
import { loadTrust } from '../market-keys.ts';
import { openMarket } from '../open-market.ts';
import { assertNotRefused, fromNotices, versionsOf } from '../verify-market.ts';
import { categoryName, toSources } from './package-sources.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { OpenMarket } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { IndexEvidence } from '#core/model/trust.ts';
import type { Files, Tree } from '#core/ports.ts';
import type { PackageWish } from '../copy/choose-versions.ts';
import type { WholeVersion } from '../copy/whole-version.ts';
import type { MarketDeps } from '../market-keys.ts';
import type { VersionSources } from './package-sources.ts';

export interface ImportMarketDeps extends MarketDeps {
  files: Files;
  /** Whether the signed index must have the id of the configuration (if absent), or may have any. */
  identity?: 'configured' | 'first-use';
  /** Versions so far and in all, and the one that was read last. */
  onProgress?: (done: number, total: number, remark: string) => void;
}

export interface ImportWish {
  /** Folder of the sources, as the user named it. */
  to: string;
  /** All versions of these, or the one that is named; empty: the whole market. */
  wishes: readonly PackageWish[];
  /** Versions that lie in the sources already are made anew. */
  replace: boolean;
}

export interface ImportedVersion extends PackageId {
  /** `kept`: it lay in the sources already and was not looked at. */
  state: 'new' | 'replaced' | 'kept';
  files: number;
}

export interface MarketImportReport {
  /** Of the signed index, at trust level strict. */
  index?: IndexEvidence;
  packages: ImportedVersion[];
  /** With an error among them something that was asked for was not imported. */
  findings: Finding[];
}

const AT_ONCE = 4;
const MARKET_YAML = 'market.yaml';

/** Throws what refuses the market as a whole, and `source-invalid` for a market.yaml that cannot be read. */
export async function importMarket(
  config: MarketConfig,
  wish: ImportWish,
  deps: ImportMarketDeps,
): Promise<MarketImportReport> {
  const recording = recordReads(deps.sources, { base: config.url, mayReuse: () => false });
  const own = { ...deps, sources: recording.sources, recording, lenient: true };
  // Trust 1: keys that do not do are one refusal, not one for each version.
  await loadTrust(config, own);
  const market = await openMarket(config, own);
  assertNotRefused(market);
  const { ids: listed, findings } = chosen(market, wish.wishes);
  const isAll = wish.wishes.length === 0;
  const ids = isAll ? await versionsHeld(deps.sources.open(config.url), listed, deps) : listed;
  findings.push(...fromNotices(market.notices, 'packages.json'));
  const report: MarketImportReport = {
    ...(market.index && { index: market.index }),
    ...{ packages: [], findings },
  };
  const categories = new Set<string>();
  let done = 0;
  const versions = mapInOrder(ids, { atOnce: AT_ONCE }, async (id) => {
    assertNotCancelled(deps.signal);
    if (!wish.replace && (await isThere(id, wish.to, deps.files))) return { id, kept: true };
    return { id, ...(await readVersion(market, id, own)) };
  });
  for await (const { id, kept, whole, finding } of versions) {
    if (kept) report.packages.push({ ...id, state: 'kept', files: 0 });
    if (finding) report.findings.push(finding);
    if (whole) await putVersion(whole, { market, wish, deps, report, categories });
    done += 1;
    deps.onProgress?.(done, ids.length, `${id.name} ${id.version}`);
  }
  await putMarketYaml(market, categories, { tree: deps.files.tree(wish.to), deps });
  return report;
}

function chosen(market: OpenMarket, wishes: readonly PackageWish[]) {
  const findings: Finding[] = [];
  const all = versionsOf(market);
  const fits = (id: PackageId) => (wish: PackageWish) =>
    wish.name === id.name && (wish.version === undefined || wish.version === id.version);
  for (const wish of wishes) {
    if (all.some((id) => fits(id)(wish))) continue;
    const title = [wish.name, wish.version].filter(Boolean).join(' ').slice(0, 200);
    const message = `The market has no package ${title}.`;
    findings.push({
      severity: 'error',
      code: 'package-unknown',
      file: `packages/${wish.name}`,
      message,
    });
  }
  const ids = wishes.length === 0 ? all : all.filter((id) => wishes.some(fits(id)));
  return { ids, findings };
}

function folderOf({ name, version }: PackageId, to: string): string {
  return `${to}/packages/${name}/${version}`;
}

async function isThere(id: PackageId, to: string, files: Files): Promise<boolean> {
  return (await files.kind(`${folderOf(id, to)}/package.yaml`)) !== undefined;
}

async function readVersion(
  market: OpenMarket,
  id: PackageId,
  deps: Parameters<typeof readWholeVersion>[2],
): Promise<{ kept?: boolean; whole?: WholeVersion; finding?: Finding }> {
  try {
    return { whole: await readWholeVersion(market, id, deps) };
  } catch (thrown) {
    const folder = `packages/${id.name}/${id.version}`;
    deps.recording.take(`${folder}/`);
    return { finding: toFinding(thrown, folder) };
  }
}

interface Putting {
  market: OpenMarket;
  wish: ImportWish;
  deps: ImportMarketDeps;
  report: MarketImportReport;
  categories: Set<string>;
}

/** The folder appears whole, so that a run that was killed goes on behind it. */
async function putVersion(
  whole: WholeVersion,
  { market, wish, deps, report, categories }: Putting,
): Promise<void> {
  const { name, version } = whole;
  const rows = market.entries.find((entry) => entry.name === name)?.rows;
  const row = rows?.find((each) => each.version === version);
  let sources: VersionSources;
  try {
    sources = await toSources(whole, row);
  } catch (thrown) {
    report.findings.push(toFinding(thrown, `packages/${name}/${version}`));
    return;
  }
  const state = (await isThere(whole, wish.to, deps.files)) ? 'replaced' : 'new';
  const stage = await deps.files.tree(folderOf(whole, wish.to)).stage();
  try {
    for (const [path, bytes] of sources.files) await stage.write(path, bytes);
    await stage.commit();
  } catch (error) {
    await stage.discard();
    throw error;
  }
  for (const category of sources.categories) categories.add(category);
  report.packages.push({ name, version, state, files: sources.files.size });
  // Which fields are lost is said by what writes package.yaml.
  const own = whole.findings.filter(({ code }) => code !== 'unknown-fields');
  report.findings.push(...own, ...sources.findings);
}

/** What its packages use must stand in market.yaml; what stands there stays, comments too. */
async function putMarketYaml(
  market: OpenMarket,
  used: ReadonlySet<string>,
  { tree, deps }: { tree: Tree; deps: ImportMarketDeps },
): Promise<void> {
  const described = market.categories.map(({ name, label, description }) => ({
    name: categoryName(name),
    label: label ?? name,
    ...(description ? { description } : {}),
  }));
  const named = new Set(described.map(({ name }) => name));
  const others = [...used].filter((name) => !named.has(name));
  const all = [...described, ...others.map((name) => ({ name, label: name }))];
  const isMade = (await deps.files.kind(`${tree.base}/${MARKET_YAML}`)) !== undefined;
  const text = isMade
    ? await extended(
        tree,
        all.filter(({ name }) => used.has(name)),
        deps,
      )
    : made(market, all);
  if (text !== undefined) await tree.write(MARKET_YAML, new TextEncoder().encode(text));
}

function made({ config, ownId }: OpenMarket, categories: object[]): string {
  const id = ownId ?? config.id;
  return dumpProtocol({ id, name: config.name ?? id, categories });
}

/** Undefined where nothing is missing. */
async function extended(
  tree: Tree,
  described: { name: string }[],
  { limits }: ImportMarketDeps,
): Promise<string | undefined> {
  const text = decodeText(await tree.read(MARKET_YAML, limits.specBytes), MARKET_YAML);
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem) {
    throw new MarketError('source-invalid', `${MARKET_YAML} cannot be read: ${problem.message}`);
  }
  const source = parseMarketSource(
    document.toJS({ maxAliasCount: limits.yamlAliases }),
    MARKET_YAML,
  );
  const there = new Set(source.categories.map(({ name }) => name));
  const missing = described.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return undefined;
  for (const category of missing) document.addIn(['categories'], document.createNode(category));
  return document.toString({ lineWidth: 0 });
}
