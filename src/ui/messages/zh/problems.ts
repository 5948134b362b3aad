/** Chinese words of the problems; the English ones are core's. */
import type { ErrorCode } from '#core/errors.ts';
import type { ProblemWords } from '#core/problem-words.ts';

export const problems: Readonly<Partial<Record<ErrorCode, ProblemWords>>> = {};
