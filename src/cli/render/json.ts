/** JSON on stdout: one document, indented, ended by a line break. */
import type { MarketError } from '#core/errors.ts';
import type { Finding } from '#core/model/publish.ts';
import type { CommandIo } from '../command.ts';

/** What a terminal would act upon, besides what JSON escapes itself. */
const UNSAFE = /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function printJson(io: Pick<CommandIo, 'stdout'>, document: unknown): void {
  const text = JSON.stringify(document, undefined, 2).replace(
    UNSAFE,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  io.stdout(`${text}\n`);
}

/** The document for an error that ended a command. */
export function errorDocument(error: MarketError): Record<string, unknown> {
  return {
    verdict: 'refused',
    code: error.code,
    message: error.message,
    details: error.details,
  };
}

/** The same for the commands that work on whole markets, whose documents always have these two lists. */
export function marketErrorDocument(error: MarketError): Record<string, unknown> {
  const { code, message, details } = error;
  const file = typeof details['file'] === 'string' ? details['file'] : '';
  const finding: Finding = { severity: 'error', code, file, message };
  return { ...errorDocument(error), packages: [], findings: [finding] };
}
