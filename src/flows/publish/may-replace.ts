/** What publishing must never do: change a published version, go back, or overwrite what is no former state of this market. */
import { MarketError } from '#core/errors.ts';
import { isMarketPath } from './paths.ts';

import type { PublishTarget } from '#core/model/publish-target.ts';
import type { Look } from './look.ts';

interface Replacing {
  look: Look;
  target: PublishTarget;
  /** The user says that published versions may change. */
  replace: boolean;
}

/** Throws `target-invalid` and `version-published`. */
export async function assertMayReplace({ look, target, replace }: Replacing): Promise<void> {
  assertSameMarket(look, target);
  assertNewer(look, target);
  assertOwnPlace(look, target);
  const [first, ...more] = look.rows.replaced;
  if (!first || replace) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new MarketError(
    'version-published',
    `${first.name} ${first.version}${others} is at ${target.base} with other content. Give it a new version; --replace changes what users may have installed.`,
    {
      details: {
        file: `packages/${first.name}/${first.version}/spec.json`,
        expected: first.before,
        found: first.spec?.sha256 ?? '',
      },
    },
  );
}

function assertSameMarket({ own, former }: Look, { base }: PublishTarget): void {
  if (!former || former.index.market === own.index.market) return;
  throw invalid(
    base,
    `holds the market "${former.index.market}", and this is "${own.index.market}"`,
  );
}

/** Readers who saw the newer index would refuse this one. */
function assertNewer({ own, former }: Look, { base }: PublishTarget): void {
  if (!former || former.sha256 === own.sha256) return;
  const [found, serial] = [former.index.serial, own.index.serial];
  if (found < serial) return;
  const relation = found === serial ? 'another index with the same serial' : 'a newer index';
  throw invalid(
    base,
    `has ${relation} (${found}, this one is ${serial}): bring your sources up to date, build and sign again`,
  );
}

/** Where no index and no note of ours says that this is a market, files at its places are somebody else's. */
function assertOwnPlace({ former, state, listed }: Look, { base }: PublishTarget): void {
  if (former || state.version !== undefined) return;
  const stranger = [...(listed?.keys() ?? [])].find(isMarketPath);
  if (stranger === undefined) return;
  throw invalid(
    base,
    `has ${stranger}, but no market.json: remove what lies there, or publish to another place`,
  );
}

function invalid(target: string, what: string): MarketError {
  return new MarketError('target-invalid', `${target} ${what}.`, {
    details: { target, file: 'market.json' },
  });
}
