/** The error for YAML text that cannot be used. */
import { MarketError } from '../errors.ts';

/** Both from 1. */
export interface Place {
  line: number;
  column: number;
}

/** `reason` is a clause without a full stop. */
export function refusal(reason: string, place?: Place, cause?: unknown): MarketError {
  const sentence = place
    ? `Line ${place.line}, column ${place.column}: ${reason}.`
    : `The document is refused: ${reason}.`;
  return new MarketError('source-invalid', sentence, { cause, details: { ...place } });
}
