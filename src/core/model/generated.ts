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
  format: 'pai-market-plan/2';
  market: string;
  package: PackageName;
  /**
   * All that are installed, dependencies first, this package last.
   *
   * @maxItems 64
   */
  packages: PackageName[];
  clusters: PlanClusters;
  user: string;
  /**
   * In words, what the package will be able to do: all together first.
   */
  summary: string[];
  /**
   * What the user should think about before it runs.
   */
  warnings: string[];
  /**
   * @maxItems 1024
   */
  steps: PlanStep[];
}
/**
 * One version of one package of the market at hand.
 */
export interface PackageName {
  name: string;
  version: string;
}
/**
 * Base address of each cluster that a step asks; each ends in a slash.
 */
export interface PlanClusters {
  openpai?: string;
  cdap?: string;
}
export interface PlanStep {
  number: number;
  package: PackageName;
  type: string;
  label: string;
  /**
   * In words, what the step does.
   */
  summary: string;
  requests: PlannedRequest[];
  /**
   * What would take the step back, in the order in which it is sent; only where this install did the write.
   */
  undo: PlannedRequest[];
  job?: PlannedJob;
  handoff?: Handoff;
}
/**
 * One request, exactly as it will be sent, with secrets as placeholders and without the token.
 */
export interface PlannedRequest {
  /**
   * Unique in the plan, such as 1.2 (step.request); 1.2u takes 1.2 back.
   */
  id: string;
  /**
   * A probe only reads; its answer decides about writes. An undo runs only when the user asks for it.
   */
  kind: 'probe' | 'write' | 'undo';
  /**
   * In words, what the request is for; completes '… failed'.
   */
  purpose: string;
  target: 'openpai' | 'cdap';
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Absolute; below the base address of its cluster.
   */
  url: string;
  headers: {
    [k: string]: string;
  };
  body?: TextBody | BytesBody;
  /**
   * Statuses that mean something here; every other one is a failure.
   *
   * @maxItems 16
   */
  answers: PlannedAnswer[];
  entity?: Entity;
  /**
   * Of a probe: the writes that run only if it says so.
   */
  decides?: string[];
  present?: WhenPresent;
  /**
   * Of a write: whether sending it twice ends as sending it once.
   */
  repeat?: 'safe' | 'once';
  /**
   * Of an undo: the write that it takes back.
   */
  undoes?: string;
}
/**
 * A body that stands in the plan, with secrets as placeholders; digest and size are over this form.
 */
