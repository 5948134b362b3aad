/** One installed package: what is there now, what is newer, and its receipts. */
import { formatHash } from '../router.ts';
import { installedTexts } from '../messages/installed.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Time } from '../parts/time.tsx';
import { ReceiptItem } from './receipt-item.tsx';
import { UpdateLine } from './update.tsx';

import type { ClusterVersions } from '#core/model/listing.ts';
import type { PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Current } from '../parts/current.ts';
import type { InstalledPackage } from './group.ts';
import type { ReceiptItemProps } from './receipt-item.tsx';

/** More receipts of one package are folded away. */
const SHOWN = 3;

export interface PackageItemProps extends Omit<ReceiptItemProps, 'receipt'> {
  group: InstalledPackage;
  /** Undefined while its market is read, or where that has no such package. */
  entry: PackageEntry | undefined;
  versions: ClusterVersions;
  marketNames: ReadonlyMap<string, string>;
}

export function PackageItem({
  group,
  entry,
  versions,
  marketNames,
  ...actions
}: PackageItemProps): ReactNode {
  const { market, name, current, receipts } = group;
  const marketName = marketNames.get(market);
  const items = (some: typeof receipts) => (
    <ul className="pm-receipt-list">
      {some.map((receipt) => (
        <li key={receipt.id}>
          <ReceiptItem receipt={receipt} {...actions} />
        </li>
      ))}
    </ul>
  );
  const rest = receipts.slice(SHOWN);
  return (
    <>
      <div className="pm-receipt-line">
        <h3 className="pm-package-name">
          <a href={formatHash({ page: 'package', market, name })} dir="auto">
            {toLine(group.label, TEXT_LIMITS.label)}
          </a>
        </h3>
        <span className="pm-soft">
          <Sentence
            words={nowWords(current)}
            parts={{
              time: current && <Time at={current.at} day />,
              package: current?.by,
              market: marketName ?? market,
            }}
          />
        </span>
      </div>
      {marketName === undefined ? (
        <p className="pm-soft">{installedTexts.noMarket}</p>
      ) : (
        current && (
          <UpdateLine
            entry={entry}
            versions={versions}
            market={market}
            name={name}
            installed={current.version}
          />
        )
      )}
      {items(receipts.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details>
          <summary>{installedTexts.older(rest.length)}</summary>
          {items(rest)}
        </details>
      )}
    </>
  );
}

function nowWords(current: Current | undefined): string {
  if (!current) return installedTexts.notNow;
  const { version, by } = current;
  return by === undefined ? installedTexts.now(version) : installedTexts.nowWith(version);
}
