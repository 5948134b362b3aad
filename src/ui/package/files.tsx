/** The files of a package as its signed spec lists them, by folder; nothing is downloaded for it. */
import { useMemo, useState } from 'react';

import { listFiles } from '#core/find/index.ts';
import { packageTexts } from '../messages/package.ts';
import { formatBytes } from '../parts/format.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';
import { buildTree, findFiles } from './file-tree.ts';
import { useShowMore } from './show-more.tsx';

import type { PackageSpec } from '#core/model/generated.ts';
import type { ReactNode } from 'react';
import type { Folder, NamedFile } from './file-tree.ts';

/** So many items of one list are drawn at first, and more at each press. */
const SHOWN = 200;
/** From so many files on they can be searched. */
const MANY = 12;
/** Up to so many files all folders are open. */
const FEW = 40;

export function FileList({ spec }: { spec: PackageSpec }): ReactNode {
  const files = useMemo(
    () => [...listFiles(spec)].map(([name, { size }]): NamedFile => ({ name, size })),
    [spec],
  );
  const tree = useMemo(() => buildTree(files), [files]);
  const [text, setText] = useState('');
  const found = useMemo(() => findFiles(files, text), [files, text]);
  const words = packageTexts.files;
  return (
    <div className="pm-filelist">
      <p className="pm-soft">{headline(spec, tree)}</p>
      {files.length >= MANY && (
        <input
          type="search"
          className="pm-input pm-file-search"
          placeholder={words.find}
          aria-label={words.find}
          value={text}
          maxLength={TEXT_LIMITS.label}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {found ? (
        <>
          <Status className="pm-soft">
            {found.length === 0 ? words.none : words.found(found.length)}
          </Status>
          <Files files={found} />
        </>
      ) : (
        <FolderInside folder={tree} open={files.length <= FEW} alone={isAlone(tree)} />
      )}
    </div>
  );
}

function headline({ archive }: PackageSpec, tree: Folder): string {
  const words = packageTexts.files;
  if (!archive) return words.loose;
  const size = formatBytes(archive.size);
  if ((archive.entries ?? []).length === 0) return words.unlisted(size);
  return words.holds(size, tree.count, formatBytes(tree.size));
}

/** One folder that holds all the others is no choice. */
function isAlone({ folders, files }: Folder): boolean {
  return folders.length === 1 && files.length === 0;
}

interface FolderInsideProps {
  folder: Folder;
  /** Whether the folders in it begin open, with those in them. */
  open: boolean;
  /** Whether the only folder in it begins open, without those in it. */
  alone?: boolean;
}

function FolderInside({ folder, open, alone = false }: FolderInsideProps): ReactNode {
  const list = useShowMore(folder.folders, SHOWN);
  return (
    <>
      {list.shown.length > 0 && (
        <ul className="pm-folders">
          {list.shown.map((each) => (
            <FolderItem key={each.name} folder={each} open={open || alone} below={open} />
          ))}
        </ul>
      )}
      {list.button}
      <Files files={folder.files} />
    </>
  );
}

interface FolderItemProps {
  folder: Folder;
  /** Whether it begins open, and whether those in it do. */
  open: boolean;
  below: boolean;
}

function FolderItem({ folder, open: atFirst, below }: FolderItemProps): ReactNode {
  const [open, setOpen] = useState(atFirst);
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <bdi className="pm-file-name">{toLine(folder.name)}/</bdi>{' '}
          <span className="pm-soft">
            {packageTexts.files.folder(folder.count, formatBytes(folder.size))}
          </span>
        </summary>
        {open && <FolderInside folder={folder} open={below} />}
      </details>
    </li>
  );
}

function Files({ files }: { files: readonly NamedFile[] }): ReactNode {
  const list = useShowMore(files, SHOWN);
  if (files.length === 0) return null;
  return (
    <>
      <ul className="pm-file-items">
        {list.shown.map((file) => (
          <li key={file.name}>
            <bdi className="pm-file-name">{toLine(file.name)}</bdi>
            <span className="pm-file-size">{formatBytes(file.size)}</span>
          </li>
        ))}
      </ul>
      {list.button}
    </>
  );
}
