/** Options that all commands on a repository share. */
import { readNumber } from './numbers.ts';

import type { OptionSpecs } from './command.ts';

export const REPOSITORY_OPTIONS = {
  repository: {
    type: 'value',
    placeholder: 'DIR',
    completes: 'folder',
    summary: 'the repository; left out, the nearest one upwards from the working folder',
  },
} as const satisfies OptionSpecs;

/** For commands that write. */
export const WRITE_OPTIONS = {
  ...REPOSITORY_OPTIONS,
  wait: {
    type: 'value',
    placeholder: 'SECONDS',
    default: '10',
    summary: 'how long to wait while another command writes',
  },
} as const satisfies OptionSpecs;

/** The value of `--wait` in milliseconds. Throws `usage`. */
export function waitMs(wait: string): number {
  return (readNumber('wait', wait, { min: 0, max: 86_400 }) ?? 0) * 1000;
}
