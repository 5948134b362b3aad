/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */

/**
 * categories.json
 *
 * @maxItems 1000
 */
export type CategoriesFile = Category[];
/**
 * packages.json, packages-<category>.json and shards: one row per version.
 *
 * @maxItems 250000
 */
export type PackagesFile = PackageRow[];
/**
 * packages/<name>/versions.json: version strings, oldest first, or rows.
 *
 * @maxItems 10000
 */
export type VersionsFile = (string | PackageRow)[];

export interface Category {
  name: string;
  label?: string;
  description?: string;
  hasIcon?: boolean;
  [k: string]: unknown;
}
/**
 * Everything an install will do; the executor sends nothing else.
 */
export interface InstallPlan {
  format: 'pai-market-plan/1';
  market: string;
  package: {
    name: string;
    version: string;
  };
  /**
   * Base address of the REST server, ends in a slash.
   */
  cluster: string;
  user: string;
  summary: string[];
  steps: PlanStep[];
}
export interface PlanStep {
  number: number;
  type: string;
  label: string;
  /**
   * In words, what the step does.
   */
  summary: string;
  requests: PlannedRequest[];
  job?: PlannedJob;
  handoff?: Handoff;
}
/**
 * One request, exactly as it will be sent, with secrets as placeholders and without the token.
 */
export interface PlannedRequest {
  /**
   * Unique in the plan, such as 1.2 (step.request).
   */
  id: string;
  /**
   * A probe only reads; its answer decides whether the step may run.
   */
  kind: 'probe' | 'write';
  /**
   * In words, what the request is for.
   */
  purpose: string;
  target: 'openpai';
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Absolute; below the cluster's base address.
   */
  url: string;
  headers: {
    [k: string]: string;
  };
  body?: PlannedBody;
  /**
   * Statuses that mean success.
   *
   * @minItems 1
   */
  expect: [number, ...number[]];
}
export interface PlannedBody {
  text: string;
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Size of the file in bytes.
   */
  size: number;
  secrets: SecretSlot[];
}
/**
 * Where a secret is put in at the moment of sending.
 */
export interface SecretSlot {
  /**
   * Field id of the secret.
   */
  name: string;
  /**
   * RFC 6901 pointer into the body, which is JSON.
   */
  pointer: string;
}
export interface PlannedJob {
  user: string;
  name: string;
}
/**
 * A filled job for the portal's own submission page.
 */
export interface Handoff {
  protocol: {
    [k: string]: unknown;
  };
  omittedSecrets: string[];
}
/**
 * market.json, the signed index.
 */
export interface MarketIndex {
  format: 'pai-market/1';
  market: string;
  serial: number;
  /**
   * RFC 3339, UTC.
   */
  issued: string;
  /**
   * RFC 3339, UTC.
   */
  expires: string;
  files: {
    [k: string]: FilePin;
  };
  /**
   * @maxItems 10000
   */
  shards?: ShardPin[];
  /**
   * @maxItems 64
   */
  nextKeys?: string[];
  [k: string]: unknown;
}
export interface FilePin {
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Size of the file in bytes.
   */
  size: number;
  [k: string]: unknown;
}
export interface ShardPin {
  path: string;
  rows: number;
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Size of the file in bytes.
   */
  size: number;
  [k: string]: unknown;
}
/**
 * SOURCE/market.yaml
 */
export interface MarketSource {
  id: string;
  name: string;
  /**
   * @maxItems 1000
   */
  categories: {
    name: string;
    label: string;
    description?: string;
  }[];
}
/**
 * One row of packages.json: one version of one package. Unknown fields are ignored.
 */
