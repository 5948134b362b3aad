/** Every bound of the product in one table with its unit (security rules, section 1); administrators may override some. */
import { MarketError } from './errors.ts';

import type { LimitOverrides } from './model/generated.ts';

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS = {
  /** Bytes of packages.json, categories.json, versions.json; of all shards together. */
  indexBytes: 64 * MIB,
  /** Bytes of market.json. */
  marketBytes: 8 * MIB,
  /** Rows of packages.json. */
  indexRows: 250_000,
  /** Bytes of spec.json. */
  specBytes: MIB,
  /** Bytes of one .asc file. */
  signatureBytes: 64 * 1024,
  /** Packets in one .asc file. */
  signaturePackets: 8,
  /** Bytes of a certificate fetched by address. */
  keyBytes: MIB,
  licenseBytes: MIB,
  /** Bytes of README.md and of CHANGELOG.md. */
  readmeBytes: MIB,
  iconBytes: 256 * 1024,
  /** Width and height of an icon in pixels. */
  iconPixels: 1024,
  /** Bytes of a screenshot or a picture of the README. */
  pictureBytes: 2 * MIB,
  /** Width and height of such a picture in pixels. */
  picturePixels: 4096,
  archiveBytes: 512 * MIB,
  zipEntries: 20_000,
  /** Inflated bytes of all entries together. */
  zipTotalBytes: 1024 * MIB,
  /** Inflated bytes of one entry. */
  zipEntryBytes: 512 * MIB,
  /** Inflated to deflated bytes, checked above `zipRatioFloor`. */
  zipRatio: 200,
  /** Bytes up to which the ratio does not count. */
  zipRatioFloor: MIB,
  /** Bytes of the name of one entry. */
  zipNameBytes: 1024,
  /** Folders that one entry may lie in, and itself. */
  zipDepth: 32,
  externalBytes: 512 * MIB,
  /** Nesting of JSON and YAML. */
  documentDepth: 32,
  /** Values in one JSON or YAML document. */
  documentNodes: 100_000,
  /** Steps down from a package to what it needs, and to what that needs … */
  dependencyDepth: 8,
  /** Packages of one install, the one that was asked for among them. */
  dependencyPackages: 32,
  /** Bytes of a JSON file that an action reads. */
  configBytes: 4 * MIB,
  /** Bytes of a job protocol. */
  protocolBytes: MIB,
  /** Aliases in one YAML document. */
  yamlAliases: 50,
  /** Bytes of one answer of the cluster. */
  clusterBytes: 16 * MIB,
  /** Milliseconds without a byte before a read counts as timed out. */
  idleMs: 30_000,
  /** Bytes per second that a read must reach on the whole, after `totalGraceMs`. */
  totalRate: 50_000,
  totalGraceMs: 60_000,
} as const;

export type Limits = { readonly [Name in keyof typeof DEFAULT_LIMITS]: number };

/** No override may loosen a limit past this many times its default. */
const FACTOR = 4;
/** The one that is a least value: lowering it loosens it. */
const LEAST: ReadonlySet<string> = new Set(['totalRate'] satisfies (keyof Limits)[]);

/** The table with the administrator's overrides. Throws `config-invalid` for one that loosens too much. */
export function applyLimits(overrides: LimitOverrides = {}): Limits {
  const limits: Record<string, number> = { ...DEFAULT_LIMITS };
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined) continue;
    assertWithin(name, value);
    limits[name] = value;
  }
  return limits as Limits;
}

function assertWithin(name: string, value: number): void {
  const usual = DEFAULT_LIMITS[name as keyof Limits];
  const isLeast = LEAST.has(name);
  const allowed = isLeast ? usual / FACTOR : usual * FACTOR;
  if (isLeast ? value >= allowed : value <= allowed) return;
  const bound = isLeast ? 'least' : 'most';
  throw new MarketError(
    'config-invalid',
    `The plugin configuration sets limits.${name} to ${value}; at ${bound} ${allowed} is allowed.`,
    { details: { key: `limits.${name}`, found: value, allowed } },
  );
}
