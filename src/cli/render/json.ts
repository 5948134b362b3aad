/** JSON on stdout: one document, indented, ended by a line break. */
import type { MarketError } from '#core/errors.ts';
import type { CommandIo } from '../command.ts';

export function printJson(io: Pick<CommandIo, 'stdout'>, document: unknown): void {
  io.stdout(`${JSON.stringify(document, undefined, 2)}\n`);
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
