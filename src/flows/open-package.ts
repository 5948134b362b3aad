/** Opens one version of a package: its spec verified and read, then the texts and the icon that belong to it. */
import { MarketError, toProblem } from '#core/errors.ts';
import { cdapRange, pickRelease, withdrawnReason } from '#core/find/index.ts';
import { parseSpec } from '#core/read/index.ts';
import { bindPinned, expiryOf } from '#core/verify/index.ts';
import { readSigned } from './market-files.ts';
import { loadTrust } from './market-keys.ts';
import { explainSigner } from './market-memory.ts';
import { trustNotices } from './market-trust.ts';
import { packageRules } from './package-rules.ts';
import { readTexts } from './package-texts.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { Limits } from '#core/limits.ts';
import type { MarketConfig, PackageNeeds, PackageRow, PackageSpec } from '#core/model/generated.ts';
import type { ClusterVersions } from '#core/model/listing.ts';
import type { Notice, OpenMarket, OpenPackage, PackageRef, Release } from '#core/model/market.ts';
import type { Evidence, Verified } from '#core/model/trust.ts';
import type { FileTrust, PackagePlace } from './market-files.ts';
import type { MarketDeps } from './market-keys.ts';

export interface OpenPackageDeps extends MarketDeps {
  /** Of the clusters, as far as they are known: where no version is asked for, the newest that suits them is opened. */
  versions?: ClusterVersions | undefined;
}

/**
 * Throws `package-unknown`, `package-denied`, config-*, net-*, signature-*, signer-unknown, key-*, spec-*, `license-digest`,
 * `file-digest` and, at `strict`, `index-mismatch` for a list that says otherwise than the spec; what is only missing
 * or odd is a notice.
 */
export async function openPackage(
  market: OpenMarket,
  ref: PackageRef,
  deps: OpenPackageDeps,
): Promise<OpenPackage> {
  const { config } = market;
  const { row, releases } = findVersion(market, ref, deps.versions ?? {});
  const newest = releases.find(({ withdrawn }) => withdrawn === undefined)?.version;
  const trust = await loadTrust(config, deps);
  const { name, version } = row;
  const source = deps.sources.open(config.url);
  const place: PackagePlace = { ...deps, source, name, version };
  const file = await readSpec(market, row, { place, trust, deps });
  const { spec, notices } = parseSpec(file, row, deps.limits);
  const differing = compareRow(row, spec, file.evidence);
  if (trust.level === 'strict') assertSame(file.path, differing, spec);
  const texts = await readTexts(place, { spec, row, level: trust.level });
  const yanked = withdrawnReason(row);
  return {
    market: config,
    name,
    version,
    versions: releases.map((release) => release.version),
    releases,
    ...(newest === undefined ? {} : { newest }),
    ...(yanked === undefined ? {} : { yanked }),
    ...(trust.level === 'strict' ? indexOf(market, deps.clock.now()) : {}),
    spec,
    categories: titlesOf(spec.categories ?? [], market),
    evidence: file.evidence,
    ...texts.found,
    notices: [
      ...trustNotices(config),
      ...market.notices.filter(({ code }) => code === 'key-announced'),
      ...keyNotices(trust),
      ...notices,
      ...(trust.level === 'strict' ? [] : differenceNotices(differing)),
      ...texts.notices,
    ],
  };
}

interface Reading {
  place: PackagePlace;
  trust: FileTrust;
  deps: MarketDeps;
}

async function readSpec(
  market: OpenMarket,
  row: PackageRow,
  { place, trust, deps }: Reading,
): Promise<Verified> {
  const limit = deps.limits.specBytes;
  // At `signatures` the index is unsigned: its digest of the spec may hint at a mistake, but decides nothing.
  const pin = trust.level === 'off' ? row.spec : undefined;
  const accept = (file: Verified) =>
    trust.level === 'strict' ? bindToIndex(file, { market, row, deps }) : file;
  const request = { file: 'spec.json', limit, pin, digestCode: 'spec-digest', accept } as const;
  return explainSigner(market.config, deps.memory, () => readSigned(place, request, trust));
}

/**
 * Trust 2: at `strict` the signed index pins the spec; where it does not, there is no package. A spec that was signed
 * for another package is told as that (`spec-identity`), as it says more than two digests.
 */
function bindToIndex(
  file: Verified,
  { market, row, deps }: { market: OpenMarket; row: PackageRow; deps: MarketDeps },
): Verified {
  if (!market.index || !row.spec) {
    throw new MarketError(
      'index-mismatch',
      `The signed index of the market does not pin the spec of ${row.name} ${row.version}.`,
      { details: { market: market.config.id, package: `${row.name} ${row.version}` } },
    );
  }
  try {
    return bindPinned(file, row.spec, 'spec-digest');
  } catch (error) {
    assertIdentity(file, row, deps.limits);
    throw error;
  }
}

/** Throws `spec-identity`; whatever else is wrong with a spec that is not the pinned one does not matter. */
function assertIdentity(file: Verified, row: PackageRow, limits: Limits): void {
  try {
    parseSpec(file, row, limits);
  } catch (error) {
    if (error instanceof MarketError && error.code === 'spec-identity') throw error;
  }
}

