/** Title and advice of a problem in the language that is spoken. */
import { PROBLEMS } from '#core/problems.ts';
import { follow } from './language.ts';

import type { ErrorCode } from '#core/errors.ts';
import type { ProblemWords } from '#core/problem-words.ts';

let words: Readonly<Partial<Record<ErrorCode, ProblemWords>>> = PROBLEMS;

follow('problems', (chinese) => {
  words = chinese ?? PROBLEMS;
});

export function problemWords(code: ErrorCode): ProblemWords {
  return words[code] ?? PROBLEMS[code];
}

/** Of a code that a receipt or a journal names; undefined for one that this version does not know. */
export function titleOf(code: string): string | undefined {
  return isKnown(code) ? problemWords(code).title : undefined;
}

function isKnown(code: string): code is ErrorCode {
  return Object.hasOwn(PROBLEMS, code);
}
