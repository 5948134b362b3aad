/** Turns refusals into findings, so that the publishing flows report all of them at once. */
import { MarketError, toMarketError } from '#core/errors.ts';

import type { Finding } from '#core/model/publish.ts';

/** The finding for a thrown refusal; what is not a refusal but our bug, or a cancellation, is thrown on. */
export function toFinding(thrown: unknown, file: string): Finding {
  const error = toMarketError(thrown);
  if (error.code === 'internal' || error.code === 'cancelled') throw error;
  return { severity: 'error', code: error.code, file: fileOf(error, file), message: error.message };
}

export function warning(code: Finding['code'], file: string, message: string): Finding {
  return { severity: 'warning', code, file, message };
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** Throws `cancelled` once the signal has fired. */
export function assertNotCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MarketError('cancelled', 'Cancelled; nothing more is done.');
}

/** The error's own file where it names one of the market or source. */
function fileOf(error: MarketError, fallback: string): string {
  const { file } = error.details;
  return typeof file === 'string' && file.startsWith('packages/') ? file : fallback;
}
