/** What lint found, for people, programs, code hosts and GitHub. */
import { toAnnotations, toSarif } from '#core/lint/index.ts';
import { CHECKS } from '#flows/lint/index.ts';
import { count } from './findings.ts';
import { printJson } from './json.ts';
import { oneLine } from './text.ts';

import type { LintFinding, LintSettings, Severity } from '#core/lint/index.ts';
import type { CommandIo, Style } from '../command.ts';
import type { LintResult } from '../lint-run.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export type LintFormat = (typeof FORMATS)[number];

const STYLES: Record<Severity, Style> = { error: 'red', warning: 'yellow', info: 'cyan' };
const NOUNS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'remark' };
/** A longer piece of a file tells no more. */
const SHOWN = 100;

interface Printing {
  format: LintFormat;
  failed: boolean;
  dryRun: boolean;
  io: CommandIo;
}

export function printLint(result: LintResult, { format, failed, dryRun, io }: Printing): void {
  const { findings } = result;
  if (format === 'json') return printJson(io, toDocument(result, failed));
  if (format === 'sarif') return printJson(io, toSarif(findings, CHECKS.map(toRule)));
  if (format === 'github') io.stdout(toAnnotations(findings));
  else io.stdout(findings.map((finding) => `${line(finding, io)}\n`).join(''));
  const say = format === 'github' ? io.stderr : io.stdout;
  io.stderr(fixedLines(result, dryRun));
  say(summary(result, dryRun));
}

function toDocument(
  { findings, fixed, suppressed, packages, components }: LintResult,
  failed: boolean,
) {
  return {
    verdict: failed ? 'refused' : 'good',
    code: failed ? 'source-invalid' : null,
    ...{ packages, components, suppressed },
    findings: findings.map(({ fix, ...finding }) => ({
      ...finding,
      fixable: fix !== undefined,
      page: pageOf(finding.check),
    })),
    fixed,
  };
}

function toRule({ name, title, severity }: (typeof CHECKS)[number]) {
  return { name, title, severity, help: pageOf(name) };
}

function pageOf(check: string): string {
  return `docs/problems/lint-${check}.md`;
}

function line(
  { severity, check, file, line: row, column, message }: LintFinding,
  io: CommandIo,
): string {
  const place = io.style('bold', oneLine(`${file}:${row}:${column}`));
  const text = message.replace(/\s+/g, ' ');
  return `${place} ${io.style(STYLES[severity], severity)} ${io.style('dim', check)}: ${text}`;
}

function fixedLines({ fixed }: LintResult, dryRun: boolean): string {
  const start = dryRun ? 'would fix' : 'fixed';
  return fixed
    .flatMap(({ file, fixes }) =>
      fixes.map(
        ({ line: row, words, before, after, check }) =>
          `${start} ${oneLine(`${file}:${row} ${check}: ${words.slice(0, 2 * SHOWN)}`)} (${quote(before)} → ${quote(after)})\n`,
      ),
    )
    .join('');
}

function quote(text: string): string {
  return JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

function summary(
  { findings, fixed, suppressed, packages, components }: LintResult,
  dryRun: boolean,
): string {
  const found = (Object.keys(NOUNS) as Severity[])
    .map(
      (severity) =>
        [severity, findings.filter((each) => each.severity === severity).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, NOUNS[severity]));
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  const done = fixed.reduce((sum, { fixes }) => sum + fixes.length, 0);
  const parts = [
    found.length > 0 ? found.join(', ') : 'nothing found',
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(done > 0 && !dryRun ? [`${done} fixed`] : []),
    ...(fixable > 0 ? [`${fixable} can be fixed with --fix`] : []),
  ];
  return `${count(packages, 'package')}, ${count(components, 'component file')}: ${parts.join('; ')}\n`;
}

/** All checks with the severity that they have now. */
export function checkList(
  { levels }: LintSettings,
  { format, io }: { format: LintFormat; io: CommandIo },
): void {
  const checks = CHECKS.map(({ name, title, severity, fixable = false }) => ({
    ...{ name, title, fixable, severity: levels.get(name) ?? severity },
    page: pageOf(name),
  }));
  if (format === 'json') return printJson(io, { verdict: 'good', code: null, checks });
  const widest = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, title, severity, fixable } of checks) {
    const mark = fixable ? ' (--fix)' : '';
    io.stdout(`${name.padEnd(widest)}  ${severity.padEnd(7)}  ${title}${mark}\n`);
  }
}
