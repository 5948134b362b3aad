/** Shows why a file was found: its fields that answer, with the place of what was asked for. */
import { fold } from '../fold.ts';
import { placeOf } from './content-index.ts';
import { HIDDEN, SECRET_TEXT } from './secrets.ts';
import { keyText, unpackKey } from './keys.ts';
import { isAnswer } from './match.ts';
import { leafAt, leavesOf } from './segment.ts';

import type { Shelf } from './content-index.ts';
import type { ContentLeaf } from './document.ts';
import type { TermTest } from './query.ts';
import type { AskedTerm } from './search.ts';

/** From, and to without it, in characters of the text. */
export type Mark = readonly [from: number, to: number];

export interface Evidence {
  /** As `taskRoles.worker.commands`. */
  field: string;
  /** Of the file, from 1. */
  line: number;
  /** One line of the value. */
  text: string;
  /** What was asked for in it, in order and apart. */
  marks: Mark[];
  /** The same in the field's name. */
  fieldMarks: Mark[];
}

/** For each question that the content answers its first fields, at most `most` for each, in the order of the file. */
export function evidenceOf(
  { index, documents }: Shelf,
  member: number,
  { asked, most }: { asked: readonly AskedTerm[]; most: number },
): Evidence[] {
  const place = placeOf(index, documents[member] ?? -1);
  if (!place || (documents[member] ?? -1) < 0) return [];
  const { segment, number } = place;
  const tests = new Map<number, TermTest[]>();
  for (const { term, answers } of asked) {
    const own = term.excluded ? undefined : answers?.get(segment);
    let count = 0;
    for (const leaf of own ? leavesOf(segment, number) : []) {
      if (count >= most || !own || !isAnswer(segment, leaf, own)) continue;
      count += 1;
      tests.set(leaf, [...(tests.get(leaf) ?? []), term.test]);
    }
  }
  return [...tests]
    .sort(([a], [b]) => a - b)
    .map(([leaf, own]) => toEvidence(leafAt(segment, leaf), own));
}

function toEvidence({ key, text, line, literal }: ContentLeaf, tests: TermTest[]): Evidence {
  const needles = tests.flatMap(needlesOf);
  const field = keyText(unpackKey(key).keys);
  const lines = (text === HIDDEN ? SECRET_TEXT : text).split(/\r\n|[\n\r]/);
  const at = Math.max(
    lines.findIndex((each) => marksOf(each, needles).length > 0),
    0,
  );
  const shown = lines[at] ?? '';
  const isWhole = tests.some(({ kind }) => kind !== 'text') && needles.length === 0;
  const marks = isWhole && shown !== '' ? [[0, shown.length] as const] : marksOf(shown, needles);
  const words = tests.flatMap((test) => (test.kind === 'text' ? [test.text] : []));
  return {
    field,
    line: literal ? line + at : line,
    text: shown,
    marks,
    fieldMarks: marksOf(field, words),
  };
}

/** What to look for in the value; nothing for a question about the whole of it. */
function needlesOf(test: TermTest): readonly string[] {
  if (test.kind === 'text') return [test.text];
  const { value } = test;
  if (value.kind === 'texts' && value.amounts.length === 0) return value.texts;
  return value.kind === 'pattern' ? value.parts.filter((part) => part !== '') : [];
}

/** Empty where folding changed the length, so that places do not agree. */
export function marksOf(text: string, needles: readonly string[]): Mark[] {
  const folded = fold(text);
  if (folded.length !== text.length) return [];
  const marks: Mark[] = [];
  for (const needle of needles) {
    if (needle === '') continue;
    for (
      let at = folded.indexOf(needle);
      at >= 0;
      at = folded.indexOf(needle, at + needle.length)
    ) {
      marks.push([at, at + needle.length]);
    }
  }
  return joined(marks.sort(([a], [b]) => a - b));
}

/** Overlapping ones become one. */
function joined(marks: readonly Mark[]): Mark[] {
  const apart: Mark[] = [];
  for (const [from, to] of marks) {
    const last = apart.at(-1);
    if (last && from <= last[1]) apart[apart.length - 1] = [last[0], Math.max(last[1], to)];
    else apart.push([from, to]);
  }
  return apart;
}
