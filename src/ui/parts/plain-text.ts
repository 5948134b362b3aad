/** Makes texts of markets and clusters harmless to show: nothing invisible, nothing that turns the line around, nothing endless. */

/** Longest pieces shown, in characters. */
export const TEXT_LIMITS = {
  userId: 100,
  label: 200,
  line: 300,
  paragraph: 600,
  message: 2000,
} as const;

/** Marks that may stand on one letter; more would paint over the lines above and below. */
const MARKS = /(\p{M}{4})\p{M}+/gu;
/** Controls, marks of direction, invisible characters, halves of pairs. Tabs, line ends and joiners are looked at apart. */
const INVISIBLE = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;
/** Joiners mean something inside Arabic or Indic words and emoji, nothing beside ASCII. */
const STRAY_JOINERS = /(?<![^\x20-\x7e])[\u200c\u200d]|[\u200c\u200d](?![^\x20-\x7e])/g;

/** One line of at most `limit` characters; a cut is marked by an ellipsis. */
export function toLine(text: string, limit: number = TEXT_LIMITS.line): string {
  return clip(clean(text, limit).replace(/\s+/g, ' ').trim(), limit);
}

/** Like `toLine`, but line ends stay. */
export function toParagraph(text: string, limit: number = TEXT_LIMITS.message): string {
  return clip(clean(text, limit).trim(), limit);
}

/** A piece out of the middle of a text: spaces at its ends stay, marks that would stand on the piece before do not. */
export function toPiece(text: string): string {
  return withoutInvisible(text).replace(/^\p{M}+/u, '');
}

/** JSON in which invisible characters stand as escapes: what is read must be what it is, and stays the same JSON. */
export function toVisibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/\p{Cf}/gu, (char) =>
    Array.from({ length: char.length }, (_, at) => escapeUnit(char.charCodeAt(at))).join(''),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function clean(text: string, limit: number): string {
  // A market may send megabytes where a name is due: look only at what could be shown.
  return withoutInvisible(text.slice(0, limit * 8));
}

function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '').replace(STRAY_JOINERS, '').replace(MARKS, '$1');
}

function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // By code points, so that no character is cut in half.
  return `${Array.from(text.slice(0, limit * 2))
    .slice(0, limit - 1)
    .join('')
    .trimEnd()}…`;
}
