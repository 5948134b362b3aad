/** Screenshots of a package: a strip of small pictures, each enlarged in a dialog through which the arrows lead. */
import { useState } from 'react';

import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';
import { useModal } from '../parts/modal.ts';
import { Picture } from '../parts/picture.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import css from '../styles/package-shots.css?inline';
import { useStyles } from '../styles/use-styles.ts';

import type { Screenshot } from '#core/model/generated.ts';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Pictures } from '../parts/pictures.ts';

export interface ScreenshotsProps {
  screenshots: readonly Screenshot[];
  pictures: Pictures;
}

interface Shot {
  file: string;
  label: string;
}

/** Only those whose digest the description pins. */
export function Screenshots({ screenshots, pictures }: ScreenshotsProps): ReactNode {
  useStyles('package-shots', css);
  const [large, setLarge] = useState<number>();
  const words = packageTexts.pictures;
  const shots = screenshots
    .filter(({ file }) => pictures.has(file))
    .map(({ file, label }, at): Shot => {
      const told = toLine(label ?? '', TEXT_LIMITS.label);
      return { file, label: told === '' ? words.numbered(at + 1) : told };
    });
  if (shots.length === 0) return null;
  return (
    <section className="pm-shots" aria-labelledby="pm-shots-title">
      <h2 id="pm-shots-title" className="pm-subtitle">
        {words.title}
      </h2>
      <ul className="pm-shot-strip">
        {shots.map((shot, at) => (
          <li key={at}>
            <button
              type="button"
              className="pm-shot"
              aria-label={words.enlarge(shot.label)}
              onClick={() => setLarge(at)}
            >
              <Picture pictures={pictures} file={shot.file} alt="" otherwise={<Failed />} />
            </button>
            <span className="pm-shot-label" dir="auto">
              {shot.label}
            </span>
          </li>
        ))}
      </ul>
      {large !== undefined && (
        <Enlarged
          shots={shots}
          at={large}
          pictures={pictures}
          onGo={setLarge}
          onClose={() => setLarge(undefined)}
        />
      )}
    </section>
  );
}

function Failed(): ReactNode {
  return <span className="pm-picture-failed">{packageTexts.pictures.failed}</span>;
}

interface EnlargedProps {
  shots: readonly Shot[];
  at: number;
  pictures: Pictures;
  onGo: (at: number) => void;
  onClose: () => void;
}

function Enlarged({ shots, at, pictures, onGo, onClose }: EnlargedProps): ReactNode {
  const modal = useModal(onClose);
  const words = packageTexts.pictures;
  const shot = shots[at];
  if (!shot) return null;
  const go = (by: number) => onGo((at + by + shots.length) % shots.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') go(-1);
    else if (event.key === 'ArrowRight') go(1);
    else modal.onKeyDown(event);
  };
  return (
    <dialog {...modal} className="pm-shot-dialog" aria-label={shot.label} onKeyDown={onKeyDown}>
      <div className="pm-shot-large">
        <Picture
          key={shot.file}
          pictures={pictures}
          file={shot.file}
          alt={shot.label}
          otherwise={<Failed />}
          eager
        />
      </div>
      <p className="pm-shot-caption" aria-live="polite">
        <span dir="auto">{shot.label}</span>
        {shots.length > 1 && <span className="pm-soft"> {words.count(at + 1, shots.length)}</span>}
      </p>
      <div className="pm-buttons">
        {shots.length > 1 && (
          <>
            <Button onClick={() => go(-1)}>{words.previous}</Button>
            <Button onClick={() => go(1)}>{words.next}</Button>
          </>
        )}
        <Button kind="primary" onClick={onClose}>
          {words.close}
        </Button>
      </div>
    </dialog>
  );
}
