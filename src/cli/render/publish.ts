/** What `publish` did or would do, as lines. */
import { count } from './findings.ts';

import type { PublishReport } from '#flows/publish/publish-market.ts';

/** A longer list of files says less than their number. */
const MOST_LINES = 50;

export function publishLines(report: PublishReport): string {
  const { outcome, target, market, serial, former, requests } = report;
  if (outcome === 'refused') return '';
  if (outcome === 'unchanged') {
    return `${target} has this market already: ${market}, serial ${serial} (${count(requests, 'request')})\n`;
  }
  const before = former === null ? 'nothing' : former === serial ? 'the same' : `serial ${former}`;
  const lines = [
    ...cut(report.changes.map(({ change, name, version }) => `${change} ${name} ${version}`)),
    ...(outcome === 'planned' ? planLines(report) : []),
    `${outcome === 'planned' ? 'would publish' : 'published'} ${market}, serial ${serial}, to ${target}, which had ${before}: ${sums(report)}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function planLines({ send, remove }: PublishReport): string[] {
  return [
    ...cut(send.map(({ path, size }) => `send ${path} (${count(size, 'byte')})`)),
    ...cut(remove.map((path) => `remove ${path}`)),
  ];
}

function cut(lines: string[]): string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more; --json has all`];
}

function sums({ outcome, send, remove, sent, requests }: PublishReport): string {
  const gone = remove.length > 0 ? `, ${count(remove.length, 'stale file')} removed` : '';
  if (outcome === 'planned') {
    const bytes = send.reduce((sum, { size }) => sum + size, 0);
    return `${count(send.length, 'file')}, ${count(bytes, 'byte')}${gone}`;
  }
  const copied = sent.copied > 0 ? `, ${sent.copied} copied there` : '';
  return `${count(sent.files, 'file')}, ${count(sent.bytes, 'byte')}${copied}${gone} (${count(requests, 'request')})`;
}
