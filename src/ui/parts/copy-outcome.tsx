/** Says whether a text was copied; where it could not be, it stands here, selected. */
import { useEffect, useRef } from 'react';

import { texts } from '../messages/frame.ts';

import type { Copying } from './use-copy.ts';

export function CopyOutcome({ copying }: { copying: Copying }) {
  const { said, byHand } = copying;
  return (
    <>
      {said !== undefined && (
        <div role="status" className="pm-copied">
          {said}
        </div>
      )}
      {byHand !== undefined && <Selected text={byHand} />}
    </>
  );
}

function Selected({ text }: { text: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
    area.current?.select();
  }, [text]);
  return (
    <textarea
      ref={area}
      className="pm-copy-area"
      aria-label={texts.copyByHand}
      readOnly
      rows={8}
      value={text}
    />
  );
}