export interface TextBody {
  kind: 'text';
  text: string;
  /**
   * SHA-256, lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Size in bytes.
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
/**
 * A body too large or too binary to stand in the plan; the bytes sent have this digest and size.
 */
export interface BytesBody {
  kind: 'bytes';
  source: BodySource;
  /**
   * SHA-256, lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Size in bytes.
   */
  size: number;
}
export interface BodySource {
  /**
   * A file of a verified package, of a checked download from elsewhere, or one that the user gave.
   */
  from: 'package' | 'external' | 'user';
  /**
   * name@version, for package and external.
   */
  package?: string;
  /**
   * Name in the package, in the external archive, or on the user's disk.
   */
  file: string;
  /**
   * Address of the external file.
   */
  url?: string;
}
export interface PlannedAnswer {
  status: number;
  /**
   * done: the write happened. absent, present: what a probe found, or why a write or an undo was not needed.
   */
  means: 'done' | 'absent' | 'present';
}
/**
 * A thing on a cluster, named so that two installs mean the same one.
 */
export interface Entity {
  target: 'openpai' | 'cdap';
  kind:
    'job' | 'artifact' | 'artifact-properties' | 'app' | 'draft' | 'stream' | 'events' | 'dataset';
  /**
   * CDAP namespace, or user of a job.
   */
  namespace?: string;
  name: string;
  version?: string;
}
/**
 * Of a probe: what follows when the thing is there.
 */
export interface WhenPresent {
  /**
   * What being there already means where no receipt or journal of ours explains it: enough; the user decides; refused.
   */
  then: 'skip' | 'ask' | 'conflict';
  /**
   * Where all are equal it is the same thing and `then` is skip.
   */
  compare?: Comparison[];
  /**
   * What a difference means; `then` if absent.
   */
  differs?: 'ask' | 'conflict';
  /**
   * The user may run the writes all the same; in words, what that does.
   */
  replace?: string;
  /**
   * In words, what is there already.
   */
  words?: string;
}
export interface Comparison {
  /**
   * RFC 6901 pointer into the probe's answer.
   */
  pointer: string;
  /**
   * JSON value that stands there when it is the same thing.
   */
  value: {
    [k: string]: unknown;
  };
  /**
   * What is compared, in words.
   */
  words?: string;
  /**
   * The answer holds the value as JSON text.
   */
  json?: boolean;
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
 * How far an install came; kept until its receipt is written, so that it can be resumed after a reload, a crash or in another tab.
 */
export interface InstallJournal {
  format: 'pai-market-journal/1';
  /**
   * Of the receipt to come.
   */
  id: string;
  plan: InstallPlan;
  /**
   * Step number to field id to value; secrets left out.
   */
  answers: {
    [k: string]: {
      [k: string]: unknown;
    };
  };
  /**
   * By request id, what the user decided about what is there already, or about a write of unknown outcome.
   */
  decisions: {
    [k: string]: 'adopt' | 'replace' | 'again';
  };
  startedAt: string;
  updatedAt: string;
  /**
   * By request id, what became of it; written before it is sent (outcome unknown) and after its answer.
   */
  records: {
    [k: string]: ReceiptRequest;
  };
  doneSteps?: number[];
  error?: JournalError;
}
export interface ReceiptRequest {
  id: string;
  kind: 'probe' | 'write' | 'undo';
  purpose: string;
  target: 'openpai' | 'cdap';
  method: string;
  url: string;
  /**
   * Of a write: done; found done after a lost answer; skipped, as the same was there; adopted, as the user said so; failed; unknown. Of a probe: absent, present. undone: taken back since.
   */
  outcome:
    | 'done'
    | 'found'
    | 'skipped'
    | 'adopted'
    | 'absent'
    | 'present'
    | 'failed'
    | 'unknown'
    | 'undone';
  status?: number;
  /**
   * What the cluster said, cut and without secrets.
   */
  answer?: string;
  sentAt?: string;
  answeredAt?: string;
  /**
   * SHA-256, lower-case hexadecimal.
   */
  bodySha256?: string;
  /**
   * Size in bytes.
   */
  bodySize?: number;
  entity?: Entity;
}
/**
 * Why it stopped, if it did.
 */
export interface JournalError {
  code: string;
  message: string;
  step?: number;
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
   * Whether each pinned file lies at by-hash/<sha256>.json too, and the signature of this file at by-hash/<its sha256>.asc; not packages.json where there are shards.
   */
  byHash?: boolean;
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
 * mirror.json: what a copy made by `pai-market mirror` holds. It is not signed and vouches for nothing.
 */
export interface MirrorNote {
  format: 'pai-market-mirror/1';
  /**
   * Identifier that the signed index of the market gives itself.
   */
  market?: string;
  /**
   * Address of the market, without user, password and query; absent for a folder.
   */
  from?: string;
  /**
   * Trust level at which the files were read; readers of a higher level lack files.
   */
  trust: 'strict' | 'signatures' | 'off';
  /**
   * Of the signed index.
   */
  serial?: number;
  /**
   * Whether every version that the market lists is here.
   */
  whole: boolean;
  /**
   * The versions that are here, in the order of the list.
   *
   * @maxItems 250000
   */
  packages: MirroredVersion[];
  [k: string]: unknown;
}
export interface MirroredVersion {
  name: string;
  version: string;
  [k: string]: unknown;
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
  needs?: PackageNeeds;
  [k: string]: unknown;
}
export interface Dependencies {
  cdap?: {
    minVersion?: string;
    maxVersion?: string;
    [k: string]: unknown;
  };
  /**
   * Packages of the same market that are installed first.
   *
   * @maxItems 32
   */
  packages?: PackageDependency[];
  [k: string]: unknown;
}
/**
 * Another package of the same market.
 */
export interface PackageDependency {
  name: string;
  /**
   * One version, or a range such as [1.0.0,2.0.0).
   */
  version: string;
  /**
   * SHA-256 of its spec.json, where one version is asked for.
   */
  sha256?: string;
  [k: string]: unknown;
}
/**
 * What the largest job of a package asks the cluster for, all its tasks together.
 */
export interface PackageNeeds {
  /**
   * GPUs.
   */
  gpu?: number;
  /**
   * CPU cores.
   */
  cpu?: number;
  /**
   * Memory in MiB, as job protocols count it.
   */
  memoryMB?: number;
  [k: string]: unknown;
}
/**
 * package.yaml, which makes its folder a package version
 */
export interface PackageSource {
  /**
   * Name of the package; without it the folder above the last says it.
   */
  name?: string;
  /**
   * Version of the package; without it the folder says it.
   */
  version?: string;
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
  /**
   * @maxItems 8
   */
  screenshots?: Screenshot[];
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
export interface Screenshot {
  /**
   * Name of a PNG or JPEG beside the spec.
   */
  file: string;
  /**
   * What it shows, for those who do not see it.
   */
  label?: string;
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
  /**
   * Whether installs may begin while the portal is shown inside another page; false if absent.
   */
  framed?: boolean;
  cdap?: CdapConfig;
  /**
   * Language of the plugin where the user chose none; that of the portal if absent.
   */
  language?: 'en' | 'zh';
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
  packages?: PackageRules;
  /**
   * Groups of OpenPAI whose members see this market; everybody if absent. This tidies what users see, it keeps no secret.
   *
   * @minItems 1
   * @maxItems 64
   */
  groups?: [string, ...string[]];
}
/**
 * Which packages of this market exist for the users of this cluster. A pattern is a name in which * stands for any characters, and may end in @ with a version or a range: mnist-*, team-x.*@[1.0.0,2.0.0).
 */
export interface PackageRules {
  /**
   * Only these, if given.
   *
   * @maxItems 1000
   */
  allow?: string[];
  /**
   * Not these, also where they are allowed.
   *
   * @maxItems 1000
   */
  deny?: string[];
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
  pictureBytes?: number;
  picturePixels?: number;
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
  dependencyDepth?: number;
  dependencyPackages?: number;
  configBytes?: number;
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
  /**
   * Whether packages may write into CDAP's system scope; false if absent.
   */
  systemScope?: boolean;
  /**
   * Whether to show how far uploads to CDAP came; false if absent. Browsers tell that only of requests with cookies, and the portal's cookie holds the token of OpenPAI: only for a proxy that takes cookies off requests to CDAP.
   */
  uploadProgress?: boolean;
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
 * What an install did; kept in the browser, exported and imported, and printed by the command line.
 */
export interface Receipt {
  format: 'pai-market-receipt/2';
  id: string;
  market: string;
  marketUrl?: string;
  package: PackageName;
  packages: ReceiptPackage[];
  clusters: {
    openpai?: string;
    cdap?: string;
  };
  user: string;
  startedAt: string;
  finishedAt: string;
  outcome: 'done' | 'failed' | 'cancelled' | 'undone';
  /**
   * Of a receipt that came out of a file: when. What it says is shown, and is no proof of what is on a cluster.
   */
  importedAt?: string;
  errorCode?: string;
  errorMessage?: string;
  trust: 'strict' | 'signatures' | 'off';
  /**
   * Items: Fingerprint.
   */
  signers: string[];
  /**
   * SHA-256, lower-case hexadecimal.
   */
  planSha256?: string;
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
/**
 * One package of the install with what proves its bytes.
 */
export interface ReceiptPackage {
  name: string;
  version: string;
  label?: string;
  signers: string[];
  /**
   * SHA-256, lower-case hexadecimal.
   */
  specSha256?: string;
  /**
   * SHA-256, lower-case hexadecimal.
   */
  archiveSha256?: string;
  /**
   * SHA-256, lower-case hexadecimal.
   */
  licenseSha256?: string;
}
export interface ReceiptStep {
  number: number;
  package: PackageName;
  type: string;
  label: string;
  state: 'done' | 'failed' | 'not-started';
  job?: PlannedJob;
  requests: ReceiptRequest[];
  /**
   * What takes back the writes that this install did.
   */
  undo: PlannedRequest[];
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
  needs?: PackageNeeds;
  /**
   * @maxItems 8
   */
  screenshots?: Screenshot[];
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
