/** The program `pai-market`: its commands, and how one of them is found, run and answered for. */
import { MarketError, toMarketError } from '#core/errors.ts';
import { createLooks, wantsColor } from './colors.ts';
import { COMMON_OPTIONS, completeArgs, parseWords } from './options.ts';
import { createDrawnLine, createProgress } from './progress.ts';
import { commandDocument, programDocument } from './render/help-document.ts';
import { commandHelp, programHelp } from './render/help.ts';
import { errorDocument, printJson } from './render/json.ts';
import { errorText } from './render/text.ts';
import { readSettings, settingRemarks } from './settings.ts';
import { suggest } from './suggest.ts';

import type { Command, CommandIo, CommandWorld, ExitCode } from './command.ts';
import type { Words } from './options.ts';
import type { Settings } from './settings.ts';

/** Somebody else is at it, nothing was done: the same command may do it later. */
const BUSY: ReadonlySet<string> = new Set([
  'repository-busy',
  'publish-conflict',
  'install-elsewhere',
]);

type Loader = () => Promise<{ command: Command }>;

/** In the order of `--help`: the way of a package from its source to a cluster. Each is loaded when first needed. */
export const COMMANDS: Readonly<Record<string, Loader>> = {
  init: () => import('./commands/init.ts'),
  status: () => import('./commands/status.ts'),
  add: () => import('./commands/add.ts'),
  mv: () => import('./commands/mv.ts'),
  rm: () => import('./commands/rm.ts'),
  mkdir: () => import('./commands/mkdir.ts'),
  new: () => import('./commands/new.ts'),
  validate: () => import('./commands/validate.ts'),
  lint: () => import('./commands/lint.ts'),
  search: () => import('./commands/search.ts'),
  show: () => import('./commands/show.ts'),
  build: () => import('./commands/build.ts'),
  keygen: () => import('./commands/keygen.ts'),
  sign: () => import('./commands/sign.ts'),
  renew: () => import('./commands/renew.ts'),
  serve: () => import('./commands/serve.ts'),
  publish: () => import('./commands/publish.ts'),
  verify: () => import('./commands/verify.ts'),
  import: () => import('./commands/import.ts'),
  mirror: () => import('./commands/mirror.ts'),
  'verify-file': () => import('./commands/verify-file.ts'),
  unpack: () => import('./commands/unpack.ts'),
  install: () => import('./commands/install.ts'),
  undo: () => import('./commands/undo.ts'),
  config: () => import('./commands/config.ts'),
  completion: () => import('./commands/completion.ts'),
};

/**
 * Runs the words after `pai-market`. Never throws: an error is printed (stderr, or with `--json` one
 * document on stdout) and becomes the exit code.
 */
export async function runProgram(
  argv: string[],
  world: CommandWorld,
  version: string,
): Promise<ExitCode> {
  const io = createIo(world);
  // `pai-market --json build …` means the same as `pai-market build --json …`.
  const json = argv[0] === '--json' ? ['--json'] : [];
  const [first, ...rest] = argv.slice(json.length);
  if (first === '--version' || first === '-V') {
    if (wantsJson(argv)) printJson(io, { verdict: 'good', code: null, version });
    else io.stdout(`${version}\n`);
    return 0;
  }
  if (first === undefined) {
    if (json.length > 0) return runCommand('', json, io);
    io.stderr(programHelp(await loadAll(), io));
    return 2;
  }
  if (first === '--help' || first === '-h' || (first === 'help' && !rest[0])) {
    const commands = await loadAll();
    if (wantsJson(argv)) printJson(io, programDocument(commands));
    else io.stdout(programHelp(commands, io));
    return 0;
  }
  return first === 'help' && rest[0]
    ? runCommand(rest[0], ['--help'], io)
    : runCommand(first, [...json, ...rest], io);
}

async function runCommand(name: string, argv: string[], io: CommandIo): Promise<ExitCode> {
  let command: Command | undefined;
  try {
    command = await loadCommand(name);
    const words = parseWords(command, argv);
    if (words.values['help'] === true) {
      if (words.values['json'] === true) printJson(io, commandDocument(command));
      else io.stdout(commandHelp(command, COMMON_OPTIONS, io));
      return 0;
    }
    const args = completeArgs(command, words, await settingsFor(command, words, io));
    const code = await command.run(args, io);
    return code === 1 && io.signal.aborted ? 130 : code;
  } catch (thrown) {
    const error = io.signal.aborted ? cancelled(thrown) : toMarketError(thrown);
    if (wantsJson(argv)) printJson(io, command?.errorJson?.(error) ?? errorDocument(error));
    else io.stderr(errorText(error, command?.name, io.style));
    return exitCodeOf(error, io);
  }
}

/** What a command may do beyond its world: text is made safe for a terminal, and coloured where that is wished. */
function createIo(world: CommandWorld): CommandIo {
  const looks = createLooks(world.newId());
  const line = createDrawnLine(world);
  const colored = {
    stdout: wantsColor(world.isOutTerminal, world.env),
    stderr: wantsColor(world.isTerminal, world.env),
  };
  return {
    ...world,
    stdout: (text) => {
      // Both streams may be one terminal: what is drawn must not stand in the way.
      line.erase();
      world.stdout(looks.print(text, colored.stdout));
    },
    stderr: (text) => {
      line.erase();
      world.stderr(looks.print(text, colored.stderr));
    },
    style: looks.style,
    progress: createProgress(world, line),
    commands: loadAll,
  };
}

function exitCodeOf({ code }: MarketError, { signal }: CommandIo): ExitCode {
  if (signal.aborted) return 130;
  if (code === 'usage') return 2;
  return BUSY.has(code) ? 3 : 1;
}

/** Undefined for a command that has no settings, so that none is stopped by a file that it does not need. */
async function settingsFor(
  { options }: Command,
  { values }: Words,
  io: CommandIo,
): Promise<Settings | undefined> {
  const specs = Object.values(options);
  if (specs.every(({ setting }) => setting === undefined)) return undefined;
  const { repository } = values;
  const settings = await readSettings(io, typeof repository === 'string' ? repository : undefined);
  for (const remark of settingRemarks(settings, specs)) io.stderr(`${remark}\n`);
  return settings;
}

/** After Ctrl-C whatever was thrown came of it. */
function cancelled(cause: unknown): MarketError {
  return new MarketError('cancelled', 'Cancelled; nothing more is done.', { cause });
}

async function loadCommand(name: string): Promise<Command> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) return (await load()).command;
  const near = suggest(name, Object.keys(COMMANDS));
  const sentence = name === '' ? 'No command is given.' : `There is no command "${name}".${near}`;
  throw new MarketError('usage', sentence, {
    details: { usage: 'pai-market COMMAND …; pai-market --help lists the commands' },
  });
}

async function loadAll(): Promise<Command[]> {
  const modules = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return modules.map(({ command }) => command);
}

/** Also before the options could be read, so that a wrong one is answered in JSON too. */
function wantsJson(argv: string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}
