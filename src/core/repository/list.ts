/** The list of a repository as a file: what every file that was looked into turned out to be. */
import type { Member, MemberType } from '../model/repository.ts';

const FORMAT = 'pai-market-repository/1';

/** One file that was looked into. */
export interface ListedFile {
  path: string;
  /** Undefined for a file that is none of ours: kept so that it is not read again. */
  type?: MemberType | undefined;
  /** By the file itself; empty where it does not say. */
  name: string;
  version: string;
  size: number;
  /** Lower-case hexadecimal; empty for a file that was not read whole. */
  digest: string;
  /** As the disk has it; empty for a file that is to be read again. */
  stamp: string;
  /** When the disk says that the file last changed, in milliseconds. */
  changed: number;
  invalid?: string | undefined;
  /** Whether it is broken only because it names components that it does not hold, which those of packages may. */
  lacks?: true | undefined;
}

export interface FileList {
  files: readonly ListedFile[];
  /** When the disk was looked at, at the latest, by the clock of the disk in milliseconds; 0 for never. */
  looked: number;
}

export const EMPTY_LIST: FileList = { files: [], looked: 0 };

/** One file a line, so that people can read it. */
export function formatList({ files, looked }: FileList): string {
  const rows = files.map((file) => JSON.stringify(file)).join(',\n');
  return `{"format":${JSON.stringify(FORMAT)},"looked":${Math.floor(looked)},"files":[\n${rows}\n]}\n`;
}

/** Undefined for what is no list of ours, whoever wrote it: it is then made anew. */
export function parseList(text: string): FileList | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Cut off or overwritten by somebody: as good as none.
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, looked, files } = value as Partial<
    Record<'format' | 'looked' | 'files', unknown>
  >;
  if (format !== FORMAT || typeof looked !== 'number' || !(looked > 0)) return undefined;
  return Array.isArray(files) && files.every(isListed) ? { files, looked } : undefined;
}

/** Members as JSON, such as `JSON.stringify` made; undefined for anything else. */
export function parseMembers(text: string): Member[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isMember) ? value : undefined;
  } catch {
    // Cut off or overwritten by somebody: as good as none.
    return undefined;
  }
}

function isMember(value: unknown): value is Member {
  if (typeof value !== 'object' || value === null) return false;
  const member = value as Record<string, unknown>;
  return (
    ['path', 'name', 'version', 'digest'].every((key) => typeof member[key] === 'string') &&
    typeof member['type'] === 'string' &&
    TYPES.has(member['type'])
  );
}

const TYPES: ReadonlySet<unknown> = new Set<MemberType | undefined>([
  ...(['job', 'data', 'script', 'dockerimage', 'output', 'package'] as const),
  undefined,
]);

function isListed(value: unknown): value is ListedFile {
  if (typeof value !== 'object' || value === null) return false;
  const file = value as Record<string, unknown>;
  return (
    ['path', 'name', 'version', 'digest', 'stamp'].every((key) => typeof file[key] === 'string') &&
    TYPES.has(file['type']) &&
    typeof file['size'] === 'number' &&
    typeof file['changed'] === 'number' &&
    (file['invalid'] === undefined || typeof file['invalid'] === 'string') &&
    (file['lacks'] === undefined || file['lacks'] === true)
  );
}
