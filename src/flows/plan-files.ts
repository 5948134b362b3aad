/** Reads the files of packages as the planner sees them: digests of all, text and values of those that it must look into. */
import { MarketError } from '#core/errors.ts';
import { parseComponent, parseProtocol, parseYaml } from '#core/protocol/index.ts';
import { decodeText, readJson } from '#core/read/index.ts';
import { keyOf } from './tree-names.ts';

import type { Limits } from '#core/limits.ts';
import type { LoadedTree } from '#core/model/market.ts';
import type { FileEntry } from '#core/model/trust.ts';
import type { NeededFile, PlanFile, SourceStep } from '#core/plan/index.ts';
import type { ProtocolFinding } from '#core/protocol/index.ts';

/** `owner` is `name@version`. Each file is read once. */
export interface FileReader {
  /**
   * Undefined for an optional file that the package does not have. Throws `action-file` for one that it must have and for JSON that cannot be
   * read, `protocol-invalid`, and zip-*.
   */
  read(owner: string, needed: NeededFile, step: number): Promise<PlanFile | undefined>;
  /** A component file, checked. Throws as `read`. */
  component(owner: string, file: string): Promise<Component>;
}

type Component = SourceStep['components'][number]['component'];
type Protocol = NonNullable<PlanFile['protocol']>;

/** How many findings on a protocol are told in one message. */
const MAX_FINDINGS = 10;

export function createFileReader(loaded: LoadedTree, limits: Limits): FileReader {
  const known = new Map<string, Promise<PlanFile>>();
  const find = (owner: string, file: string) =>
    loaded.packages.find((each) => keyOf(each.package) === owner)?.files.entries.get(file);
  const once = (key: string, make: () => Promise<PlanFile>) => {
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  };
  return {
    async read(owner, { file, role, optional }, step) {
      const entry = find(owner, file);
      if (!entry && optional) return undefined;
      if (!entry) throw missing(owner, file, step);
      return once(JSON.stringify([owner, file, role]), () =>
        toPlanFile(entry, { owner, role, limits }),
      );
    },
    async component(owner, file) {
      const entry = find(owner, file);
      if (!entry) throw missing(owner, file);
      return readComponent(entry, owner, limits);
    },
  };
}

interface Reading {
  owner: string;
  role: NeededFile['role'];
  limits: Limits;
}

async function toPlanFile(entry: FileEntry, reading: Reading): Promise<PlanFile> {
  const { role, limits, owner } = reading;
  const file = { name: entry.name, size: entry.size, sha256: await entry.sha256() };
  if (role === 'bytes') return file;
  if (role === 'config') return { ...file, ...(await readConfig(entry, limits, owner)) };
  assertSize(entry, limits);
  const bytes = await entry.read();
  if (role === 'protocol') return { ...file, protocol: readProtocol(bytes, entry.name, limits) };
  return { ...file, protocol: readTemplate(bytes, entry.name, limits) };
}

const JSON_CODES = {
  encoding: 'action-file',
  syntax: 'action-file',
  content: 'action-file',
} as const;

/** I06: within the limits of all JSON; what is sent is the verified text. */
async function readConfig(
  entry: FileEntry,
  limits: Limits,
  owner: string,
): Promise<Pick<PlanFile, 'text' | 'json'>> {
  if (entry.size > limits.configBytes) {
    throw new MarketError(
      'action-file',
      `The file ${entry.name} of ${owner} has ${entry.size} bytes; at most ${limits.configBytes} are read as JSON (limits.configBytes).`,
      { details: { file: entry.name, found: entry.size, allowed: limits.configBytes } },
    );
  }
  const bytes = await entry.read();
  const name = `${entry.name} of ${owner}`;
  const json = readJson(bytes, name, limits, JSON_CODES) as NonNullable<PlanFile['json']>;
  return { text: decodeText(bytes, name, 'action-file'), json };
}

function assertSize({ name, size }: FileEntry, { protocolBytes }: Limits): void {
  if (size <= protocolBytes) return;
  throw new MarketError(
    'protocol-invalid',
    `The job protocol ${name} has ${size} bytes; at most ${protocolBytes} are read.`,
    { details: { file: name, found: size, allowed: protocolBytes } },
  );
}

function readProtocol(bytes: Uint8Array, name: string, limits: Limits): Protocol {
  const parsed = parseProtocol(bytes, limits);
  if (parsed.ok) return parsed.protocol as unknown as Protocol;
  throw refused(name, parsed.errors);
}

/** Whole only with the components of other packages: it is checked when they are in it. */
function readTemplate(bytes: Uint8Array, name: string, limits: Limits): Protocol {
  let value: unknown;
  try {
    value = parseYaml(decodeText(bytes, name, 'protocol-invalid'), limits);
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    throw refused(name, [{ path: '', message: error.message }]);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Protocol;
  throw refused(name, [{ path: '', message: 'it is no object' }]);
}

async function readComponent(entry: FileEntry, owner: string, limits: Limits): Promise<Component> {
  assertSize(entry, limits);
  const name = `${entry.name} of ${owner}`;
  const parsed = parseComponent(await entry.read(), limits);
  if (!parsed.ok) throw refused(name, parsed.errors);
  const component = parsed.component as unknown as Component;
  if (component['type'] !== 'job') return component;
  const problem = 'it is a job, and only dockerimage, data, script and output can be taken over';
  throw refused(name, [{ path: 'type', message: problem }]);
}

function refused(
  name: string,
  errors: readonly Pick<ProtocolFinding, 'path' | 'message'>[],
): MarketError {
  return new MarketError(
    'protocol-invalid',
    `The job protocol ${name} of the package would not be accepted by the cluster: ${describe(errors)}`,
    { details: { file: name, findings: errors.length } },
  );
}

function describe(findings: readonly Pick<ProtocolFinding, 'path' | 'message'>[]): string {
  const told = findings
    .slice(0, MAX_FINDINGS)
    .map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const more = findings.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function missing(owner: string, file: string, step?: number): MarketError {
  const where = step === undefined ? 'A step' : `Step ${step}`;
  return new MarketError(
    'action-file',
    `${where} needs the file ${file.slice(0, 200)}, which the package ${owner} does not have.`,
    {
      details: {
        file: file.slice(0, 200),
        package: owner,
        ...(step === undefined ? {} : { step }),
      },
    },
  );
}
