/** The details of an error as a list of terms: fingerprints in groups, moments in local time, expected under found with the difference marked. */
import { codeOfDetails, detailLabel } from './detail-labels.ts';
import { kindOf, splitFingerprints } from './detail-kind.ts';
import { differenceWords } from './difference.ts';
import { Digest, Fingerprint } from './fingerprint.tsx';
import { formatExactBytes } from './format.ts';
import { TEXT_LIMITS, toLine } from './plain-text.ts';
import { Time } from './time.tsx';

import type { ReactNode } from 'react';
import type { ErrorDetails, Problem } from '#core/errors.ts';

export interface EvidenceListProps {
  problem: Problem;
  /** Those that are shown, secrets taken out. */
  details: ErrorDetails;
}

export function EvidenceList({ problem, details }: EvidenceListProps): ReactNode {
  const rows = inOrder(details);
  if (rows.length === 0) return null;
  const code = codeOfDetails(problem);
  return (
    <dl className="pm-details">
      {rows.map(([key, value]) => {
        const other = otherOf(code, key, details);
        return (
          <div key={key} className="pm-details-row">
            <dt>{detailLabel(toLine(key, TEXT_LIMITS.label), code)}</dt>
            <dd dir="auto">
              <DetailValue code={code} name={key} value={value} other={other} />
              {other !== undefined && Object.hasOwn(PAIRS, key) && (
                <span className="pm-difference">{differenceWords(other, String(value))}</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What was found, and what it is held against; the words on the difference stand below the former. */
const PAIRS: Readonly<Record<string, string>> = { found: 'expected', digest: 'digestSeen' };
/** After all else, one right below the other. */
const LAST = [
  'allowed',
  'limit',
  ...Object.entries(PAIRS).flatMap(([found, held]) => [held, found]),
];

function inOrder(details: ErrorDetails): [string, string | number][] {
  const known = Object.entries(details).filter(([, value]) => value !== '');
  return known.sort(([one], [two]) => LAST.indexOf(one) - LAST.indexOf(two));
}

/** Only what is read letter by letter is compared so: two digests, or two fingerprints that should be one. */
function otherOf(code: string, key: string, details: ErrorDetails): string | undefined {
  if (code === 'signer-unknown') return undefined;
  const held = Object.entries(PAIRS).find((pair) => pair.includes(key));
  const partner = held?.[0] === key ? held[1] : held?.[0];
  const value = details[key];
  const other = partner === undefined ? undefined : details[partner];
  if (typeof value !== 'string' || typeof other !== 'string') return undefined;
  const kind = kindOf(code, key, value);
  const whole = kind === 'digest' || (kind === 'fingerprints' && !/[, ]/.test(value + other));
  return whole && kind === kindOf(code, key, other) ? other : undefined;
}

interface DetailValueProps {
  code: string;
  name: string;
  value: string | number;
  other: string | undefined;
}

function DetailValue({ code, name, value, other }: DetailValueProps): ReactNode {
  const text = String(value);
  switch (kindOf(code, name, value)) {
    case 'fingerprints':
      return splitFingerprints(text).map((each) => (
        <span key={each} className="pm-details-line">
          <Fingerprint value={each} other={other} />
        </span>
      ));
    case 'digest':
      return <Digest value={text} other={other} />;
    case 'time':
      return <Time at={text} />;
    case 'bytes':
      return formatExactBytes(Number(value));
    case 'text':
      return toLine(text, TEXT_LIMITS.paragraph);
  }
}
