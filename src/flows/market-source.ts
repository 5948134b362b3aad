/** Reads what a source tree says of the market itself: market.yaml and which versions there are. */
import { MarketError } from '#core/errors.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText, isSegment, parseMarketSource } from '#core/read/index.ts';
import { toFinding, warning } from './findings.ts';

import type { Limits } from '#core/limits.ts';
import type { MarketSource } from '#core/model/generated.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';

/** One version in the source tree. */
export interface SourceFolder extends PackageId {
  /** Everything below `packages/<name>/<version>/`, with whole paths. */
  entries: TreeEntry[];
}

/** market.yaml, or undefined when it does not do; the findings say what is wrong. */
export async function readMarketSource(
  tree: Tree,
  { limits, findings }: { limits: Limits; findings: Finding[] },
): Promise<MarketSource | undefined> {
  try {
    const text = decodeText(await tree.read('market.yaml', limits.specBytes), 'market.yaml');
    const market = parseMarketSource(parseYaml(text), 'market.yaml');
    // A category's name becomes part of a file's name.
    const bad = market.categories.find(({ name }) => !isSegment('name', name));
    if (!bad) return market;
    throw new MarketError(
      'source-invalid',
      `market.yaml: the category name "${bad.name}" may have letters, digits, dots, dashes and underscores only; what users read is its label.`,
    );
  } catch (thrown) {
    findings.push(toFinding(thrown, 'market.yaml'));
    return undefined;
  }
}

/** One folder for each version; what lies elsewhere below packages/ is reported. */
export function sourceFolders(entries: TreeEntry[], findings: Finding[]): SourceFolder[] {
  const folders = new Map<string, SourceFolder>();
  for (const entry of entries) {
    const [top, name, version, ...rest] = entry.path.split('/');
    if (top !== 'packages') continue;
    if (name === undefined || version === undefined || rest.length === 0) {
      findings.push(strayEntry(entry));
      continue;
    }
    const key = `${name}/${version}`;
    const folder = folders.get(key) ?? { name, version, entries: [] };
    folder.entries.push(entry);
    folders.set(key, folder);
  }
  return [...folders.values()];
}

function strayEntry({ path, kind }: TreeEntry): Finding {
  if (kind === 'file') {
    return warning('file-ignored', path, `${path} is left out: it is in no version's folder.`);
  }
  const message = `${path} is a symbolic link or special file; a package is a plain folder of plain files.`;
  return { severity: 'error', code: 'source-invalid', file: path, message };
}

/** An error for each category of a package that market.yaml does not have. */
export function unknownCategories(
  { name, version }: PackageId,
  categories: readonly string[],
  market: MarketSource,
): Finding[] {
  const file = `packages/${name}/${version}/package.yaml`;
  const known = new Set(market.categories.map((category) => category.name));
  return categories
    .filter((category) => !known.has(category))
    .map((category) => ({
      severity: 'error',
      code: 'source-invalid',
      file,
      message: `${file}: the category "${category}" is not in market.yaml.`,
    }));
}
