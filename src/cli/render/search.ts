/** Prints what a search found: text with what was asked for marked, or one JSON document. */
import { printJson } from './json.ts';
import { oneLine } from './text.ts';

import type { SearchHit, SearchResult } from '#flows/search/search-repository.ts';
import type { CommandIo } from '../command.ts';

/** Longer values are cut around what was found. */
const WIDEST = 240;
/** Characters shown before it. */
const BEFORE = 60;

type Mark = readonly [from: number, to: number];

export interface SearchRemark {
  /** The part of the query. */
  text: string;
  /** A full sentence. */
  message: string;
}

export function printSearchJson(
  io: CommandIo,
  { total, hits }: Pick<SearchResult, 'total' | 'hits'>,
  remarks: readonly SearchRemark[],
): void {
  const results = hits.map(({ member, evidence }) => ({
    ...member,
    valid: member.invalid === undefined,
    matches: evidence.map(({ field, line, text, marks }) => ({ field, line, text, marks })),
  }));
  printJson(io, { verdict: 'good', code: null, total, results, remarks });
}

/** A line for each file, below it the fields that answer. */
export function searchText(hits: readonly SearchHit[], io: Pick<CommandIo, 'style'>): string {
  return hits.map((hit) => hitLines(hit, io).join('')).join('');
}

function hitLines({ member, pathMarks, evidence }: SearchHit, io: Pick<CommandIo, 'style'>) {
  const { type, name, version, invalid } = member;
  const who = [type, name, version].filter((word) => word !== '').join(' ');
  const path =
    pathMarks.length > 0
      ? marked(member.path, pathMarks, io)
      : io.style('bold', oneLine(member.path));
  const width = Math.max(...evidence.map(({ line }) => String(line).length), 0);
  return [
    `${path}  ${io.style('dim', oneLine(who))}\n`,
    ...(invalid === undefined ? [] : [`  ${io.style('red', 'broken')}: ${oneLine(invalid)}\n`]),
    ...evidence.map(({ field, line, text, marks, fieldMarks }) => {
      const place = io.style('cyan', String(line).padStart(width));
      const value = text === '' ? '' : ` ${cut(text, marks, io)}`;
      return `  ${place}  ${marked(field, fieldMarks, io)}:${value}\n`;
    }),
  ];
}

function cut(text: string, marks: readonly Mark[], io: Pick<CommandIo, 'style'>): string {
  if (text.length <= WIDEST) return marked(text, marks, io);
  const start = Math.max(0, Math.min((marks[0]?.[0] ?? 0) - BEFORE, text.length - WIDEST));
  const end = Math.min(text.length, start + WIDEST);
  const inside = marks.flatMap(([from, to]): Mark[] => {
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    return first < last ? [[first - start, last - start]] : [];
  });
  const shown = marked(text.slice(start, end), inside, io);
  return `${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}

function marked(text: string, marks: readonly Mark[], { style }: Pick<CommandIo, 'style'>): string {
  let shown = '';
  let at = 0;
  for (const [from, to] of marks) {
    shown += oneLine(text.slice(at, from)) + style('match', oneLine(text.slice(from, to)));
    at = to;
  }
  return shown + oneLine(text.slice(at));
}
