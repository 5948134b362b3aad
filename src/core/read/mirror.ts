/** Reads mirror.json, the note of what a copy of a market holds. Nobody signs it: it only says what to look for. */
import { MarketError } from '../errors.ts';
import { firstProblem } from './explain.ts';
import { validate } from './generated/mirror.js';
import { INDEX_CODES, readIndexJson } from './json.ts';
import { isSegment } from './path.ts';

import type { Limits } from '../limits.ts';
import type { MirrorNote } from '../model/generated.ts';

export const MIRROR_FILE = 'mirror.json';

/** Throws `index-invalid`. */
export function parseMirrorNote(bytes: Uint8Array, limits: Limits): MirrorNote {
  const { value, faulty } = readIndexJson(bytes, MIRROR_FILE, limits);
  const [fault] = faulty.values();
  if (fault !== undefined || !validate(value)) {
    throw refused(fault ?? firstProblem(validate.errors));
  }
  const note = value as unknown as MirrorNote;
  const bad = note.packages.find(
    ({ name, version }) => !isSegment('name', name) || !isSegment('version', version),
  );
  if (bad) throw refused(`"${`${bad.name} ${bad.version}`.slice(0, 64)}" is no package`);
  return note;
}

function refused(problem: string): MarketError {
  return new MarketError(INDEX_CODES.content, `${MIRROR_FILE} is refused: ${problem}.`, {
    details: { file: MIRROR_FILE },
  });
}
