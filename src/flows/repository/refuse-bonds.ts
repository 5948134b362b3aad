/** Refuses to break what packages name. */
import { MarketError } from '#core/errors.ts';

import type { Bond } from './bonds.ts';

/** So many are told of. */
const MOST_TOLD = 8;

/** Throws `repository-invalid` unless there are none; `done` completes "Nothing was …". */
export function refuseBonds(bonds: readonly Bond[], done: 'moved' | 'removed'): void {
  if (bonds.length === 0) return;
  const messages = [...new Set(bonds.map(({ message }) => message))];
  const more = messages.length - MOST_TOLD;
  const told = messages.slice(0, MOST_TOLD).join(' ');
  const rest = more > 0 ? ` And ${more} more.` : '';
  throw new MarketError(
    'repository-invalid',
    `Nothing was ${done}, because that would break something. ${told}${rest} Change that first, or say --force.`,
    { details: { file: bonds[0]?.path ?? '' } },
  );
}
