/** How the archive reader refuses: a code, the entry, and for archives that are odd but harmless, how to make a plain one. */
import { MarketError } from '../errors.ts';

import type { ErrorCode } from '../errors.ts';

const REPACK =
  'Repack it in a plain way: "pai-market build" writes archives that pass, and so does "zip -r -X archive.zip .".';

/** What ordinary writers also do; the publisher can help it by repacking. */
const BENIGN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'zip-comment',
  'zip-zip64',
  'zip-descriptor',
  'zip-method',
  'zip-extra',
]);

/** Makes the errors of one archive; `entry` is its name as far as it could be read. */
export type Refuse = (code: ErrorCode, reason: string, entry?: string) => MarketError;

export function createRefuse(archive: string): Refuse {
  return (code, reason, entry) => {
    const where = entry === undefined ? '' : ` (entry "${printable(entry)}")`;
    const advice = BENIGN.has(code) ? ` ${REPACK}` : '';
    return new MarketError(code, `${archive} is refused: ${reason}${where}.${advice}`, {
      details: { file: archive, ...(entry === undefined ? {} : { entry: printable(entry) }) },
    });
  };
}

/** Hostile names are shown, but cut and without what a terminal or a bidirectional text would act upon. */
function printable(name: string): string {
  const plain = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}
