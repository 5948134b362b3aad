/** A file of the user's: chosen or dropped, read while its progress is shown, then named by size and digest. */
import { useEffect, useRef, useState } from 'react';

import { toMarketError } from '#core/errors.ts';
import { partTexts } from '../messages/parts.ts';
import { Sentence } from './sentence.tsx';
import { Button } from './button.tsx';
import { ErrorAlert } from './error-alert.tsx';
import { Label } from './field-label.tsx';
import { isFile } from './file-value.ts';
import { Digest } from './fingerprint.tsx';
import { formatBytes } from './format.ts';
import { TEXT_LIMITS, toLine } from './plain-text.ts';

import type { MarketError } from '#core/errors.ts';
import type { FieldValue, FileValue } from '#core/model/install.ts';
import type { DragEvent, ReactNode, RefObject } from 'react';
import type { ControlProps, ReadFile } from './field-label.tsx';

export function FileControl(props: ControlProps): ReactNode {
  const { field, id, value, disabled = false } = props;
  const [reading, refusal, actions] = useReading(props);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const closed = disabled || field.readOnly;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!closed) actions.take([...event.dataTransfer.files]);
  };
  const remove = () => {
    actions.remove();
    // The button goes; the focus must not fall off the page.
    input.current?.focus();
  };
  return (
    <>
      <Label field={field} id={id} />
      <div
        className="pm-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(!closed);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Chooser {...props} input={input} closed={closed} onTake={actions.take} />
        <div id={`${id}-state`} className="pm-drop-state" aria-live="polite">
          <FileState reading={reading} value={value} accept={field.accept} />
        </div>
        {reading && <Button onClick={actions.stop}>{partTexts.file.stop}</Button>}
        {!reading && isFile(value) && (
          <>
            {/* Not announced: nobody wants to hear 64 digits read out. */}
            <p className="pm-drop-digest">
              <Sentence
                words={partTexts.receipt.body()}
                parts={{ digest: <Digest value={value.sha256} /> }}
              />
            </p>
            <Button disabled={closed} onClick={remove}>
              {partTexts.file.remove}
              <span className="pm-hidden"> {toLine(value.name, TEXT_LIMITS.label)}</span>
            </Button>
          </>
        )}
      </div>
      <Refusal refusal={refusal} />
    </>
  );
}

interface ChooserProps extends ControlProps {
  input: RefObject<HTMLInputElement>;
  closed: boolean;
  onTake: (files: readonly File[]) => void;
}

/** The input itself is what keys and screen readers use; the button is its face. */
function Chooser(props: ChooserProps): ReactNode {
  const { field, id, value, described, input, closed, onTake, onLeave } = props;
  const { 'aria-required': required, 'aria-describedby': notes, ...rest } = described;
  return (
    <>
      <input
        {...rest}
        ref={input}
        id={id}
        className="pm-hidden"
        type="file"
        required={required === true}
        aria-describedby={[`${id}-state`, notes].filter(Boolean).join(' ')}
        accept={field.accept}
        disabled={closed}
        onChange={(event) => {
          onTake([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
        onBlur={onLeave}
      />
      <span
        className="pm-button pm-drop-button"
        aria-hidden="true"
        onClick={() => !closed && input.current?.click()}
      >
        {isFile(value) ? partTexts.file.chooseOther : partTexts.file.choose}
      </span>
      <span className="pm-soft" aria-hidden="true">
        {partTexts.file.drop(endingsOf(field.accept))}
      </span>
    </>
  );
}

function Refusal({ refusal }: { refusal: string | MarketError | undefined }): ReactNode {
  if (refusal === undefined) return null;
  if (typeof refusal !== 'string') return <ErrorAlert error={refusal} level={3} />;
  return (
    <p className="pm-field-error" role="alert" data-error-code="action-argument">
      {refusal}
    </p>
  );
}

interface Reading {
  name: string;
  size: number;
  /** Bytes so far; absent until something is heard of them. */
  read?: number;
}

function FileState(props: {
  reading: Reading | undefined;
  value: FieldValue;
  accept: string | undefined;
}): ReactNode {
  const { reading, value, accept } = props;
  if (reading) {
    return (
      <>
        <span dir="auto">
          {partTexts.file.reading(
            toLine(reading.name, TEXT_LIMITS.label),
            formatBytes(reading.size),
          )}
        </span>
        <progress
          aria-label={partTexts.file.readSoFar}
          value={reading.read}
          max={Math.max(1, reading.size)}
        />
      </>
    );
  }
  if (!isFile(value)) {
    return <span className="pm-hidden">{partTexts.file.none(endingsOf(accept))}</span>;
  }
  return (
    <span className="pm-drop-name">
      <Sentence
        words={partTexts.file.chosen(formatBytes(value.size))}
        parts={{ name: <bdi>{toLine(value.name, TEXT_LIMITS.label)}</bdi> }}
      />
    </span>
  );
}

/** One file at a time is read; what comes later takes the place of what is under way. */
function useReading(props: ControlProps) {
  const { field, onChange, onFile } = props;
  const [reading, setReading] = useState<Reading>();
  const [refusal, setRefusal] = useState<string | MarketError>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const stop = () => {
    running.current?.abort();
    running.current = undefined;
    setReading(undefined);
  };
  const take = (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    stop();
    const refused = refuse(files, field.accept);
    setRefusal(refused);
    if (refused !== undefined || !onFile) return;
    const controller = new AbortController();
    running.current = controller;
    const settle = (then: () => void) => {
      if (controller.signal.aborted) return;
      setReading(undefined);
      then();
    };
    setReading({ name: file.name, size: file.size });
    read(onFile, file, controller.signal, (bytes) =>
      setReading((now) => (now && running.current === controller ? { ...now, read: bytes } : now)),
    ).then(
      (value) => settle(() => onChange(value)),
      (thrown: unknown) => settle(() => setRefusal(toMarketError(thrown))),
    );
  };
  const remove = () => {
    setRefusal(undefined);
    onChange('');
  };
  return [reading, refusal, { take, stop, remove }] as const;
}

/** Whatever goes wrong comes as a rejection. */
async function read(
  onFile: ReadFile,
  file: File,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): Promise<FileValue> {
  return onFile(file, { signal, onRead });
}

function refuse(files: readonly File[], accept: string | undefined): string | undefined {
  if (files.length > 1) return partTexts.file.one(files.length);
  const name = files[0]?.name ?? '';
  const endings = endingsOf(accept);
  const fits = endings.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase()));
  if (fits || endings.length === 0) return undefined;
  return partTexts.file.notTaken(toLine(name, TEXT_LIMITS.label), endings);
}

function endingsOf(accept = ''): string[] {
  return accept
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}
