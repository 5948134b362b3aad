/** A component file or package of a repository as text. */
import { count } from './findings.ts';
import { oneLine } from './text.ts';

import type { ShownMember } from '#flows/search/show-member.ts';
import type { CommandIo } from '../command.ts';

/** Files of a package that are named; the others are counted. */
const NAMED = 50;

export function shownText(shown: ShownMember, { style }: Pick<CommandIo, 'style'>): string {
  const { member, text } = shown;
  const rows = factsOf(shown);
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = [
    style('bold', oneLine(member.path)),
    ...rows.map(([name, value]) => `  ${style('cyan', name.padEnd(width))}  ${oneLine(value)}`),
    ...filesOf(shown),
    '',
    ...text
      .split('\n')
      .slice(0, -1)
      .map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function factsOf({ member }: ShownMember): (readonly [name: string, value: string])[] {
  const { type, name, version, size, digest, invalid, package: folder, repository } = member;
  const rows: (readonly [string, string | undefined])[] = [
    ['type', type],
    ['name', name],
    ['version', version],
    ['valid', invalid === undefined ? 'yes' : `no: ${invalid}`],
    ['size', count(size, 'byte')],
    ['SHA-256', digest],
    ['package', type === 'package' ? undefined : folder],
    ['repository', repository],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

function filesOf({ member, files, components }: ShownMember): string[] {
  if (files.length === 0) return [];
  const start = member.package ? member.package.length + 1 : 0;
  const types = new Map(components.map(({ path, type }) => [path.slice(start), type]));
  const rest = files.length - NAMED;
  return [
    `  ${count(files.length, 'file')}:`,
    ...files.slice(0, NAMED).map(({ path, size }) => {
      const type = types.get(path);
      const what = type === undefined ? '' : `, ${type}`;
      return `    ${oneLine(path)}  ${count(size, 'byte')}${what}`;
    }),
    ...(rest > 0 ? [`    and ${count(rest, 'more file')}`] : []),
  ];
}
