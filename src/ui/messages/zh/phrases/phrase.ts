/**
 * One sentence in English and in Chinese, with names in braces for what differs. In English `{name}` is a piece without spaces,
 * `{name+}` any text, `{n}` or `{n1}` a number, and `(s)` an ending that may be there. In Chinese `{name~}` is told in Chinese
 * itself, `{name,}` is a list, `{name~,}` a list of what is told.
 */
export type PhraseWords = readonly [english: string, chinese: string | Toward];

/** For what takes more than putting pieces in; by name. */
type Toward = (pieces: Readonly<Record<string, string>>) => string;

/** The Chinese sentence; undefined where the sentence has another shape. */
export type Phrase = (sentence: string) => string | undefined;

const PLACE = /\{([a-z]\w*)(\+?)\}/;
const USE = /\{([a-z]\w*~?,?)\}/;

export function makePhrase(
  [english, chinese]: PhraseWords,
  told: (text: string) => string,
): Phrase {
  const parts = english.split(PLACE);
  const names = parts.filter((_, at) => at % 3 === 1);
  const start = (parts[0] ?? '').replace(/\(s\).*$/, '');
  let shape: RegExp | undefined;
  return (sentence) => {
    if (!sentence.startsWith(start)) return undefined;
    shape ??= shapeOf(parts);
    const found = shape.exec(sentence)?.slice(1);
    if (!found) return undefined;
    const pieces = Object.fromEntries(names.map((name, at) => [name, found[at] ?? '']));
    if (typeof chinese === 'function') return chinese(pieces);
    return fill(chinese, pieces, told);
  };
}

function fill(
  chinese: string,
  pieces: Readonly<Record<string, string>>,
  told: (text: string) => string,
): string {
  const parts = chinese.split(USE);
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return part;
      const piece = pieces[part.replace(/[~,]+$/, '')] ?? '';
      const each = part.endsWith(',') ? piece.split(', ') : [piece];
      const shown = each.map((one) => (part.includes('~') ? told(one) : one)).join('、');
      return spaced(shown, parts[at - 1]?.at(-1), parts[at + 1]?.at(0));
    })
    .join('');
}

const HAN = /\p{Script=Han}/u;

/** A space stands between Chinese and other letters. */
function spaced(shown: string, before = '', after = ''): string {
  const start = HAN.test(before) && /^[A-Za-z0-9]/.test(shown) ? ' ' : '';
  const end = HAN.test(after) && /[A-Za-z0-9]$/.test(shown) ? ' ' : '';
  return `${start}${shown}${end}`;
}

function shapeOf(parts: readonly string[]): RegExp {
  const shape = parts.map((part, at) => {
    if (at % 3 === 2) return '';
    if (at % 3 === 0) return escape(part).replaceAll(String.raw`\(s\)`, 's?');
    if (parts[at + 1] === '+') return '(.+?)';
    return /^n\d?$/.test(part) ? String.raw`(-?\d[\d,.]*)` : String.raw`(\S+?)`;
  });
  return new RegExp(`^${shape.join('')}$`, 's');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