export interface PackageRow {
  /**
   * Package name, at most 128 characters (security rule 5.3).
   */
  name: string;
  /**
   * Package version, at most 64 characters (security rule 5.3).
   */
  version: string;
  /**
   * Title for people.
   */
  label?: string;
  description?: string;
  author?: string;
  org?: string;
  /**
   * @maxItems 64
   */
  categories?: string[];
  /**
   * @maxItems 64
   */
  tags?: string[];
  /**
   * Seconds since the epoch, UTC.
   */
  created?: number;
  /**
   * What changed in this version, one line or Markdown.
   */
  changelog?: string;
  /**
   * Version range such as [1.7.0,2.0.0); an empty range matches nothing.
   */
  cdapVersion?: string;
  /**
   * Version range such as [1.7.0,2.0.0); an empty range matches nothing.
   */
  paiVersion?: string;
  /**
   * Name of the licence file; license.txt if absent.
   */
  license?: string;
  /**
   * SPDX expression of the licence.
   */
  licenseId?: string;
  /**
   * OpenPAI components inside.
   *
   * @maxItems 16
   */
  components?: ('job' | 'data' | 'script' | 'dockerimage' | 'output')[];
  dependencies?: Dependencies;
  beta?: boolean;
  paid?: boolean;
  /**
   * Why this version was withdrawn.
   */
  yanked?: string;
  spec?: FilePin;
  [k: string]: unknown;
}
export interface Dependencies {
  cdap?: {
    minVersion?: string;
    maxVersion?: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * SOURCE/packages/<name>/<version>/package.yaml
 */
export interface PackageSource {
  label: string;
  description: string;
  author: string;
  org?: string;
  /**
   * Seconds since the epoch, UTC.
   */
  created?: number;
  /**
   * @minItems 1
   * @maxItems 64
   */
  categories: [string, ...string[]];
  /**
   * @maxItems 64
   */
  tags?: string[];
  dependencies?: Dependencies;
  /**
   * Version range such as [1.7.0,2.0.0); an empty range matches nothing.
   */
  cdapVersion?: string;
  /**
   * Version range such as [1.7.0,2.0.0); an empty range matches nothing.
   */
  paiVersion?: string;
  license?: string;
  licenseId?: string;
  changelog?: string;
  /**
   * OpenPAI components inside.
   *
   * @maxItems 16
   */
  components?: ('job' | 'data' | 'script' | 'dockerimage' | 'output')[];
  beta?: boolean;
  yanked?: string;
  /**
   * @minItems 1
   * @maxItems 64
   */
  actions: [Action, ...Action[]];
}
/**
 * One step of the wizard.
 */
export interface Action {
  type: string;
  label?: string;
  /**
   * @maxItems 64
   */
  arguments?: ActionArgument[];
  [k: string]: unknown;
}
export interface ActionArgument {
  name: string;
  /**
   * The value; fixed unless canModify is true.
   */
  value?: {
    [k: string]: unknown;
  };
  /**
   * The value that the field starts with.
   */
  default?: {
    [k: string]: unknown;
  };
  canModify?: boolean;
  label?: string;
  description?: string;
  [k: string]: unknown;
}
/**
 * The config dictionary of the plugin in services-configuration.yaml.
 */
export interface PluginConfig {
  /**
   * @maxItems 64
   */
  markets: MarketConfig[];
  limits?: LimitOverrides;
  cdap?: CdapConfig;
}
export interface MarketConfig {
  /**
   * Identifier of the market, used in addresses and job tags.
   */
  id: string;
  /**
   * Name shown to users; the id if absent.
   */
  name?: string;
  /**
   * Base address of the market, http or https.
   */
  url: string;
  /**
   * Armored OpenPGP certificates, or addresses of such.
   *
   * @maxItems 32
   */
  keys?: string[];
  /**
   * @maxItems 64
   *
   * Items: Full fingerprint of a primary key, 40 or 64 hexadecimal digits.
   */
  fingerprints?: string[];
  /**
   * How many different keys must have signed; 1 if absent.
   */
  threshold?: number;
  /**
   * strict if absent.
   */
  trust?: 'strict' | 'signatures' | 'off';
  /**
   * @maxItems 64
   */
  externalOrigins?: string[];
}
/**
 * Limits in bytes, entries or times; up to four times the default.
 */
export interface LimitOverrides {
  indexBytes?: number;
  marketBytes?: number;
  indexRows?: number;
  specBytes?: number;
  signatureBytes?: number;
  signaturePackets?: number;
  keyBytes?: number;
  licenseBytes?: number;
  readmeBytes?: number;
  iconBytes?: number;
  iconPixels?: number;
  archiveBytes?: number;
  zipEntries?: number;
  zipTotalBytes?: number;
  zipEntryBytes?: number;
  zipRatio?: number;
  zipRatioFloor?: number;
  zipNameBytes?: number;
  zipDepth?: number;
  externalBytes?: number;
  documentDepth?: number;
  documentNodes?: number;
  protocolBytes?: number;
  yamlAliases?: number;
  clusterBytes?: number;
  idleMs?: number;
  totalRate?: number;
  totalGraceMs?: number;
}
export interface CdapConfig {
  url?: string;
  namespace?: string;
}
/**
 * plugin.json: what an administrator registers in services-configuration.yaml.
 */
export interface PluginManifest {
  $schema?: string;
  /**
   * The same as in package.json.
   */
  name: string;
  /**
   * Text of the tab in the portal.
   */
  title: string;
  /**
   * The same as in package.json.
   */
  version: string;
  description: string;
  /**
   * The script whose address is the plugin's uri; its chunks lie next to it.
   */
  entry: string;
  element: 'pai-plugin';
  /**
   * Schema of the config dictionary.
   */
  configSchema: string;
  /**
   * One entry of webportal.plugins.
   */
  example: {
    title: string;
    uri: string;
    config: PluginConfig;
  };
}
/**
 * What an install did; kept in the browser and printed by the command line.
 */
export interface Receipt {
  format: 'pai-market-receipt/1';
  id: string;
  market: string;
  package: {
    name: string;
    version: string;
  };
  cluster: string;
  user: string;
  startedAt: string;
  finishedAt: string;
  outcome: 'done' | 'failed' | 'cancelled';
  errorCode?: string;
  /**
   * Items: Fingerprint.
   */
  signers: string[];
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  archiveSha256?: string;
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  licenseSha256?: string;
  /**
   * Step number to field id to value; secrets left out.
   */
  answers: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  steps: ReceiptStep[];
}
export interface ReceiptStep {
  number: number;
  type: string;
  label: string;
  state: 'done' | 'failed' | 'not-started';
  job?: {
    user: string;
    name: string;
  };
  requests: ReceiptRequest[];
}
export interface ReceiptRequest {
  id: string;
  method: string;
  url: string;
  status: number;
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  bodySha256?: string;
}
/**
 * packages/<name>/<version>/spec.json. The reader accepts the spelling spec-version for specVersion. Unknown fields are ignored and listed.
 */
export interface PackageSpec {
  specVersion: string;
  /**
   * Package name, at most 128 characters (security rule 5.3).
   */
  name?: string;
  /**
   * Package version, at most 64 characters (security rule 5.3).
   */
  version?: string;
  label?: string;
  description?: string;
  author?: string;
  org?: string;
  /**
   * Seconds since the epoch, UTC.
   */
  created?: number;
  changelog?: string;
  /**
   * @maxItems 64
   */
  categories?: string[];
  /**
   * @maxItems 64
   */
  tags?: string[];
  dependencies?: Dependencies;
  /**
   * Version range such as [1.7.0,2.0.0); an empty range matches nothing.
   */
  cdapVersion?: string;
  /**
   * Version range such as [1.7.0,2.0.0); an empty range matches nothing.
   */
  paiVersion?: string;
  license?: string;
  licenseId?: string;
  /**
   * OpenPAI components inside.
   *
   * @maxItems 16
   */
  components?: ('job' | 'data' | 'script' | 'dockerimage' | 'output')[];
  beta?: boolean;
  paid?: boolean;
  archive?: ArchivePin;
  /**
   * Digest and size of every other file of the package by its name.
   */
  files?: {
    [k: string]: FilePin;
  };
  /**
   * @maxItems 64
   */
  actions: Action[];
  [k: string]: unknown;
}
export interface ArchivePin {
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Size of the file in bytes.
   */
  size: number;
  /**
   * @maxItems 20000
   */
  entries?: ArchiveEntry[];
  [k: string]: unknown;
}
export interface ArchiveEntry {
  name: string;
  /**
   * Size of the file in bytes.
   */
  size: number;
  /**
   * SHA-256 of the file, lower-case hexadecimal.
   */
  sha256: string;
  [k: string]: unknown;
}
