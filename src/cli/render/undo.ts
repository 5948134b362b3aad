/** What an undo would send, or how it ended: text or one JSON document, and the exit code. */
import { pendingUndo } from '#flows/undo-install.ts';
import { printJson } from './json.ts';
import { errorText } from './text.ts';

import type { MarketError } from '#core/errors.ts';
import type { PlannedRequest, Receipt } from '#core/model/generated.ts';
import type { CommandIo, ExitCode } from '../command.ts';

export type UndoResult =
  | { kind: 'plan'; receipt: Receipt; requests: PlannedRequest[] }
  | { kind: 'undone'; receipt: Receipt }
  | { kind: 'failed'; receipt: Receipt; error: MarketError };

export function printUndo(
  result: UndoResult,
  { json, io }: { json: boolean; io: CommandIo },
): ExitCode {
  if (json) printJson(io, documentOf(result));
  else writeText(result, io);
  return result.kind === 'failed' ? 1 : 0;
}

function documentOf(result: UndoResult): Record<string, unknown> {
  const { receipt } = result;
  const error = result.kind === 'failed' ? result.error : undefined;
  return {
    verdict: error ? 'refused' : 'good',
    code: error?.code ?? null,
    ...(error ? { message: error.message, details: error.details } : {}),
    /** What is still to be sent. */
    requests: pendingUndo(receipt),
    receipt,
  };
}

function writeText(result: UndoResult, io: CommandIo): void {
  const { name, version } = result.receipt.package;
  if (result.kind === 'undone') {
    io.stdout(`What the install of ${name} ${version} created is undone.\n`);
  } else if (result.kind === 'failed') {
    io.stderr(errorText(result.error, 'undo'));
    io.stderr(requestsText(pendingUndo(result.receipt), 'still to be undone:'));
  } else if (result.requests.length === 0) {
    io.stdout(`The install of ${name} ${version} left nothing that can be undone.\n`);
  } else {
    io.stdout(requestsText(result.requests, 'with --yes this is sent, in this order:'));
  }
}

function requestsText(requests: readonly PlannedRequest[], title: string): string {
  return [
    title,
    ...requests.flatMap(({ id, purpose, method, url }) => [
      `  ${id} ${method} ${url}`,
      `      ${purpose}`,
    ]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
