/** The files of a package as its signed spec lists them; nothing is downloaded for it. */
import { formatBytes } from '../parts/format.ts';
import { toLine } from '../parts/plain-text.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

interface ListedFile {
  name: string;
  size: number;
}

/** Beyond this a list is no reading matter. */
const SHOWN = 500;

export function listFiles(spec: PackageSpec): ListedFile[] {
  const inArchive = spec.archive?.entries ?? [];
  if (inArchive.length > 0) return inArchive.map(({ name, size }) => ({ name, size }));
  return Object.entries(spec.files ?? {}).map(([name, { size }]) => ({ name, size }));
}

export function FileList({ spec }: { spec: PackageSpec }): ReactNode {
  const files = listFiles(spec);
  const rest = files.length - SHOWN;
  return (
    <>
      {spec.archive && (
        <p className="pm-soft">
          archive.zip, {formatBytes(spec.archive.size)}, holds{' '}
          {spec.archive.entries ? 'these files:' : 'files that its spec does not list.'}
        </p>
      )}
      <table className="pm-files">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Size</th>
          </tr>
        </thead>
        <tbody>
          {files.slice(0, SHOWN).map((file) => (
            <tr key={file.name}>
              <td dir="auto">{toLine(file.name)}</td>
              <td>{formatBytes(file.size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="pm-soft">and {rest} more</p>}
    </>
  );
}
