/** Finds secrets in what is shown of files by the patterns that lint has for them. */
import { findSecrets } from '../lint/secrets.ts';

/** Also what is assigned to a password in a command. */
export function findInText(text: string): readonly { start: number; end: number }[] {
  return findSecrets(text, true);
}
