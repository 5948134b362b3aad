/** A moment in the language that is spoken and the reader's own time zone, or how long ago it was; the exact time in UTC is its title. */
import { texts } from '../messages/frame.ts';
import { formatAge, formatExact, formatLocal } from './format.ts';

import type { ReactNode } from 'react';

export interface TimeProps {
  /** Milliseconds since the epoch, or RFC 3339. */
  at: number | string;
  /** Instead of the local time. */
  children?: ReactNode;
  /** Without hours and minutes. */
  day?: boolean;
}

export function Time({ at, children, day = false }: TimeProps): ReactNode {
  const ms = toMs(at);
  const exact = formatExact(ms);
  if (exact === undefined) return texts.unknownTime;
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact}>
      {children ?? formatLocal(ms, { day })}
    </time>
  );
}

export interface AgeProps {
  at: number | string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Such as "3 days ago", with the local and the exact time in its title. */
export function Age({ at, now }: AgeProps): ReactNode {
  const ms = toMs(at);
  const exact = formatExact(ms);
  if (exact === undefined) return texts.unknownTime;
  return (
    <time
      dateTime={new Date(ms).toISOString()}
      title={texts.withMore(formatLocal(ms) ?? '', exact)}
    >
      {formatAge(ms, now)}
    </time>
  );
}

function toMs(at: number | string): number {
  return typeof at === 'string' ? Date.parse(at) : at;
}
