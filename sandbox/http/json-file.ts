/** State of a server in one JSON file that is replaced whole, so that a crash leaves the old one. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the file holds, or undefined when there is none. Throws when it holds something else. */
export function readJsonFile<T>(
  file: string,
  isRight: (value: unknown) => value is T,
): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const broken = `${file} is not a state of the sandbox cluster; delete it to begin a new one.`;
  try {
    const value: unknown = JSON.parse(text);
    if (isRight(value)) return value;
  } catch (error) {
    throw new Error(broken, { cause: error });
  }
  throw new Error(broken);
}

/** Mode 600: states may hold tokens. */
export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
