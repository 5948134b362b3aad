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
