/** The licence text in a modal dialog; to accept or decline it, or to read it only. */
import { useEffect, useId, useRef } from 'react';

import { partTexts } from '../messages/parts.ts';
import { Button } from '../parts/button.tsx';
import { useModal } from '../parts/modal.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { useStyles } from '../styles/use-styles.ts';
import css from '../styles/license.css?inline';

import type { ReactNode } from 'react';

export interface LicenseDialogProps {
  /** Label of the package. */
  label: string;
  version: string;
  /** SPDX expression, where the publisher gives it. */
  licenseId?: string | undefined;
  /** Plain text, shown as it is. */
  text: string;
  /** Other packages that the same text is accepted for. */
  others?: readonly string[];
  /** Which of how many licences this is, from 1. */
  place?: { at: number; of: number };
  /** Asks for acceptance; without it the dialog is for reading and has "Close" alone. */
  onAccept?: (() => void) | undefined;
  /** "Decline", "Close" and Escape. */
  onDismiss: () => void;
}

/** A native modal dialog: the page behind it is inert, and it stays inside the plugin's own element. */
export function LicenseDialog(props: LicenseDialogProps): ReactNode {
  useStyles('license', css);
  const { label, version, licenseId, text, others = [], place, onAccept, onDismiss } = props;
  const words = partTexts.license;
  const title = useId();
  const about = useId();
  const modal = useModal(onDismiss);
  const page = useRef<HTMLDivElement>(null);
  // Each text is read from its start.
  useEffect(() => {
    page.current?.scrollTo?.(0, 0);
    page.current?.focus();
  }, [place?.at]);
  return (
    <dialog {...modal} className="pm-license" aria-labelledby={title} aria-describedby={about}>
      {place && place.of > 1 && (
        <p className="pm-license-about">{words.place(place.at, place.of)}</p>
      )}
      <h2 id={title} className="pm-license-title" dir="auto">
        {words.title(toLine(label, TEXT_LIMITS.label), toLine(version, TEXT_LIMITS.label))}
      </h2>
      <p id={about} className="pm-license-about">
        {licenseId ? words.states(toLine(licenseId)) : ''}
        {onAccept ? words.ask : words.read}
      </p>
      {others.length > 0 && (
        <p className="pm-license-about" dir="auto">
          {words.others(others.map((other) => toLine(other)))}
        </p>
      )}
      <div
        ref={page}
        className="pm-license-text"
        tabIndex={0}
        role="region"
        aria-label={words.text}
      >
        <pre>{text}</pre>
      </div>
      <div className="pm-license-buttons">
        {onAccept ? (
          <>
            <Button
              kind="primary"
              onClick={(event) => {
                // The second half of a double click is no word on the next licence.
                if (event.detail <= 1) onAccept();
              }}
            >
              {words.accept}
            </Button>
            <Button onClick={onDismiss}>{words.decline}</Button>
          </>
        ) : (
          <Button onClick={onDismiss}>{words.close}</Button>
        )}
      </div>
    </dialog>
  );
}
