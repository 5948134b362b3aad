/** What is inside the files that a step sends or reads; each is opened when it is asked for. */
import { useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { Bones } from '../parts/bones.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { formatBytes } from '../parts/format.ts';
import { TEXT_LIMITS, toLine, toPiece } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { useResource } from '../state/use-resource.ts';
import { NumberedText } from './numbered-text.tsx';

import type { FileContents, StepFile } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { InspectFile } from './form-props.ts';

/** Beyond these it is no reading matter. */
const SHOWN_ENTRIES = 200;
const SHOWN_LINES = 1000;

export interface StepFilesProps {
  files: readonly StepFile[];
  onInspect: InspectFile;
}

export function StepFiles({ files, onInspect }: StepFilesProps): ReactNode {
  if (files.length === 0) return null;
  return (
    <section className="pm-step-files" aria-label={installTexts.form.files.label}>
      {files.map((file) => (
        <FileInside
          key={`${file.package} ${file.argument} ${file.file} ${file.sha256}`}
          file={file}
          onInspect={onInspect}
        />
      ))}
    </section>
  );
}

function FileInside({ file, onInspect }: { file: StepFile; onInspect: InspectFile }): ReactNode {
  const [open, setOpen] = useState(false);
  const { files } = installTexts.form;
  const argument = toLine(file.argument, TEXT_LIMITS.label);
  return (
    <details className="pm-request" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Sentence
          words={files.inside}
          parts={{ file: <bdi>{toLine(file.file)}</bdi>, size: formatBytes(file.size) }}
        />
        <span className="pm-request-purpose" dir="auto">
          {file.package === ''
            ? files.fromUser(argument)
            : files.from(argument, toLine(file.package, TEXT_LIMITS.label))}
        </span>
      </summary>
      {open && <Contents file={file} onInspect={onInspect} />}
    </details>
  );
}

function Contents({ file, onInspect }: { file: StepFile; onInspect: InspectFile }): ReactNode {
  const contents = useResource(
    (signal) => onInspect(file, signal),
    // The list of files is made anew as the form changes.
    [file.package, file.file, file.sha256],
  );
  switch (contents.status) {
    case 'failed':
      return <ErrorAlert error={contents.error} level={3} onRetry={contents.reload} />;
    case 'ready':
      return <Inside contents={contents.value} />;
    default:
      return (
        <div aria-busy="true">
          <span className="pm-hidden">{installTexts.form.files.opening}</span>
          <Bones className="pm-skeleton-file" />
        </div>
      );
  }
}

function Inside({ contents }: { contents: FileContents }): ReactNode {
  switch (contents.kind) {
    case 'archive':
      return <ArchiveInside {...contents} />;
    case 'text':
      return <TextInside {...contents} />;
    case 'binary':
      return contents.problem ? (
        <ErrorAlert error={contents.problem} level={3} />
      ) : (
        <p className="pm-soft">{installTexts.form.files.binary}</p>
      );
  }
}

type Archive = Extract<FileContents, { kind: 'archive' }>;

function ArchiveInside({ entries, manifest }: Archive): ReactNode {
  const rest = entries.length - SHOWN_ENTRIES;
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const { files } = installTexts.form;
  return (
    <div className="pm-inside">
      <div className="pm-inside-list" role="region" aria-label={files.list} tabIndex={0}>
        <table className="pm-files">
          <caption>{files.counts(entries.length, formatBytes(total))}</caption>
          <thead>
            <tr>
              <th scope="col">{files.file}</th>
              <th scope="col">{files.size}</th>
            </tr>
          </thead>
          <tbody>
            {entries.slice(0, SHOWN_ENTRIES).map(({ name, size }, at) => (
              <tr key={at}>
                <td dir="auto">{toLine(name)}</td>
                <td>{formatBytes(size)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && <p className="pm-soft">{files.more(rest)}</p>}
      {manifest !== undefined && (
        <>
          <p className="pm-inside-title">{files.manifest}</p>
          <NumberedText name={files.manifest} lines={linesOf(manifest)} />
        </>
      )}
    </div>
  );
}

type Text = Extract<FileContents, { kind: 'text' }>;

function TextInside({ text, cut, lines: count }: Text): ReactNode {
  const lines = linesOf(text);
  const shown = lines.slice(0, SHOWN_LINES);
  const whole = !cut && shown.length === lines.length;
  const { files } = installTexts.form;
  return (
    <div className="pm-inside">
      <p className="pm-soft">
        {whole ? files.lines(count) : files.firstLines(count, shown.length)}
      </p>
      <NumberedText name={files.text} lines={shown} />
    </div>
  );
}

/** Without what would not be seen, or would turn a line around. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map(toPiece);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
