/** Members of a repository, and what became of them, as lines. */
import { oneLine } from './text.ts';

import type { Member, MemberChanges } from '#core/model/repository.ts';
import type { CommandIo, Style } from '../command.ts';

type Styling = Pick<CommandIo, 'style'>;

const WORD = 9;

/** "job mnist", "package hello 1.0.0". */
export function memberName({ type, name, version }: Member): string {
  return oneLine([type, name, version].filter((word) => word !== '').join(' '));
}

/** One line for each; empty without changes. */
export function changeLines(
  { added, changed, moved, removed }: MemberChanges,
  io: Styling,
): string[] {
  const line = (style: Style, word: string, member: Member, path = member.path) =>
    `  ${io.style(style, word.padEnd(WORD))}${oneLine(path)} (${memberName(member)})`;
  return [
    ...added.map((member) => line('green', 'added', member)),
    ...changed.map((member) => line('yellow', 'changed', member)),
    ...moved.map(({ from, to }) => line('cyan', 'moved', to, `${from} -> ${to.path}`)),
    ...removed.map((member) => line('red', 'removed', member)),
  ];
}
