/** The text of a quoted scalar as the server reads it: js-yaml 3 keeps white space before a line break, later versions drop it. */

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const BREAK = '(?:\\r\\n|\\n|\\r)';
/** A line break with the blank lines and the indentation behind it. */
const FOLD = `${BREAK}(?:[ \\t]*${BREAK})*[ \\t]*`;
const SINGLE_QUOTED = new RegExp(`''|${FOLD}`, 'g');
const DOUBLE_QUOTED = new RegExp(
  `\\\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|${FOLD}|([^]))|${FOLD}`,
  'g',
);

/** `raw` is what stands between single quotes. */
export function readSingleQuoted(raw: string): string {
  return raw.replace(SINGLE_QUOTED, (found) => (found === "''" ? "'" : fold(found)));
}

/** `raw` is what stands between double quotes, its escapes already checked by the parser. */
export function readDoubleQuoted(raw: string): string {
  return raw.replace(DOUBLE_QUOTED, (found, ...groups: (string | undefined)[]) => {
    const [x, u, U, sign] = groups;
    const code = x ?? u ?? U;
    if (code !== undefined) return fromCodePoint(parseInt(code, 16));
    if (sign !== undefined) return ESCAPES[sign] ?? sign;
    return found.startsWith('\\') ? '' : fold(found);
  });
}

/** One line break is a space, each further one a line feed. */
function fold(space: string): string {
  const breaks = space.match(/\r\n|\n|\r/g)?.length ?? 0;
  return breaks > 1 ? '\n'.repeat(breaks - 1) : ' ';
}

/** Half of a surrogate pair may be escaped by itself; past U+10FFFF there is no text. */
function fromCodePoint(code: number): string {
  return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
}
