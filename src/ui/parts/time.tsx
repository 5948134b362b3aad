/** A moment in the reader's own language and time zone; the exact time in UTC is its title. */
import { formatExact, formatLocal } from './format.ts';

import type { ReactNode } from 'react';

export interface TimeProps {
  /** Milliseconds since the epoch, or RFC 3339. */
  at: number | string;
  /** Instead of the local time, such as "3 days ago". */
  children?: ReactNode;
  /** Without hours and minutes. */
  day?: boolean;
}

export function Time({ at, children, day = false }: TimeProps): ReactNode {
  const ms = typeof at === 'string' ? Date.parse(at) : at;
  const exact = formatExact(ms);
  if (exact === undefined) return 'an unknown time';
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact}>
      {children ?? formatLocal(ms, { day })}
    </time>
  );
}
