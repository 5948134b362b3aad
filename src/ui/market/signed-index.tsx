/** What is proved about the list of a market at trust level strict: one calm line that opens to the whole evidence. */
import { ShieldIcon } from '../icons.tsx';
import { Digest, Fingerprint } from '../parts/fingerprint.tsx';
import { formatAge } from '../parts/format.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Row } from '../parts/row.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Time } from '../parts/time.tsx';
import { texts } from '../messages/frame.ts';
import { marketName } from '../parts/market-name.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { IndexEvidence } from '#core/model/trust.ts';

export interface SignedIndexProps {
  config: MarketConfig;
  /** Undefined while it is read. */
  index: IndexEvidence | undefined;
  /** Milliseconds since the epoch. */
  now: number;
}

export function SignedIndex({ config, index, now }: SignedIndexProps) {
  const name = marketName(config);
  if (!index) {
    return (
      <div className="pm-index pm-index-waiting">
        <ShieldIcon size={16} />
        {texts.index.verifying(name)}
      </div>
    );
  }
  return (
    <details className="pm-index">
      <summary>
        <ShieldIcon size={16} />
        <span>
          <Sentence
            words={texts.index.signed}
            parts={{
              market: name,
              issued: <Time at={index.issued} day />,
              expires: <Time at={index.expires} day />,
            }}
          />
        </span>
      </summary>
      <Evidence config={config} index={index} now={now} />
    </details>
  );
}

function Evidence({ config, index, now }: SignedIndexProps & { index: IndexEvidence }) {
  return (
    <dl className="pm-details">
      {index.signers.map((signer) => (
        <Row key={signer.signingFingerprint} title={texts.trust.signedBy(marketName(config))}>
          <Fingerprint value={signer.fingerprint} />
          {signer.userId && (
            <span className="pm-trust-user" dir="auto">
              {texts.trust.userId(toLine(signer.userId, TEXT_LIMITS.userId))}
            </span>
          )}
        </Row>
      ))}
      <Row title={texts.index.issued}>
        <Time at={index.issued} />
      </Row>
      <Row title={texts.index.expires}>
        <Time at={index.expires} /> <Soon expires={Date.parse(index.expires)} now={now} />
      </Row>
      <Row title={texts.index.serial}>{index.serial}</Row>
      <Row title={texts.index.sha256}>
        <Digest value={index.sha256} />
      </Row>
      <Row title={texts.index.address}>{toLine(config.url)}</Row>
    </dl>
  );
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Nobody who only reads can do anything about it, so it is said here and nowhere louder. */
function Soon({ expires, now }: { expires: number; now: number }) {
  const age = expires - now < WEEK_MS ? formatAge(expires, now) : undefined;
  return age === undefined ? null : <span className="pm-row-remark">{texts.index.soon(age)}</span>;
}
