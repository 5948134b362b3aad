/** Searching 10,000 component files: our command, and our index in one process, beside ripgrep (else grep) for the same answer. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { createClock } from '#adapters/http/clock.ts';
import { createRepositories } from '#adapters/node/repositories.ts';
import { parseSearch } from '#core/content/index.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { openRepository } from '#flows/repository/open-repository.ts';
import { refreshContent } from '#flows/search/refresh-content.ts';
import { openShelf, searchRepository } from '#flows/search/search-repository.ts';
import { byTurns, timeOf } from './measure.mjs';
import { makeComponentFiles } from './search-files.mjs';
import { ratioText, timeText } from './table.mjs';

/** Each as we ask it, and as patterns of lines: a file has a line of every one, and none of those after a minus. */
const QUERIES = [
  { words: ['learning rate'], lines: ['learning rate'] },
  { words: ['pytorch'], lines: ['pytorch'] },
  { words: ['gpu:>=4'], lines: ['^ +gpu: ([4-9]|[0-9]{2,})$'] },
  { words: ['taskRoles.worker.instances:>7'], lines: ['^    instances: ([89]|[0-9]{2,})$'] },
  {
    words: ['type:job', 'gpu:>=2', 'image:pytorch', 'learning rate', '-name:bert'],
    lines: [
      '^type: job$',
      '^ +gpu: ([2-9]|[0-9]{2,})$',
      'uri: openpai/pytorch',
      'learning rate',
      '-^name: .*bert',
    ],
  },
];
const ALL = { limit: Infinity, sort: 'path', reverse: false };

export async function benchSearch({ folder, quick, runs, root }) {
  const notes = [];
  const count = quick ? 500 : 10_000;
  const repository = mkdtempSync(join(folder, 'search-'));
  makeComponentFiles(repository, { count, seed: 1 });
  const rival = findRival(notes);
  const program = join(root, 'dist/cli.js');
  const first = await timeFirst(repository);
  const changed = await timeChanged(repository, runs);
  const figures = [];
  for (const query of QUERIES) {
    const found = await assertSameAnswer(query, { repository, rival, program });
    const warm = await openAll(repository);
    const times = await byTurns(
      {
        rival: () => timeSync(() => rival.find(query.lines, repository)),
        command: () => timeSync(() => runCommand(program, query.words, repository)),
        fresh: () => timeOf(async () => ask(await openAll(repository), query.words)),
        warm: () => timeOf(() => ask(warm, query.words)),
      },
      runs,
    );
    figures.push({ query: query.words.join(' '), found, ...times });
  }
  rmSync(repository, { recursive: true, force: true });
  const tables = [answerTable({ count, rival, figures }), workTable({ count, first, changed })];
  return { count, rival: rival.name, first, changed, figures, notes, tables };
}

/** A command that finds files by lines; it has no index and looks into every file. */
function findRival(notes) {
  const { status, stdout } = spawnSync('rg', ['--version'], { encoding: 'utf8' });
  if (status === 0) {
    const name = stdout.split('\n')[0].trim();
    return {
      name,
      find: (lines, cwd) =>
        narrow(lines, { cwd, tool: 'rg', each: ['-i', '--no-ignore', '-j', '0'] }),
    };
  }
  notes.push(
    'rg is missing, so grep is compared: install it (on Debian: apt-get install ripgrep).',
  );
  const each = ['-i', '-E', '-r', '--include=*.yaml'];
  return { name: 'grep', find: (lines, cwd) => narrow(lines, { cwd, tool: 'grep', each }) };
}

/** Each pattern over the files that the one before left, as in `rg -l0 A | xargs -0 rg -l0 B`. */
function narrow(lines, { cwd, tool, each }) {
  let left = ['.'];
  for (const line of lines) {
    const without = line.startsWith('-');
    const list = without ? '--files-without-match' : '-l';
    const pattern = without ? line.slice(1) : line;
    left =
      left.length === 0 ? [] : filesOf(tool, [...each, list, '-e', pattern, '--', ...left], cwd);
  }
  return left;
}

/** Like grep, both give 1 where there is nothing. */
function filesOf(tool, args, cwd) {
  const { status, stdout, error } = spawnSync(tool, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  if (status > 1) throw new Error(`${tool} failed`);
  return stdout.split('\n').filter((path) => path !== '');
}

function runCommand(program, words, repository) {
  const args = [program, 'search', ...words, '--paths', '--repository', repository];
  const text = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return text.split('\n').filter((path) => path !== '');
}

async function openAll(repository) {
  const repositories = createRepositories(() => repository);
  const world = { repositories, limits: DEFAULT_LIMITS, clock: createClock() };
  const opened = await openRepository(repository, world);
  const { index } = await refreshContent(opened, world);
  return openShelf(index, opened.members);
}

function ask(shelf, words) {
  return searchRepository(shelf, parseSearch(words), ALL).hits.map(({ member }) => member.path);
}

/** Throws unless all ways find the same files; gives their number. */
async function assertSameAnswer({ words, lines }, { repository, rival, program }) {
  const expected = rival
    .find(lines, repository)
    .map((path) => path.replace(/^\.\//, ''))
    .sort();
  const ways = {
    'the command': runCommand(program, words, repository).sort(),
    'the index': ask(await openAll(repository), words).sort(),
  };
  for (const [name, found] of Object.entries(ways)) {
    if (found.join('\n') === expected.join('\n')) continue;
    throw new Error(
      `${words.join(' ')}: ${name} finds ${found.length} files, ${rival.name} ${expected.length}.`,
    );
  }
  if (expected.length === 0) throw new Error(`${words.join(' ')} finds nothing.`);
  return expected.length;
}

/** Without a list and without an index: every file is read and checked. */
async function timeFirst(repository) {
  rmSync(join(repository, '.pai-market/state'), { recursive: true, force: true });
  return timeOf(() => openAll(repository));
}

/** After an edit by hand in one file. */
async function timeChanged(repository, runs) {
  const [file] = ask(await openAll(repository), ['learning rate']);
  return byTurns(
    {
      changed: async () => {
        appendFileSync(join(repository, file), `# ${performance.now()}\n`);
        return timeOf(() => openAll(repository));
      },
    },
    runs,
  );
}

function timeSync(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function answerTable({ count, rival, figures }) {
  return {
    title: `Searching ${count} component files; all find the same files`,
    columns: [
      'query',
      'files',
      rival.name.split(' (')[0],
      'our command',
      'takes, min / median',
      'in one process, files looked at anew',
      'in one process, warm',
      'takes, min / median',
    ],
    rows: figures.map(({ query, found, rival: other, command, fresh, warm }) => [
      query,
      found,
      timeText(other),
      timeText(command),
      ratioText(command, other),
      timeText(fresh),
      timeText(warm),
      ratioText(warm, other),
    ]),
  };
}

function workTable({ count, first, changed }) {
  return {
    title: `Keeping list and index of ${count} files`,
    columns: ['what', 'min / median'],
    rows: [
      ['for the first time, every file read and checked', `${Math.round(first)} ms`],
      ['after one file was changed by hand', timeText(changed.changed)],
    ],
  };
}
