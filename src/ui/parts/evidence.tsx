/** All that was proved of a package, to be read, compared and copied: who signed what when, which digest pins which. */
import { Fact } from './fact.tsx';
import { Digest, Fingerprint } from './fingerprint.tsx';
import { formatExactBytes } from './format.ts';
import { TEXT_LIMITS, toLine } from './plain-text.ts';
import { Time } from './time.tsx';

import type { LoadedPackage, OpenPackage } from '#core/model/market.ts';
import type { IndexEvidence, SignerEvidence, TrustLevel } from '#core/model/trust.ts';
import type { ReactNode } from 'react';

export interface EvidenceDetailsProps {
  opened: OpenPackage;
  /** Once it was downloaded and verified. */
  archive?: LoadedPackage['archive'] | undefined;
  /** Which package it is about, where there are several. */
  about?: string | undefined;
}

const LEVELS: Readonly<Record<TrustLevel, string>> = {
  strict:
    'strict: the list of packages, this description and the archive must be signed, fresh, and bound to each other',
  signatures:
    'signatures: this description and the archive must be signed; the list of packages is not, so versions may be missing',
  off: 'off: nothing proves who made this package, or that it was not changed',
};

export function EvidenceDetails({ opened, archive, about }: EvidenceDetailsProps): ReactNode {
  const { evidence, index, spec } = opened;
  return (
    <details className="pm-request pm-evidence">
      <summary>Evidence{about === undefined ? '' : ` for ${about}`}</summary>
      <dl className="pm-facts">
        <Signatures title="Signature of the description" signers={evidence.signers} />
        <Fact title="SHA-256 of spec.json">
          <Digest value={evidence.sha256} />
        </Fact>
        {index && <IndexFact index={index} />}
        {archive && (
          <Signatures title="Signature of the archive" signers={archive.evidence.signers} />
        )}
        {spec.archive && (
          <Fact title="SHA-256 of archive.zip, as spec.json pins it">
            <Digest value={spec.archive.sha256} />
            <span className="pm-fact-line">{formatExactBytes(spec.archive.size)}</span>
          </Fact>
        )}
        {archive && !spec.archive && (
          <Fact title="SHA-256 of archive.zip">
            <Digest value={archive.evidence.sha256} />
          </Fact>
        )}
        <Fact title="Trust level of the market">{LEVELS[evidence.level]}</Fact>
        {isPlainHttp() && (
          <Fact title="This portal came over plain HTTP">
            Whoever can change what travels between the portal and this browser can change this
            plugin, too. Its checks prove less here than on a portal with HTTPS.
          </Fact>
        )}
      </dl>
    </details>
  );
}

function Signatures({ title, signers }: { title: string; signers: SignerEvidence[] }): ReactNode {
  return signers.map((signer, at) => (
    <Fact
      key={signer.signingFingerprint}
      title={signers.length > 1 ? `${title}, ${at + 1} of ${signers.length}` : title}
    >
      <SignerLines signer={signer} />
    </Fact>
  ));
}

function SignerLines({ signer }: { signer: SignerEvidence }): ReactNode {
  const { fingerprint, signingFingerprint, userId, created, hash } = signer;
  return (
    <>
      <span className="pm-fact-line">
        Key <Fingerprint value={fingerprint} />
      </span>
      {signingFingerprint !== fingerprint && (
        <span className="pm-fact-line">
          by its subkey <Fingerprint value={signingFingerprint} />
        </span>
      )}
      <span className="pm-fact-line">
        on <Time at={created} />, {toLine(hash, TEXT_LIMITS.label)}
      </span>
      {userId && (
        <span className="pm-fact-line pm-soft" dir="auto">
          Name in the certificate: {toLine(userId, TEXT_LIMITS.userId)}
        </span>
      )}
    </>
  );
}

function IndexFact({ index }: { index: IndexEvidence }): ReactNode {
  return (
    <Fact title="Signed index of the market">
      <span className="pm-fact-line">
        of <Time at={index.issued} />, valid until <Time at={index.expires} />, serial number{' '}
        {index.serial}. It pins the list of packages, and the list pins this spec.json by its
        SHA-256.
      </span>
      {index.signers.map((signer) => (
        <span key={signer.signingFingerprint} className="pm-fact-line">
          Key <Fingerprint value={signer.fingerprint} />
        </span>
      ))}
      <span className="pm-fact-line">
        SHA-256 of market.json <Digest value={index.sha256} />
      </span>
    </Fact>
  );
}

/** Loopback addresses do not count: nothing travels there. */
function isPlainHttp(): boolean {
  return window.location.protocol === 'http:' && !window.isSecureContext;
}
