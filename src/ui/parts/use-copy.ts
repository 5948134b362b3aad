/** Copies a text and says so; where the browser lets nobody copy, the text is there, selected, to be copied by hand. */
import { useCallback, useRef, useState } from 'react';

import { texts } from '../messages/frame.ts';
import { copyText } from './save-text.ts';

export interface Copying {
  /** Makes ready what announces the outcome: a region that comes with its words is not read out. */
  arm(): void;
  copy(): Promise<void>;
  /** Undefined until the button is reached; then what happened, empty at first. */
  said: string | undefined;
  /** The text to be copied by hand. */
  byHand: string | undefined;
}

export function useCopy(text: () => string): Copying {
  const [said, setSaid] = useState<string>();
  const [byHand, setByHand] = useState<string>();
  const latest = useRef(text);
  latest.current = text;
  const arm = useCallback(() => setSaid((before) => before ?? ''), []);
  const copy = useCallback(async () => {
    // Said anew each time, also when it is the same.
    setSaid('');
    const copied = latest.current();
    const done = await copyText(copied);
    setByHand(done ? undefined : copied);
    setSaid(done ? texts.copied : texts.copyRefused);
  }, []);
  return { arm, copy, said, byHand };
}
