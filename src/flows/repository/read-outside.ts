/** Reads what shall be added to a repository, and judges it before anything is copied. */
import { excludedByContent, excludedByName } from '#core/compose/index.ts';
import { MarketError } from '#core/errors.ts';
import { folderOf, innermost, isCandidate, packageFolders } from '#core/repository/index.ts';
import { toFinding, warning } from '../findings.ts';
import { recogniseFile } from './recognise-file.ts';

import type { Limits } from '#core/limits.ts';
import type { MemberType } from '#core/model/repository.ts';
import type { Finding } from '#core/model/publish.ts';
import type { Files, Tree, TreeEntry } from '#core/ports.ts';

/** Something outside that may come in. */
export interface Outside {
  /** As the user named it. */
  named: string;
  /** What it is called: the last segment of its path. */
  name: string;
  kind: 'file' | 'folder';
  /** Paths below it; one empty path for a file. */
  files: string[];
  read(path: string): Promise<Uint8Array>;
  /** The components and packages in it. */
  members: { path: string; type: MemberType }[];
}

export interface OutsideWorld {
  files: Files;
  limits: Limits;
}

/** What is wrong with it goes into `findings`; errors among them mean that it must not come in. */
export async function readOutside(
  named: string,
  world: OutsideWorld,
  findings: Finding[],
): Promise<Outside | undefined> {
  const name = nameOf(named);
  const kind = await world.files.kind(named);
  if (kind === 'folder') return readFolder(named, { name, world, findings });
  if (kind === undefined) throw new MarketError('usage', `${named} is not there.`);
  return readFile(named, { name, world, findings });
}

interface Reading {
  name: string;
  world: OutsideWorld;
  findings: Finding[];
}

async function readFile(
  named: string,
  { name, world, findings }: Reading,
): Promise<Outside | undefined> {
  const { limits } = world;
  if (!isCandidate(name) || name === 'package.yaml') {
    const advice =
      name === 'package.yaml'
        ? 'a package is a folder: add the folder that it lies in'
        : 'component files are called *.yaml, *.yml or *.json';
    findings.push(error(named, `${named} cannot be added: ${advice}.`));
    return undefined;
  }
  const bytes = await world.files.read(named, limits.protocolBytes);
  const { type, invalid } = recogniseFile(name, bytes, { limits, former: undefined });
  if (type === undefined) {
    const message = `${named} cannot be added: it is no component of OpenPAI, for it has neither "protocolVersion" nor a "type" (job, data, script, dockerimage or output).`;
    findings.push(error(named, message));
    return undefined;
  }
  if (invalid !== undefined) {
    findings.push(error(named, `${named} cannot be added: ${invalid}`, 'protocol-invalid'));
    return undefined;
  }
  const read = () => Promise.resolve(bytes);
  return { named, name, kind: 'file', files: [''], read, members: [{ path: '', type }] };
}

async function readFolder(
  named: string,
  { name, world, findings }: Reading,
): Promise<Outside | undefined> {
  const tree = world.files.tree(named);
  const files = plainFiles(await tree.list(), named, findings);
  const packages = packageFolders(files.map((path) => `${name}/${path}`));
  const members: Outside['members'] = [];
  for (const path of files.filter(isCandidate)) {
    const inPackage = innermost(folderOf(`${name}/${path}`), packages);
    const type = await judge(path, {
      tree,
      named,
      inPackage,
      name,
      limits: world.limits,
      findings,
    });
    if (type) members.push({ path, type });
  }
  if (members.length === 0) {
    findings.push(
      error(named, `${named} cannot be added: it holds neither a component nor a package.`),
    );
  }
  const read = (path: string) => tree.read(path, world.limits.zipEntryBytes);
  return { named, name, kind: 'folder', files, read, members };
}

/** Links are refused, as what they lead to is not what would be added; leftovers of tools and secrets stay outside. */
function plainFiles(entries: readonly TreeEntry[], named: string, findings: Finding[]): string[] {
  const excluded = new Set<string>();
  return entries.flatMap(({ path, kind }) => {
    const exclusion = excludedByName(path) ?? hidden(path);
    if (exclusion) {
      if (!excluded.has(exclusion.path)) {
        const message = `${named}/${exclusion.path} is left out: ${exclusion.reason}.`;
        findings.push(warning('file-excluded', `${named}/${exclusion.path}`, message));
      }
      excluded.add(exclusion.path);
      return [];
    }
    if (kind === 'file') return [path];
    const what = kind === 'link' ? 'a symbolic link' : 'no plain file';
    findings.push(
      error(`${named}/${path}`, `${named}/${path} is ${what}; only plain files are added.`),
    );
    return [];
  });
}

function hidden(path: string): { path: string; reason: string } | undefined {
  const folders = path.split('/').slice(0, -1);
  const at = folders.findIndex((name) => name.startsWith('.') || name === 'node_modules');
  if (at < 0) return undefined;
  return { path: folders.slice(0, at + 1).join('/'), reason: 'such folders are never looked into' };
}

interface Judging {
  tree: Tree;
  named: string;
  /** Folder of the package that the file lies in. */
  inPackage: string | undefined;
  name: string;
  limits: Limits;
  findings: Finding[];
}

/** What stands in the archive of a package is judged with the package, by `lint` and `build`: it may take components from elsewhere. */
async function judge(path: string, judging: Judging): Promise<MemberType | undefined> {
  const { tree, named, inPackage, name, limits, findings } = judging;
  const isPackage = inPackage !== undefined && `${name}/${path}` === `${inPackage}/package.yaml`;
  if (inPackage !== undefined && !isPackage && path.endsWith('package.yaml')) return undefined;
  const limit = isPackage ? limits.specBytes : limits.protocolBytes;
  let bytes: Uint8Array;
  try {
    bytes = await tree.read(path, limit);
  } catch (thrown) {
    if (!isPackage && thrown instanceof MarketError && thrown.code === 'net-too-large') {
      // Data of somebody: too large to be a component.
      return undefined;
    }
    findings.push(toFinding(thrown, `${named}/${path}`));
    return undefined;
  }
  const { type, invalid, lacks } = recogniseFile(path, bytes, { limits, former: undefined });
  if (invalid === undefined || (lacks && inPackage !== undefined)) return type;
  const file = `${named}/${path}`;
  const message = `${file} is not valid: ${invalid}`;
  if (inPackage !== undefined && !isPackage) {
    findings.push(warning('protocol-invalid', file, message));
  } else {
    findings.push(error(file, message, isPackage ? 'source-invalid' : 'protocol-invalid'));
  }
  return type;
}

/** Whether the bytes must not be copied: they are a secret key, whatever the file is called. */
export function isSecret(path: string, bytes: Uint8Array): boolean {
  return excludedByContent(path, bytes) !== undefined;
}

function nameOf(named: string): string {
  const name =
    named
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? '';
  if (name !== '' && name !== '.' && name !== '..') return name;
  throw new MarketError(
    'usage',
    `"${named}" has no name of its own; name the folder as it is called.`,
  );
}

function error(file: string, message: string, code: Finding['code'] = 'source-invalid'): Finding {
  return { severity: 'error', code, file, message };
}
