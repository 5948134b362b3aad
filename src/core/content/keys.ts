/** What leads to a value, as text that many documents share: its keys without the indexes of lists, and what users call it. */

const BETWEEN = '\u0000';
const BEFORE_ALIAS = '\u0001';

export interface ContentKey {
  /** Without indexes: `taskRoles`, `worker`, `commands`. */
  keys: readonly string[];
  /** Another name of it, such as `gpu`; empty for most. */
  alias: string;
}

/** One text for all values at this place. */
export function packKey({ keys, alias }: ContentKey): string {
  return keys.map(clean).join(BETWEEN) + BEFORE_ALIAS + alias;
}

export function unpackKey(text: string): ContentKey {
  const end = text.lastIndexOf(BEFORE_ALIAS);
  if (end < 0) return { keys: text.split(BETWEEN), alias: '' };
  const joined = text.slice(0, end);
  return { keys: joined === '' ? [] : joined.split(BETWEEN), alias: text.slice(end + 1) };
}

/** As people write it: `taskRoles.worker.instances`. */
export function keyText(keys: readonly string[]): string {
  return keys.join('.');
}

function clean(key: string): string {
  return key.replaceAll(BETWEEN, '\ufffd').replaceAll(BEFORE_ALIAS, '\ufffd');
}
