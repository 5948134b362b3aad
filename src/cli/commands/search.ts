/** `pai-market search`: finds component files and packages of a repository by what any of their fields say. */
import { ALIASES, knownFields, MEMBER_FIELDS, parseSearch } from '#core/content/index.ts';
import { MarketError } from '#core/errors.ts';
import { searchRepository } from '#flows/search/search-repository.ts';
import { defineCommand } from '../command.ts';
import { openContentShelf, openNamed } from '../content-run.ts';
import { printJson } from '../render/json.ts';
import { printSearchJson, searchText } from '../render/search.ts';
import { oneLine } from '../render/text.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { suggest } from '../suggest.ts';

import type { Shelf, Term } from '#core/content/index.ts';
import type { SearchResult } from '#flows/search/search-repository.ts';
import type { CommandIo } from '../command.ts';
import type { SearchRemark } from '../render/search.ts';

/** Results for people, who want to see the beginning. */
const SHOWN = 50;
const TYPES = ['job', 'data', 'script', 'dockerimage', 'output', 'package'];

export const command = defineCommand({
  name: 'search',
  summary: 'find component files and packages by what any of their fields say',
  usage:
    'search QUERY… [--limit N] [--sort FIELD] [--reverse] [--count | --paths | --fields] [--repository DIR] [--json]',
  help: `Words and phrases ("learning rate") are found in every field, in the path and in the name, as parts of words too, whatever
their case and accents. All that is asked must be so; what begins with a minus must not.

FIELD:VALUE asks one field. Short names: type (job, data, script, dockerimage, output, package), path, name, version, package (the folder),
is (valid, invalid, nested, packaged), ${ALIASES.filter((name) => name !== 'name' && name !== 'version').join(', ')}.
Any other field is named by its keys or some of them, in their order: instances:4, worker.instances:4, taskRoles.worker.instances:4;
* stands for any characters of a key. has:FIELD asks whether it is there.

VALUE is a part of the text, or "a phrase", =the whole text, or with * the whole text with anything in its place; a,b means one of both.
Where the field is a number it is the whole number, >=2, >2, <=2, <2, or 2..4, with units (16gb, 1.5k) where you like. memory is in GiB
unless a unit says otherwise; days and months (2025-06-30, 2025-06) stand for their times.

A word of the command line with white space and neither quote nor colon is one phrase, so that "learning rate" need not be quoted
twice. Values of secrets are neither found nor shown. A broken file is found by is:invalid, and one that is
no YAML at all by its path only.`,
  examples: [
    [
      'Jobs with two GPUs or more and an image of PyTorch',
      "pai-market search type:job 'gpu:>=2' image:pytorch",
    ],
    [
      'All that speak of a learning rate, but for tests',
      'pai-market search "learning rate" -path:test/',
    ],
    ['The jobs that take most memory first', 'pai-market search type:job --sort memory --reverse'],
    ['Paths for another program', 'pai-market search is:invalid --paths'],
  ],
  seeAlso: ['show', 'status', 'docs/cli.md'],
  completes: [
    ...TYPES.map((type) => `type:${type}`),
    ...['is:valid', 'is:invalid', 'is:nested', 'is:packaged', 'has:'],
    ...[...new Set([...MEMBER_FIELDS, ...ALIASES])].map((name) => `${name}:`),
  ],
  positionals: { min: 0, max: Number.POSITIVE_INFINITY },
  minusWords: true,
  options: {
    ...REPOSITORY_OPTIONS,
    limit: {
      type: 'value',
      placeholder: 'N',
      summary: `tell of so many at most, 0 for all; ${SHOWN} if left out, all with --json and --paths`,
    },
    sort: {
      type: 'value',
      placeholder: 'FIELD',
      summary: 'path, size, or any field; what lacks the field comes last',
      default: 'path',
    },
    reverse: { type: 'flag', summary: 'the greatest first' },
    count: { type: 'flag', summary: 'print only how many are found' },
    paths: { type: 'flag', summary: 'print only the paths, one on a line' },
    fields: {
      type: 'flag',
      summary: 'list the fields that occur, with the number of files, instead of searching',
    },
  },
  async run({ positionals, values, json }, io) {
    const limit = readLimit(values.limit) ?? (json || values.paths ? 0 : SHOWN);
    if (positionals.length === 0 && !values.fields) {
      throw new MarketError('usage', 'QUERY is missing.', {
        details: { usage: 'pai-market search QUERY…; --fields lists the fields that may be asked' },
      });
    }
    const terms = parseSearch(positionals);
    const repository = await openNamed(io, values.repository);
    const shelf = await openContentShelf(repository, io);
    if (values.fields) {
      printFields(shelf, { json, io });
      return 0;
    }
    const most = values.count ? 0 : limit === 0 ? Number.POSITIVE_INFINITY : limit;
    const { sort, reverse } = values;
    const result = searchRepository(shelf, terms, { limit: most, sort, reverse });
    const remarks = [...unknownRemarks(result, shelf), ...phraseRemarks(result, terms)];
    if (json) {
      printSearchJson(io, result, remarks);
      return 0;
    }
    for (const { message } of remarks) io.stderr(`${message}\n`);
    if (values.count) io.stdout(`${result.total}\n`);
    else if (values.paths)
      io.stdout(result.hits.map(({ member }) => `${oneLine(member.path)}\n`).join(''));
    else printText(result, io);
    return 0;
  },
});

function printText({ hits, total }: SearchResult, io: CommandIo): void {
  io.stdout(searchText(hits, io));
  if (total === 0) io.stderr('Nothing was found.\n');
  else if (hits.length < total) {
    io.stderr(`${hits.length} of ${total} are shown; --limit 0 shows all.\n`);
  }
}

function printFields(shelf: Shelf, { json, io }: { json: boolean; io: CommandIo }): void {
  const fields = knownFields(shelf);
  if (json) printJson(io, { verdict: 'good', code: null, fields, aliases: ALIASES });
  else io.stdout(fields.map(({ field, files }) => `${oneLine(field)}\t${files}\n`).join(''));
}

function readLimit(typed: string | undefined): number | undefined {
  if (typed === undefined || /^\d{1,9}$/.test(typed))
    return typed === undefined ? undefined : Number(typed);
  throw new MarketError('usage', `--limit takes a number, such as 20; "${typed}" is none.`, {});
}

/** What has a colon and no such field was searched as a text. */
function unknownRemarks({ unknown }: SearchResult, shelf: Shelf): SearchRemark[] {
  if (unknown.length === 0) return [];
  const keys = new Set(knownFields(shelf).flatMap(({ field }) => field.split('.')));
  const names = [...MEMBER_FIELDS, ...ALIASES, ...keys];
  return unknown.map(({ typed }) => {
    const field = typed.slice(0, typed.indexOf(':'));
    const near = suggest(field, names);
    const message = `No file has a field ${oneLine(field)}; ${oneLine(typed)} was searched as a text.${near}`;
    return { text: typed, message };
  });
}

/** Who meant single words is told so. */
function phraseRemarks({ total }: SearchResult, terms: readonly Term[]): SearchRemark[] {
  const phrase = terms.find(({ test, excluded }) => {
    return !excluded && test.kind === 'text' && /\s/.test(test.text);
  });
  if (total > 0 || !phrase) return [];
  const text = oneLine(phrase.typed);
  return [
    {
      text,
      message: `${text} was searched as one phrase; without quotes its words are searched each by itself.`,
    },
  ];
}
