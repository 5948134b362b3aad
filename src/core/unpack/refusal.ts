/** How the archive reader refuses: a code, the entry, and how to make an archive that passes. */
import { MarketError } from '../errors.ts';

import type { ErrorCode } from '../errors.ts';

const ZIP = '"zip -r -X ../archive.zip ."';
const SEVEN_ZIP = '"7z a -tzip -mcu ../archive.zip ."';
/** Run in the folder that holds the files. */
const REPACK = `"pai-market build" writes archives that pass, and so does ${ZIP} in the folder of the files.`;

/** What ordinary writers also do; the publisher can help it by packing anew. */
const ADVICE: Partial<Record<ErrorCode, string>> = {
  'zip-layout': `If you packed it, pack it anew as a plain archive, with nothing before and behind: ${REPACK}`,
  'zip-mismatch': `If you packed it, pack it anew: ${REPACK}`,
  'zip-comment': `Pack it anew without comments: ${REPACK}`,
  'zip-zip64': `Pack it anew into a file instead of a pipe, and without forcing zip64: ${REPACK}`,
  'zip-descriptor': `Pack it anew into a file instead of a pipe: ${REPACK}`,
  'zip-method': `Pack it anew with deflate: ${REPACK}`,
  'zip-encrypted': `Pack it anew without a password: ${REPACK}`,
  'zip-extra': `Pack it anew without extra fields, which the "-X" of zip leaves out: ${REPACK}`,
  'zip-type': `Pack files instead of a pipe, and what links point to instead of links, which zip does without "-y": ${REPACK}`,
  'zip-name': `Rename the file, or leave it out, and pack anew; for names beyond ASCII with "pai-market build" or ${SEVEN_ZIP}.`,
  'zip-duplicate': `Names must differ in more than upper and lower case. Rename one, or take one out with "zip -d", and pack anew: ${REPACK}`,
};

/** Makes the errors of one archive; `entry` is its name as far as it could be read. */
export type Refuse = (code: ErrorCode, reason: string, entry?: string) => MarketError;

export function createRefuse(archive: string): Refuse {
  return (code, reason, entry) => {
    const where = entry === undefined ? '' : ` (entry "${printable(entry)}")`;
    const advice = ADVICE[code] === undefined ? '' : ` ${ADVICE[code]}`;
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
