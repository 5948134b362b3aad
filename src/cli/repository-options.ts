/** Options that all commands on a repository share. */
import type { OptionSpecs } from './command.ts';

export const REPOSITORY_OPTIONS = {
  repository: {
    type: 'value',
    placeholder: 'DIR',
    summary: 'the repository; left out, the nearest one upwards from the working folder',
  },
} as const satisfies OptionSpecs;

/** For commands that write. */
export const WRITE_OPTIONS = {
  ...REPOSITORY_OPTIONS,
  wait: {
    type: 'value',
    placeholder: 'SECONDS',
    summary: 'how long to wait while another command writes, 10 if left out',
  },
} as const satisfies OptionSpecs;
