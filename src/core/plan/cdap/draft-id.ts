/** Identifiers of pipeline drafts that are the same each time, so that a repeated install finds its draft and makes no second one. */
import { sha256 } from '../../digest.ts';

/** A UUID (version 8: of one's own making) out of what names the draft. */
export function draftId(parts: readonly string[]): string {
  const digest = sha256(new TextEncoder().encode(JSON.stringify(parts)));
  const groups = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `a${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return groups.join('-');
}
