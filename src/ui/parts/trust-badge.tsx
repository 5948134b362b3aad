/** Says what was proved, in words that come from the configuration and the proof, never from the package (security rule U11). */
import { ShieldIcon, ShieldOffIcon } from '../icons.tsx';
import { texts } from '../messages/frame.ts';
import { Fingerprint } from './fingerprint.tsx';
import { TEXT_LIMITS, toLine } from './plain-text.ts';

import type { MarketConfig } from '#core/model/generated.ts';
import type { Evidence } from '#core/model/trust.ts';

export interface TrustBadgeProps {
  market: MarketConfig;
  evidence: Evidence;
}

export function TrustBadge({ market, evidence }: TrustBadgeProps) {
  const name = toLine(market.name ?? market.id, TEXT_LIMITS.label);
  const signers = evidence.level === 'off' ? [] : evidence.signers;
  if (signers.length === 0) {
    const off = evidence.level === 'off' || !evidence.pinned;
    return (
      <div className={`pm-trust ${off ? 'pm-trust-off' : 'pm-trust-pinned'}`}>
        <ShieldOffIcon />
        <div>{off ? texts.trust.off : texts.trust.pinned}</div>
      </div>
    );
  }
  return (
    <div className="pm-trust pm-trust-good">
      <ShieldIcon />
      <div>
        {signers.map((signer) => (
          <p key={signer.fingerprint} className="pm-trust-signer">
            <span>{texts.trust.signedBy(name)}</span> <Fingerprint value={signer.fingerprint} />
            {signer.userId && (
              <span className="pm-trust-user" dir="auto">
                {texts.trust.userId(toLine(signer.userId, TEXT_LIMITS.userId))}
              </span>
            )}
          </p>
        ))}
      </div>
    </div>
  );
}