/** What was proved of the index; a list that stayed open until its index expired is as good as an expired one. */
function indexOf(
  { index, refusal }: OpenMarket,
  now: number,
): Pick<OpenPackage, 'index' | 'refusal'> {
  const expired = index && expiryOf(index, now);
  const problem = refusal ?? (expired && toProblem(expired));
  return { ...(index ? { index } : {}), ...(problem ? { refusal: problem } : {}) };
}

/** The row that is asked for, or offered, and all versions, newest first. */
function findVersion(
  { config, entries }: OpenMarket,
  ref: PackageRef,
  clusters: ClusterVersions,
): { row: PackageRow; releases: Release[] } {
  const rows = entries.find(({ name }) => name === ref.name)?.rows;
  const row =
    rows && ref.version === undefined
      ? pickRelease(rows, clusters)
      : rows?.find(({ version }) => version === ref.version);
  if (rows && row) return { row, releases: rows.map(toRelease) };
  throw packageRules(config).denies(ref.name, ref.version)
    ? denied(config, ref)
    : unknown(config, ref);
}

function toRelease(row: PackageRow): Release {
  const { version, created, beta, changelog, paiVersion } = row;
  const [withdrawn, cdapVersion] = [withdrawnReason(row), cdapRange(row)];
  return {
    version,
    ...(created === undefined ? {} : { created }),
    ...(beta === undefined ? {} : { beta }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
    ...(changelog === undefined ? {} : { changelog }),
    ...(paiVersion === undefined ? {} : { paiVersion }),
    ...(cdapVersion === undefined ? {} : { cdapVersion }),
  };
}

function unknown({ id, name }: MarketConfig, ref: PackageRef): MarketError {
  const title = titleOf(ref);
  return new MarketError('package-unknown', `The market ${name ?? id} has no package ${title}.`, {
    details: { market: id, package: title },
  });
}

/** Whether the market has it is not looked at: rows that the rules take out are gone before anybody sees them. */
function denied({ id, name }: MarketConfig, ref: PackageRef): MarketError {
  const title = titleOf(ref);
  return new MarketError(
    'package-denied',
    `The package ${title} of the market ${name ?? id} is not for users of this cluster: the rules of your administrator leave it out.`,
    { details: { market: id, package: title } },
  );
}

function titleOf({ name, version }: PackageRef): string {
  return [name, version].filter(Boolean).join(' ').slice(0, 200);
}

function titlesOf(names: readonly string[], { categories }: OpenMarket): string[] {
  return names.map((name) => categories.find((each) => each.name === name)?.label ?? name);
}

function keyNotices(trust: FileTrust): Notice[] {
  if (trust.level === 'off') return [];
  return trust.keyring.certificates
    .filter(({ problem }) => problem !== undefined)
    .map(({ fingerprint, problem }) => ({
      code: 'key-unusable',
      text: `A configured key is not used: ${fingerprint} (${reasonOf(problem)}).`,
    }));
}

function reasonOf(problem: ErrorCode | undefined): string {
  if (problem === 'config-key-pin') return 'it is none of the configured fingerprints';
  return problem ?? 'unknown';
}

const COMPARED = [
  'label',
  'description',
  'author',
  'org',
  'categories',
  'tags',
  'cdapVersion',
  'paiVersion',
  'license',
  'needs',
] as const;

type ComparedField = (typeof COMPARED)[number] | 'digest of the spec';

/**
 * R20: fields in which the list and the verified spec differ; pages show the spec. A range that matches nothing is how
 * a row withdraws a version whose spec stays as it is.
 */
function compareRow(row: PackageRow, spec: PackageSpec, { sha256 }: Evidence): ComparedField[] {
  const isWithdrawn = withdrawnReason(row) !== undefined;
  const differing: ComparedField[] = COMPARED.filter(
    (field) =>
      row[field] !== undefined &&
      toText(row[field]) !== toText(spec[field]) &&
      !(isWithdrawn && field.endsWith('Version')),
  );
  if (row.spec && row.spec.sha256 !== sha256) differing.push('digest of the spec');
  return differing;
}

/**
 * R20: at `strict` both are signed, so that one of them is not what its publisher meant. What only the row says, such
 * as the name of the licence, contradicts nothing.
 */
function assertSame(path: string, differing: ComparedField[], spec: PackageSpec): void {
  const stated = differing.filter(
    (field) => field === 'digest of the spec' || spec[field] !== undefined,
  );
  if (stated.length === 0) return;
  throw new MarketError(
    'index-mismatch',
    `${path} says otherwise than the signed index of the market (${stated.join(', ')}). The operator of the market must build and sign it again.`,
    { details: { file: path, found: stated.join(', ') } },
  );
}

function differenceNotices(differing: ComparedField[]): Notice[] {
  if (differing.length === 0) return [];
  return [
    {
      code: 'index-mismatch',
      text: `The package list says otherwise than the package itself (${differing.join(', ')}); shown is what the package says.`,
    },
  ];
}

function toText(value: string | string[] | PackageNeeds | undefined): string {
  if (Array.isArray(value)) return [...value].sort().join('\n');
  if (typeof value !== 'object') return value ?? '';
  return [value.gpu, value.cpu, value.memoryMB].join('\n');
}
