/** `pai-market validate`: the server's verdict on protocol files, all findings, and the commands as they will run. */
import { MarketError } from '#core/errors.ts';
import { parseComponent, renderCommands } from '#core/protocol/index.ts';
import { defineCommand } from '../command.ts';
import { count } from '../render/findings.ts';
import { errorDocument, printJson } from '../render/json.ts';

import type { ParsedComponent, ProtocolFinding } from '#core/protocol/index.ts';
import type { CommandIo } from '../command.ts';

/** `usage` is the code of a file that cannot be read; it makes the exit code that of wrong usage. */
type FileFinding = Omit<ProtocolFinding, 'code'> & { code: ProtocolFinding['code'] | 'usage' };

interface FileReport {
  file: string;
  valid: boolean;
  errors: FileFinding[];
  warnings: ProtocolFinding[];
  /** Task role to rendered command text; empty unless the file is a valid job. */
  entrypoints: Record<string, string>;
}

/** What may be wrong with one file, so that the others are judged all the same. */
const READ_CODES: ReadonlySet<string> = new Set(['usage', 'source-invalid', 'net-too-large']);
const YAML_NAME = /\.ya?ml$/i;
/** Sources of a market, which lie beside protocols and are none; `pai-market build` checks them. */
const SOURCE_NAME = /(?:^|\/)(?:market|package)\.yaml$/;
/** What tools keep for themselves, .pai-market/config.yaml among it. */
const TOOL_FOLDER = /(?:^|\/)(?:\.[^/]+|node_modules)\//;

export const command = defineCommand({
  name: 'validate',
  summary: 'check OpenPAI job protocols and other component files as the server does',
  usage: 'validate FILE|DIR… [--json]',
  help: `Prints the verdict, all findings and the rendered commands of each task role. A FILE is read whatever its
name; below a DIR every *.yaml and *.yml is, except market.yaml, package.yaml and what lies in hidden folders. The key "type" says what a file is:
job, dockerimage, data, script or output. A warning names a value that YAML 1.1 and YAML 1.2 read differently and
changes no verdict. Secrets are never filled in.`,
  positionals: { min: 1, max: Number.POSITIVE_INFINITY },
  examples: [
    ['Check one job', 'pai-market validate job.yaml'],
    ['Check all protocols below a folder', 'pai-market validate packages'],
  ],
  exitCodes: {
    1: 'a file that the server would refuse',
    2: 'wrong usage, or a file that cannot be read',
  },
  seeAlso: ['lint'],
  options: {},
  async run({ positionals, json }, io) {
    const files = await findFiles(positionals, io);
    const reports: FileReport[] = [];
    for (const { file, read } of files) {
      io.signal.throwIfAborted();
      reports.push(await report(file, read, io));
    }
    if (json) printJson(io, { files: reports });
    else writeReports(reports, io);
    if (reports.some(isUnreadable)) return 2;
    return reports.every(({ valid }) => valid) ? 0 : 1;
  },
  errorJson: (error) => ({ ...errorDocument(error), files: [] }),
});

interface FoundFile {
  file: string;
  read: () => Promise<Uint8Array>;
}

async function findFiles(paths: string[], io: CommandIo): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  for (const path of paths) {
    const kind = await io.files.kind(path);
    if (kind === 'folder') files.push(...(await walk(path, io)));
    else files.push({ file: path, read: () => io.files.read(path, io.limits.protocolBytes) });
  }
  return files;
}

async function walk(folder: string, io: CommandIo): Promise<FoundFile[]> {
  const tree = io.files.tree(folder);
  const names = (await tree.list()).filter(
    ({ path }) => YAML_NAME.test(path) && !TOOL_FOLDER.test(path),
  );
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  for (const { path, kind } of names) {
    if (kind !== 'file') io.stderr(`${prefix}${path} is no plain file and was not read\n`);
  }
  const files = names.filter(({ path, kind }) => kind === 'file' && !SOURCE_NAME.test(path));
  if (files.length === 0) {
    throw new MarketError('usage', `There is no protocol file (*.yaml, *.yml) in ${folder}.`, {
      details: { file: folder },
    });
  }
  return files.map(({ path }) => ({
    file: prefix + path,
    read: () => tree.read(path, io.limits.protocolBytes),
  }));
}

/** A file that is too large or cannot be read is a finding too. */
async function report(
  file: string,
  read: () => Promise<Uint8Array>,
  io: CommandIo,
): Promise<FileReport> {
  try {
    return toReport(file, parseComponent(await read(), io.limits));
  } catch (thrown) {
    if (!(thrown instanceof MarketError) || !READ_CODES.has(thrown.code)) throw thrown;
    const code = thrown.code === 'net-too-large' ? 'YAMLException' : 'usage';
    const errors: FileFinding[] = [{ code, path: '', message: thrown.message }];
    return { file, valid: false, errors, warnings: [], entrypoints: {} };
  }
}

function isUnreadable({ errors }: FileReport): boolean {
  return errors.some(({ code }) => code === 'usage');
}

function toReport(file: string, parsed: ParsedComponent): FileReport {
  const { warnings } = parsed;
  if (!parsed.ok) return { file, valid: false, errors: parsed.errors, warnings, entrypoints: {} };
  const { component } = parsed;
  const entrypoints = component.type === 'job' ? renderCommands(component) : {};
  return { file, valid: true, errors: [], warnings, entrypoints };
}

function writeReports(reports: FileReport[], io: CommandIo): void {
  for (const { errors } of reports.filter(isUnreadable)) {
    io.stderr(`pai-market validate: ${errors[0]?.message}\n`);
  }
  io.stdout(reportText(reports.filter((report) => !isUnreadable(report))));
}

function reportText(reports: FileReport[]): string {
  const invalid = reports.filter(({ valid }) => !valid).length;
  const total =
    reports.length > 1 ? [`${count(reports.length, 'file')}, ${invalid} not valid`] : [];
  return [...reports.flatMap(fileLines), ...total].map((line) => `${line}\n`).join('');
}

function fileLines({ file, valid, errors, warnings, entrypoints }: FileReport): string[] {
  const verdict = valid ? 'valid' : `not valid, ${count(errors.length, 'error')}`;
  return [
    `${file}: ${verdict}`,
    ...errors.map((error) => `  error ${findingText(error)}`),
    ...warnings.map((warning) => `  warning ${findingText(warning)}`),
    ...Object.entries(entrypoints).flatMap(([role, text]) => [
      `  commands of ${role}:`,
      ...text.split('\n').map((line) => `    ${line}`),
    ]),
  ];
}

function findingText({ code, path, message }: FileFinding): string {
  return `${code}: ${path ? `${path}: ` : ''}${message}`;
}
