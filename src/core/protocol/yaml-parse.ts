/** Parses YAML text into events by js-yaml 5, as leniently about indentation as the server's js-yaml 3. */
import { parseEvents, YAMLException } from 'js-yaml';

import { refusal } from './yaml-refusal.ts';

import type { Event } from 'js-yaml';

export interface ParsedEvents {
  /** The text that the offsets of the events point into; lines are those of the input. */
  source: string;
  events: Event[];
}

/** Stack for the parser; our own bound on depth is far below. */
const PARSER_DEPTH = 100;
const EXTRA_INDENT = ' '.repeat(80);
/** Characters that may be parsed again for the sake of indentation. */
const REPAIR_BUDGET = 16 * 1024 * 1024;
const DEFICIENT = 'deficient indentation';
const DOCUMENT_MARK = /^(?:---|\.\.\.)(?:\s|$)/;

/**
 * Inside quotes and brackets white space before a line means nothing, so the server takes
 *
 *     parameters: {
 *       a: 1
 *     }
 *
 * although YAML wants the bracket further in. js-yaml 5 refuses it; such a line is moved in and the text
 * parsed again. Throws `source-invalid` with the line.
 */
export function parseLenient(text: string): ParsedEvents {
  // The last line of a block scalar counts as ended, as for the server.
  let source = /[\r\n]$/.test(text) ? text : `${text}\n`;
  const moved = new Map<number, number>();
  for (let spent = 0; ; spent += source.length) {
    try {
      return { source, events: parseEvents(source, { maxDepth: PARSER_DEPTH }) };
    } catch (thrown) {
      if (!(thrown instanceof YAMLException)) throw thrown;
      const { mark, reason } = thrown;
      const start = mark ? mark.position - mark.column : 0;
      const isDeficient = reason === DEFICIENT && spent < REPAIR_BUDGET;
      if (!mark || !isDeficient || !isContinuation(source, start, mark.position)) {
        const words =
          reason === DEFICIENT ? `${reason}, or a tab between values in brackets` : reason;
        const column = mark ? mark.column - (moved.get(mark.line) ?? 0) + 1 : 1;
        throw refusal(words, mark && { line: mark.line + 1, column }, thrown);
      }
      moved.set(mark.line, (moved.get(mark.line) ?? 0) + EXTRA_INDENT.length);
      source = source.slice(0, start) + EXTRA_INDENT + source.slice(start);
    }
  }
}

/** Whether the line has nothing before the place where the parser stopped, and ends no document. */
function isContinuation(source: string, start: number, position: number): boolean {
  return (
    source.slice(start, position).trim() === '' &&
    !DOCUMENT_MARK.test(source.slice(start, start + 4))
  );
}
