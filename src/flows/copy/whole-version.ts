/** Reads one version of a package with every file that belongs to it, verified as for an install, for whoever wants its bytes. */
import { MarketError } from '#core/errors.ts';
import { actionFiles, isFileName } from '#core/read/index.ts';
import { toFinding, warning } from '../findings.ts';
import { loadPackage } from '../load-package.ts';
import { assertTrustSupported } from '../market-trust.ts';
import { openPackage } from '../open-package.ts';
import { readBeside } from '../package-texts.ts';
import { namedFiles } from '../tree-wishes.ts';
import { asInstallable, fromNotices } from '../verify-market.ts';
import { pictureFindings } from '../verify-pictures.ts';

import type { LoadedPackage, OpenMarket, OpenPackage } from '#core/model/market.ts';
import type { Finding, PackageId } from '#core/model/publish.ts';
import type { NamedFile } from '../load-package.ts';
import type { MarketDeps } from '../market-keys.ts';
import type { RecordedFile, Recording } from './record-reads.ts';

export interface WholeDeps extends MarketDeps {
  /** Its sources are `sources`. */
  recording: Recording;
  /** Goes on without files that actions name and the market does not have: they become warnings. */
  lenient?: boolean;
  /** Bytes of files read so far. */
  onBytes?: (read: number) => void;
}

export interface WholeVersion extends PackageId {
  opened: OpenPackage;
  loaded: LoadedPackage;
  /** Everything that was read of it, by path in the market: spec, archive, loose files, texts, pictures, signatures. */
  files: Map<string, RecordedFile>;
  /** Warnings. */
  findings: Finding[];
}

/** Throws what refuses the version. Withdrawn versions are read too. */
export async function readWholeVersion(
  market: OpenMarket,
  id: PackageId,
  deps: WholeDeps,
): Promise<WholeVersion> {
  const folder = `packages/${id.name}/${id.version}`;
  const opened = await openPackage(market, { market: market.config.id, ...id }, deps);
  const files = wantedFiles(opened, deps.lenient ?? false);
  const loaded = await loadPackage(asInstallable(opened), {
    ...deps,
    files,
    complete: true,
    onProgress: (_, read = 0) => deps.onBytes?.(read),
  });
  const findings = [
    ...fromNotices([...opened.notices, ...loaded.notices], folder),
    ...missingFiles(files, loaded, folder),
    ...(await readPinnedRest(opened, deps)),
    ...(await pictureFindings(opened, deps)),
  ];
  const damaged = findings.find(({ severity }) => severity === 'error');
  if (damaged && !deps.lenient) {
    throw new MarketError('file-digest', damaged.message, { details: { file: damaged.file } });
  }
  return { ...id, opened, loaded, files: nonEmpty(deps.recording.take(`${folder}/`)), findings };
}

function wantedFiles({ spec }: OpenPackage, lenient: boolean): NamedFile[] {
  if (!lenient) return namedFiles(spec);
  try {
    return namedFiles(spec).map(({ file }) => ({ file, optional: true }));
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    // What is wrong with the actions is for `lint` to say.
    return actionFiles(spec).map((file) => ({ file, optional: true }));
  }
}

function missingFiles(files: NamedFile[], { files: tree }: LoadedPackage, folder: string) {
  return files
    .filter(({ file, optional }) => optional && !tree.entries.has(file))
    .map(({ file }) => {
      const message = `${folder}: a step names the file ${file.slice(0, 200)}, which the market does not have.`;
      return warning('file-missing', folder, message);
    });
}

/** What the spec pins and nobody has asked for yet. */
async function readPinnedRest(opened: OpenPackage, deps: WholeDeps): Promise<Finding[]> {
  const { spec, market, name, version } = opened;
  const level = assertTrustSupported(market);
  const place = { ...deps, source: deps.sources.open(market.url), name, version };
  const findings: Finding[] = [];
  for (const file of Object.keys(spec.files ?? {}).filter(isFileName)) {
    const path = `packages/${name}/${version}/${file}`;
    const request = { file, limit: deps.limits.archiveBytes, digestCode: 'file-digest' } as const;
    try {
      const bytes = await readBeside(place, { spec, level }, request);
      if (bytes) continue;
      const message = `${path} belongs to the package, as its spec says, but the market does not have it.`;
      findings.push(warning('file-missing', path, message));
    } catch (thrown) {
      findings.push(toFinding(thrown, path));
    }
  }
  return findings;
}

/** An empty signature is none. */
function nonEmpty(files: Map<string, RecordedFile>): Map<string, RecordedFile> {
  return new Map([...files].filter(([path, { bytes }]) => !path.endsWith('.asc') || bytes.length));
}
