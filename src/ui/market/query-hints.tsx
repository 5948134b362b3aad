/** What became of a search text that could not be used as it stands. */
import { marketTexts } from '../messages/market.ts';
import { toLine } from '../parts/plain-text.ts';

import type { QueryRemark } from '#core/model/listing.ts';

/** Fields of a search text; see core/find. */
const FIELDS = [
  ...['author', 'org', 'by', 'tag', 'category', 'type', 'license', 'market', 'name', 'label'],
  ...['description', 'version', 'signer', 'is', 'gpu', 'cpu', 'memory', 'updated', 'created'],
];
const SHOWN = 3;

export interface QueryHintsProps {
  remarks: readonly QueryRemark[];
  /** Packages are shown that do not match all of it. */
  loose: boolean;
}

export function QueryHints({ remarks, loose }: QueryHintsProps) {
  if (remarks.length === 0 && !loose) return null;
  const unknown = remarks.some(({ code }) => code === 'unknown-field');
  return (
    <div className="pm-hints">
      {remarks.slice(0, SHOWN).map(({ code, text }, at) => (
        <p key={at} dir="auto">
          {marketTexts.queryRemarks[code](toLine(text))}
        </p>
      ))}
      {unknown && <p>{marketTexts.knownFields(FIELDS)}</p>}
      {loose && <p>{marketTexts.loose}</p>}
    </div>
  );
}
