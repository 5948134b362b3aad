/** Which names CDAP takes for its things; all of them stand in paths, so nothing else gets there (security I01, I03). */

export type NameKind = 'app' | 'stream' | 'artifact' | 'version' | 'dataset' | 'draft';

/** Not CDAP's rule but ours: names are segments of paths, keys of receipts and words in sentences. */
const LONGEST = 255;
const LONGEST_VERSION = 128;

interface NameRule {
  pattern: RegExp;
  /** Completes "Use …". */
  words: string;
}

const IDENTIFIER = {
  pattern: /^[A-Za-z0-9_-]+$/,
  words: 'letters, digits, "-" and "_" only',
};

const RULES: Record<NameKind, NameRule> = {
  app: IDENTIFIER,
  stream: IDENTIFIER,
  artifact: { pattern: /^[A-Za-z0-9._-]+$/, words: 'letters, digits, ".", "-" and "_" only' },
  version: {
    pattern: /^\d[A-Za-z0-9._-]*$/,
    words: 'a number first, such as 1.0.0, then letters, digits, ".", "-" and "_" only',
  },
  dataset: { pattern: /^[A-Za-z0-9$._-]+$/, words: 'letters, digits, "$", ".", "-" and "_" only' },
  // It never stands in a path: drafts are found by an identifier of ours.
  draft: { pattern: /^\P{C}+$/u, words: 'no invisible characters' },
};

/** In words, what such a name may be; completes "Use …". */
export function nameRule(kind: NameKind): string {
  return `${RULES[kind].words}, at most ${longest(kind)} characters`;
}

export function isName(kind: NameKind, value: string): boolean {
  if (value.length > longest(kind) || !RULES[kind].pattern.test(value)) return false;
  // A segment of dots alone would climb out of its path.
  return kind === 'draft' ? value.trim() !== '' : !/^\.+$/.test(value);
}

function longest(kind: NameKind): number {
  return kind === 'version' ? LONGEST_VERSION : LONGEST;
}

/** The nearest name that CDAP takes: what it refuses becomes "_"; empty where nothing is left. */
export function suggestName(kind: NameKind, value: string): string {
  if (isName(kind, value) || kind === 'version' || kind === 'draft') return value;
  const kept = value.trim().replace(/[^A-Za-z0-9_-]+/g, '_');
  return /[A-Za-z0-9]/.test(kept) ? kept.slice(0, LONGEST) : '';
}
