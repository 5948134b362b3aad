/** Reads packages/<name>/versions.json, in both shapes that exist: version strings or rows. */
import { MarketError } from '../errors.ts';
import { firstProblem } from './explain.ts';
import { validate } from './generated/versions.js';
import { readIndexJson } from './json.ts';
import { isSegment } from './path.ts';

import type { Limits } from '../limits.ts';
import type { VersionsFile } from '../model/generated.ts';

const PATH = 'versions.json';

/** Version strings in the order of the file. Throws `index-invalid`. */
export function parseVersions(bytes: Uint8Array, limits: Limits): string[] {
  const { value, faulty } = readIndexJson(bytes, PATH, limits);
  const [fault] = faulty.values();
  if (fault !== undefined || !validate(value)) {
    const problem = fault ?? firstProblem(validate.errors);
    throw new MarketError('index-invalid', `${PATH} is refused: ${problem}.`, {
      details: { file: PATH },
    });
  }
  const versions = (value as VersionsFile).map((item) =>
    typeof item === 'string' ? item : item.version,
  );
  return [...new Set(versions)].filter((version) => isSegment('version', version));
}
