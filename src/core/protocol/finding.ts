/** What is wrong with, or worth knowing of, a protocol file; plain data for pages and commands. */

/** `YAMLException` for the text, `InvalidProtocolError` for what it says: the server's two codes; `YamlAmbiguity` for warnings. */
type FindingCode = 'YAMLException' | 'InvalidProtocolError' | 'YamlAmbiguity';

export interface ProtocolFinding {
  code: FindingCode;
  /** JSON pointer into the document, such as `/taskRoles/worker/commands/0`; empty for the whole of it. */
  path: string;
  /** A full sentence; findings of the text name the line. */
  message: string;
  /** From 1; of findings of the text, where it is known. */
  line?: number;
}

/** Builds a pointer out of keys and indexes. */
export function pointer(...keys: (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
