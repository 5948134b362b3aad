/** Keeps what is read and what is written apart: a market inside of its own copy would never end well. */
import { join } from 'node:path';

import { MarketError } from '#core/errors.ts';

import type { CommandIo } from './command.ts';

const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Both as the user named them; also where a link leads from the one into the other. Throws `usage`. */
export async function assertApart(
  market: string,
  to: string,
  { repositories }: Pick<CommandIo, 'repositories'>,
): Promise<void> {
  if (ADDRESS.test(market) || ADDRESS.test(to)) return;
  // By a name below it, so that a folder that is a link itself is followed.
  const holds = async (outer: string, inner: string) =>
    (await repositories.below(outer, join(inner, 'file'))) !== undefined;
  if (!(await holds(market, to)) && !(await holds(to, market))) return;
  throw new MarketError('usage', `--to ${to} must lie apart from the market ${market}.`);
}
