/** Why a text is no JSON, with its line where the browser tells it. */
import { partTexts } from '../messages/parts.ts';

/** Undefined for JSON; else a full sentence. */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = lineOf(reason, text);
    return partTexts.field.noJson(line).replace('{reason}', () => plain(reason));
  }
}

/** Chromium tells a position, Firefox a line, Safari neither. */
function lineOf(reason: string, text: string): number | undefined {
  const line = /\bline (\d+)/.exec(reason)?.[1];
  if (line !== undefined) return Number(line);
  const position = /\bposition (\d+)/.exec(reason)?.[1];
  if (position !== undefined) return text.slice(0, Number(position)).split('\n').length;
  // Chromium tells no position where the text ends too early.
  return /\bend of /.test(reason) ? text.trimEnd().split('\n').length : undefined;
}

/** Without what stands in the sentence already, and without the copy of the text that Chromium adds. */
function plain(reason: string): string {
  return reason
    .replace(/^JSON\.parse: /, '')
    .replace(/,?\s*(?:\.\.\.)?"[^]*"(?:\.\.\.)? is not valid JSON$/, '')
    .replace(/ in JSON at position.*$| at line \d+ column.*$/, '')
    .replace(/([^.])$/, '$1.');
}
