/** `pai-market status`: what a repository holds, what is broken in it, and what changed. */
import { hasChanges } from '#core/repository/index.ts';
import { findRepository } from '#flows/repository/find-repository.ts';
import { openRepository } from '#flows/repository/open-repository.ts';
import { repositoryStatus } from '#flows/repository/repository-status.ts';
import { defineCommand } from '../command.ts';
import { printJson } from '../render/json.ts';
import { changeLines, memberName } from '../render/members.ts';
import { oneLine } from '../render/text.ts';
import { REPOSITORY_OPTIONS } from '../repository-options.ts';
import { progressOf } from '../repository-progress.ts';

import type { RepositoryStatus } from '#flows/repository/repository-status.ts';
import type { CommandIo, ExitCode } from '../command.ts';

export const command = defineCommand({
  name: 'status',
  summary: 'show what a repository holds, what is broken in it, and what changed',
  usage: 'status [--keep] [--repository DIR] [--json]',
  help: `Counts the component files and packages, says which of them are broken and why, and what was added, changed,
moved and removed since the last "pai-market status": by commands, by hand or by git. Files are found by
themselves; nothing has to be told of.`,
  examples: [
    ['What is there, what is broken, what changed', 'pai-market status'],
    ['For a script, without taking the changes for seen', 'pai-market status --keep --json'],
  ],
  seeAlso: ['search', 'show', 'lint'],
  exitCodes: { 1: 'something is broken' },
  positionals: { min: 0, max: 0 },
  options: {
    ...REPOSITORY_OPTIONS,
    keep: { type: 'flag', summary: 'tell the same changes the next time as well' },
  },
  async run({ values, json }, io) {
    const root = await findRepository(io.repositories, values.repository);
    const progress = progressOf(io);
    try {
      const repository = await openRepository(root, { ...io, ...progress.world });
      const status = await repositoryStatus(repository, { keep: values.keep });
      progress.end();
      return json ? printStatus(root, status, io) : writeStatus(root, status, io);
    } finally {
      progress.end();
    }
  },
});

function printStatus(root: string, status: RepositoryStatus, io: CommandIo): ExitCode {
  const { counts, invalid, changes, notices, nested } = status;
  const broken = invalid.length > 0;
  printJson(io, {
    verdict: broken ? 'refused' : 'good',
    code: broken ? 'source-invalid' : null,
    ...{ root, counts, invalid, changes: changes ?? null, notices, nested },
  });
  return broken ? 1 : 0;
}

function writeStatus(root: string, status: RepositoryStatus, io: CommandIo): ExitCode {
  const { counts, invalid, changes, notices, nested } = status;
  const held = Object.entries(counts).map(([type, number]) => `${number} ${type}`);
  const lines = [`${root}: ${held.join(', ') || 'no component file and no package'}`];
  if (nested.length > 0) lines.push(`Nested repositories: ${oneLine(nested.join(', '))}`);
  if (changes && hasChanges(changes)) {
    lines.push('', 'Changed since the last status:', ...changeLines(changes, io));
  }
  if (invalid.length > 0) {
    const broken = invalid.map(
      (member) =>
        `  ${oneLine(member.path)} (${memberName(member)}): ${oneLine(member.invalid ?? '')}`,
    );
    lines.push('', io.style('red', 'Broken:'), ...broken);
  }
  io.stdout(lines.map((line) => `${line}\n`).join(''));
  for (const { message } of notices) io.stderr(`${oneLine(message)}\n`);
  return invalid.length > 0 ? 1 : 0;
}
