/** A button that asks once before it does what cannot be taken back. */
import { useState } from 'react';

import { installedTexts } from '../messages/installed.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

import type { ReactNode } from 'react';

export interface AskOnceProps {
  /** On the button, and on the one of the question that does it. */
  word: string;
  /** `id` of the words that say what it is about, read out with the button. */
  about: string;
  title: string;
  /** What follows from a yes. */
  children: ReactNode;
  onYes: () => void;
}

export function AskOnce({ word, about, title, children, onYes }: AskOnceProps): ReactNode {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="link" aria-describedby={about} onClick={() => setAsking(true)}>
        {word}
      </Button>
      {asking && (
        <Dialog
          title={title}
          action={word}
          onAction={() => {
            setAsking(false);
            onYes();
          }}
          dismiss={installedTexts.keep}
          onDismiss={() => setAsking(false)}
        >
          <p>{children}</p>
        </Dialog>
      )}
    </>
  );
}
