/** Receipts as a file: all of them out, and those of another browser in. */
import { useRef, useState } from 'react';

import { MarketError, toMarketError } from '#core/errors.ts';
import { installedTexts } from '../messages/installed.ts';
import { Button } from '../parts/button.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { formatExactBytes } from '../parts/format.ts';
import { saveText } from '../parts/save-text.ts';
import { Status } from '../parts/status.tsx';

import type { Receipt } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

/** More is no file of receipts: a browser keeps a few megabytes of them. */
const MOST_BYTES = 32 * 1024 * 1024;

export interface TransferProps {
  receipts: Receipt[];
  onImport: (text: string) => Promise<{ added: number; known: number }>;
}

export function Transfer({ receipts, onImport }: TransferProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const [error, setError] = useState<MarketError>();
  const take = async (file: File) => {
    setTold('');
    setError(undefined);
    try {
      setTold(importWords(await onImport(await readText(file))));
    } catch (thrown) {
      setError(toMarketError(thrown));
    }
  };
  return (
    <div className="pm-transfer">
      <div className="pm-buttons">
        {receipts.length > 0 && (
          <Button onClick={() => saveText('marketplace-receipts.json', exportText(receipts))}>
            {installedTexts.transfer.exportAll}
          </Button>
        )}
        <Button onClick={() => input.current?.click()}>{installedTexts.transfer.import}</Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          className="pm-hidden"
          tabIndex={-1}
          aria-label={installedTexts.transfer.file}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // So that the same file can be chosen once more.
            event.currentTarget.value = '';
            if (file) void take(file);
          }}
        />
      </div>
      <Status>{told}</Status>
      {error && <ErrorAlert error={error} />}
    </div>
  );
}

/** The file that `importReceipts` takes. */
function exportText(receipts: readonly Receipt[]): string {
  return `${JSON.stringify({ format: 'pai-market-receipts/1', receipts }, null, 2)}\n`;
}

async function readText(file: File): Promise<string> {
  if (file.size > MOST_BYTES) {
    throw new MarketError(
      'receipt-invalid',
      installedTexts.transfer.tooLarge(
        file.name,
        formatExactBytes(file.size),
        formatExactBytes(MOST_BYTES),
      ),
      { details: { file: file.name, found: file.size, allowed: MOST_BYTES } },
    );
  }
  return file.text();
}

function importWords({ added, known }: { added: number; known: number }): string {
  const words = installedTexts.transfer;
  return known === 0 ? words.added(added) : words.addedKnown(added, known);
}
