/** Reads a small YAML file that may not be there. */
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Files } from '#core/ports.ts';

/** Undefined where there is no such file. Throws `source-invalid`, `usage`, `net-too-large`. */
export async function readYamlFile(
  path: string,
  { files, limits }: { files: Files; limits: Limits },
): Promise<unknown> {
  if ((await files.kind(path)) === undefined) return undefined;
  return parseYaml(decodeText(await files.read(path, limits.specBytes), path), limits);
}
