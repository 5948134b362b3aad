/** Answers a search over the files of a repository. */
import { fold } from '../fold.ts';
import { answersOf, documentsAnswering, knowsKeys } from './match.ts';
import { asText } from './query.ts';
import { testText } from './query-value.ts';

import type { Member } from '../model/repository.ts';
import type { Shelf } from './content-index.ts';
import type { Answers } from './match.ts';
import type { Term, TermTest } from './query.ts';
import type { ValueTest } from './query-value.ts';
import type { Segment } from './segment.ts';

/** A term with what answers it. */
export interface AskedTerm {
  term: Term;
  /** By segment; undefined for what the list alone answers. */
  answers: ReadonlyMap<Segment, Answers> | undefined;
}

export interface SearchAnswer {
  /** Indexes of the members found, rising. */
  found: number[];
  asked: AskedTerm[];
  /** Terms whose field no file has; they were searched as words. */
  unknown: Term[];
}

export function searchShelf(shelf: Shelf, terms: readonly Term[]): SearchAnswer {
  const unknown: Term[] = [];
  const asked = terms.map((term) => {
    const ask = askTerm(shelf, term);
    if (!isUnknown(ask)) return ask;
    unknown.push(term);
    return askTerm(shelf, asText(term));
  });
  const tests = asked.map((ask) => memberTest(shelf, ask));
  const found: number[] = [];
  for (let at = 0; at < shelf.members.length; at += 1) {
    if (tests.every((test) => test(at))) found.push(at);
  }
  return { found, asked, unknown };
}

function askTerm({ index }: Shelf, term: Term): AskedTerm {
  const test = contentTest(term.test);
  if (!test) return { term, answers: undefined };
  const each = index.segments.map((segment) => [segment, answersOf(segment, test)] as const);
  return { term, answers: new Map(each) };
}

/** What a term asks of the content of files; of names and versions also, for they stand there. */
function contentTest(test: TermTest): Exclude<TermTest, { kind: 'member' }> | undefined {
  if (test.kind !== 'member') return test;
  const { field, value } = test;
  return field === 'name' || field === 'version'
    ? { kind: 'alias', alias: field, value }
    : undefined;
}

/** Short names are known whether or not a file has them; where no file could be read nothing is. */
function isUnknown({ term, answers }: AskedTerm): boolean {
  if (term.test.kind !== 'keys' || !answers || answers.size === 0) return false;
  return ![...answers.values()].some(knowsKeys);
}

/** Whether the member at an index is to be found, as far as one term says. */
function memberTest(shelf: Shelf, { term, answers }: AskedTerm): (at: number) => boolean {
  const inContent = contentHits(shelf, answers);
  const { test, excluded } = term;
  const isFound = (at: number): boolean => {
    if (test.kind === 'text') {
      const { paths, names } = shelf;
      const isNamed = paths[at]?.includes(test.text) || names[at]?.includes(test.text);
      return isNamed === true || inContent(at);
    }
    const member = shelf.members[at];
    if (test.kind !== 'member' || !member) return inContent(at);
    const own = ownText(test.field, { shelf, at, member });
    if (own === undefined) return inContent(at);
    return own.some((text) => testOwn(test, text));
  };
  return (at) => isFound(at) !== excluded;
}

function contentHits(
  { index, documents }: Shelf,
  answers: AskedTerm['answers'],
): (at: number) => boolean {
  if (!answers) return () => false;
  const total = index.segments.reduce((sum, { digests }) => sum + digests.length, 0);
  const hits = new Uint8Array(total);
  let first = 0;
  for (const segment of index.segments) {
    const own = answers.get(segment);
    if (own) hits.set(documentsAnswering(segment, own), first);
    first += segment.digests.length;
  }
  return (at) => hits[documents[at] ?? -1] === 1;
}

/** Undefined where the content says it. */
function ownText(
  field: Extract<TermTest, { kind: 'member' }>['field'],
  { shelf, at, member }: { shelf: Shelf; at: number; member: Member },
): string[] | undefined {
  switch (field) {
    case 'type':
      return [member.type];
    case 'path':
      return [shelf.paths[at] ?? ''];
    case 'name':
      return [shelf.names[at] ?? ''];
    case 'version':
      return member.type === 'package' ? [fold(member.version)] : undefined;
    case 'package':
      return [fold(member.package ?? '')];
    case 'is':
      return statesOf(member);
  }
}

function statesOf({ invalid, repository, package: folder }: Member): string[] {
  return [
    invalid === undefined ? 'valid' : 'invalid',
    ...(repository === undefined ? [] : ['nested']),
    ...(folder === undefined ? [] : ['packaged']),
  ];
}

/** Types and states are whole words, and `version:1.2` does not find 11.2. */
function testOwn({ field, value }: Extract<TermTest, { kind: 'member' }>, text: string): boolean {
  if (value.kind !== 'texts') return testText(value, text);
  if (field === 'type' || field === 'is') return value.texts.includes(text);
  if (field === 'version') return value.texts.some((each) => text.startsWith(each));
  return testText(withoutAmounts(value), text);
}

function withoutAmounts(value: Extract<ValueTest, { kind: 'texts' }>): ValueTest {
  return { ...value, amounts: [] };
}
