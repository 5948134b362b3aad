/** What would break when files of a repository go elsewhere or away: the packages whose package.yaml names them. */
import { MarketError } from '#core/errors.ts';
import { matchesRange, parseRange } from '#core/find/index.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { actionFiles, decodeText, packageNeeds } from '#core/read/index.ts';
import { folderOf, namedByFolders, textOf } from '#core/repository/index.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { Member } from '#core/model/repository.ts';
import type { PackageNeed } from '#core/read/index.ts';
import type { OpenRepository, RepositoryWorld } from './open-repository.ts';

/** One reason why a file should stay where it is, as a full sentence. */
export interface Bond {
  /** What was to be moved or removed. */
  path: string;
  message: string;
}

/** `to` is where it shall be; undefined when it is to be removed. */
export interface Leaving {
  from: string;
  to?: string | undefined;
}

interface Source {
  member: Member;
  /** Folder of the package. */
  folder: string;
  value: PackageSpec;
}

/** Also of packages that are broken, as far as they can be read. */
export async function findBonds(
  repository: OpenRepository,
  leaving: readonly Leaving[],
  world: Pick<RepositoryWorld, 'limits'>,
): Promise<Bond[]> {
  const sources = await readSources(repository, world);
  return leaving.flatMap((each) => {
    const going = (path: string) => isIn(path, each.from);
    const whole = sources.filter(({ folder }) => going(folder));
    const stay = sources.filter((source) => !whole.includes(source));
    return [
      ...stay.flatMap((source) => ownFiles(source, each, going)),
      ...stay.flatMap((source) => componentFiles(source, each, { sources: stay, going })),
      ...(each.to === undefined
        ? whole.flatMap((source) => neededBy(source, each, stay))
        : whole.flatMap((source) => renamed(source, { ...each, to: each.to as string }))),
    ];
  });
}

async function readSources(
  repository: OpenRepository,
  { limits }: Pick<RepositoryWorld, 'limits'>,
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const member of repository.members) {
    if (member.type !== 'package' || member.digest === '') continue;
    const bytes = await repository.read(member);
    try {
      const value = parseYaml(decodeText(bytes, member.path), limits);
      if (isSpec(value)) sources.push({ member, folder: folderOf(member.path), value });
    } catch (thrown) {
      // A package.yaml that cannot be read names nothing that could be known.
      if (!(thrown instanceof MarketError)) throw thrown;
    }
  }
  return sources;
}

function isSpec(value: unknown): value is PackageSpec {
  return (
    typeof value === 'object' &&
    value !== null &&
    Array.isArray((value as { actions?: unknown }).actions)
  );
}

/** Files of a package that stays, which its own package.yaml names, or which makes it a package. */
function ownFiles(
  { folder, value, member }: Source,
  { from }: Leaving,
  going: (path: string) => boolean,
): Bond[] {
  if (going(member.path)) {
    const message = `${from} makes ${folder} a package; move or remove that folder as a whole.`;
    return [{ path: from, message }];
  }
  const license = typeof value.license === 'string' ? value.license : 'license.txt';
  const named = [...actionFiles(value).flatMap((file) => [`archive/${file}`, file]), license];
  return named
    .map((file) => `${folder}/${file}`)
    .filter(going)
    .map((file) => ({ path: from, message: `${member.path} names ${file}.` }));
}

/** Files of one package that actions of another take components from. */
function componentFiles(
  source: Source,
  { from }: Leaving,
  { sources, going }: { sources: readonly Source[]; going: (path: string) => boolean },
): Bond[] {
  return needsOf(source).flatMap(({ why, name, version, file }) => {
    if (why !== 'component' || file === undefined) return [];
    return sources
      .filter(({ member }) => member.name === name && fits(member.version, version))
      .flatMap(({ folder }) => [`${folder}/archive/${file}`, `${folder}/${file}`])
      .filter(going)
      .map((path) => ({ path: from, message: `${source.member.path} takes ${path}.` }));
  });
}

/** Packages that stay and need one that goes, where no other version does for them. */
function neededBy({ member }: Source, { from }: Leaving, stay: readonly Source[]): Bond[] {
  return stay.flatMap((source) =>
    needsOf(source)
      .filter(({ name, version }) => name === member.name && fits(member.version, version))
      .filter(
        ({ name, version }) =>
          !stay.some((other) => other.member.name === name && fits(other.member.version, version)),
      )
      .map(({ name, version }) => {
        const message = `${source.member.path} needs ${name} ${version}, and no other version of it does.`;
        return { path: from, message };
      }),
  );
}

/** A package that is called by its folders is another one elsewhere. */
function renamed(
  { member, folder, value }: Source,
  { from, to }: Leaving & { to: string },
): Bond[] {
  const next = namedByFolders(`${to}${folder.slice(from.length)}`);
  const name = textOf(value, 'name') || next.name;
  const version = textOf(value, 'version') || next.version;
  if (name === member.name && version === member.version) return [];
  const message = `${folder} is ${member.name} ${member.version} by the names of its folders, and would be ${name} ${version}; say name and version in ${member.path}.`;
  return [{ path: from, message }];
}

/** What cannot be read as a need is for `lint` to tell. */
function needsOf({ value, member }: Source): PackageNeed[] {
  try {
    return packageNeeds(value, member.path);
  } catch (thrown) {
    if (thrown instanceof MarketError) return [];
    throw thrown;
  }
}

function fits(version: string, wish: string): boolean {
  if (version === wish) return true;
  const range = parseRange(wish);
  return range !== undefined && matchesRange(range, version);
}

function isIn(path: string, from: string): boolean {
  return path === from || path.startsWith(`${from}/`);
}
