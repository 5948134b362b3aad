/** One installed package: what is there now, what is newer, and its receipts. */
import { formatHash } from '../router.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Time } from '../parts/time.tsx';
import { ReceiptItem } from './receipt-item.tsx';
import { UpdateLine } from './update.tsx';

import type { PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { InstalledPackage } from './group.ts';
import type { ReceiptItemProps } from './receipt-item.tsx';

/** More receipts of one package are folded away. */
const SHOWN = 3;

export interface PackageItemProps extends Omit<ReceiptItemProps, 'receipt'> {
  group: InstalledPackage;
  /** Undefined while its market is read, or where that has no such package. */
  entry: PackageEntry | undefined;
  marketNames: ReadonlyMap<string, string>;
}

export function PackageItem({
  group,
  entry,
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
          {current ? (
            <>
              {current.version} installed on <Time at={current.at} day />
              {current.by !== undefined && ` with ${current.by}`}
            </>
          ) : (
            'not installed'
          )}
          , from {marketName ?? market}
        </span>
      </div>
      {marketName === undefined ? (
        <p className="pm-soft">
          This market is not configured any more, so there is no way to updates.
        </p>
      ) : (
        current && (
          <UpdateLine entry={entry} market={market} name={name} installed={current.version} />
        )
      )}
      {items(receipts.slice(0, SHOWN))}
      {rest.length > 0 && (
        <details>
          <summary>
            {rest.length} older {rest.length === 1 ? 'receipt' : 'receipts'}
          </summary>
          {items(rest)}
        </details>
      )}
    </>
  );
}
