/** Finds the versions of a source tree: where they lie, and which ones they are. */
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';
import { toFinding } from '../findings.ts';
import { identify, isNamedByFolder, packageFolders } from '../market-source.ts';

import type { Limits } from '#core/limits.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';
import type { PackageFolder, SourceFolder } from '../market-source.ts';
import type { VersionRecord } from './record.ts';

export interface Located {
  folder: SourceFolder;
  /** Of an earlier build, where its sources are still the same. */
  known: VersionRecord | undefined;
}

interface LocateDeps {
  tree: Tree;
  limits: Limits;
  findings: Finding[];
  known: (folder: PackageFolder) => VersionRecord | undefined;
}

/** In byte order of folders. A version that two folders claim is an error, and the first one counts. */
export async function locateVersions(
  entries: readonly TreeEntry[],
  deps: LocateDeps,
): Promise<Located[]> {
  const places = new Map<string, string>();
  const located: Located[] = [];
  for (const each of packageFolders(entries, deps.findings)) {
    const known = deps.known(each);
    const id = known ?? (await idOf(each, deps));
    if (!id) continue;
    const { name, version } = id;
    const other = places.get(`${name}/${version}`);
    if (other === undefined) {
      places.set(`${name}/${version}`, each.folder);
      located.push({ folder: { ...each, name, version }, known });
      continue;
    }
    const file = `${each.folder}package.yaml`;
    const message = `${file} is ${name} ${version}, and so is ${other}package.yaml: raise the version of one, or remove it.`;
    deps.findings.push({ severity: 'error', code: 'source-invalid', file, message });
  }
  return located;
}

/** Only what does not say by its place which version it is must be read for it. */
async function idOf(
  { folder }: PackageFolder,
  { tree, limits, findings }: LocateDeps,
): Promise<PackageId | undefined> {
  if (isNamedByFolder(folder)) return identify(folder, {});
  const file = `${folder}package.yaml`;
  try {
    const said = parseYaml(decodeText(await tree.read(file, limits.specBytes), file), limits);
    return identify(folder, typeof said === 'object' && said !== null ? said : {});
  } catch (thrown) {
    findings.push(toFinding(thrown, file));
    return undefined;
  }
}
