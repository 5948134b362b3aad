/** All that was proved of a package, to be read, compared and copied: who signed what when, which digest pins which. */
import { partTexts } from '../messages/parts.ts';
import { Fact } from './fact.tsx';
import { Digest, Fingerprint } from './fingerprint.tsx';
import { formatExactBytes } from './format.ts';
import { TEXT_LIMITS, toLine } from './plain-text.ts';
import { Sentence } from './sentence.tsx';
import { Time } from './time.tsx';

import type { LoadedPackage, OpenPackage } from '#core/model/market.ts';
import type { IndexEvidence, SignerEvidence } from '#core/model/trust.ts';
import type { ReactNode } from 'react';

export interface EvidenceDetailsProps {
  opened: OpenPackage;
  /** Once it was downloaded and verified. */
  archive?: LoadedPackage['archive'] | undefined;
  /** Which package it is about, where there are several. */
  about?: string | undefined;
}

export function EvidenceDetails({ opened, archive, about }: EvidenceDetailsProps): ReactNode {
  const { evidence, index, spec } = opened;
  const words = partTexts.evidence;
  return (
    <details className="pm-request pm-evidence">
      <summary>{words.title(about)}</summary>
      <dl className="pm-facts">
        <Signatures title={words.description} signers={evidence.signers} />
        <Fact title={words.spec}>
          <Digest value={evidence.sha256} />
        </Fact>
        {index && <IndexFact index={index} />}
        {archive && <Signatures title={words.archive} signers={archive.evidence.signers} />}
        {spec.archive && (
          <Fact title={words.pinned}>
            <Digest value={spec.archive.sha256} />
            <span className="pm-fact-line">{formatExactBytes(spec.archive.size)}</span>
          </Fact>
        )}
        {archive && !spec.archive && (
          <Fact title={words.digest}>
            <Digest value={archive.evidence.sha256} />
          </Fact>
        )}
        <Fact title={words.level}>{words.levels[evidence.level]}</Fact>
        {isPlainHttp() && <Fact title={words.plainHttp}>{words.plainHttpMeans}</Fact>}
      </dl>
    </details>
  );
}

function Signatures({ title, signers }: { title: string; signers: SignerEvidence[] }): ReactNode {
  return signers.map((signer, at) => (
    <Fact
      key={signer.signingFingerprint}
      title={signers.length > 1 ? partTexts.evidence.ofMany(title, at + 1, signers.length) : title}
    >
      <SignerLines signer={signer} />
    </Fact>
  ));
}

function SignerLines({ signer }: { signer: SignerEvidence }): ReactNode {
  const { fingerprint, signingFingerprint, userId, created, hash } = signer;
  const words = partTexts.evidence;
  return (
    <>
      <span className="pm-fact-line">
        <KeyOf fingerprint={fingerprint} />
      </span>
      {signingFingerprint !== fingerprint && (
        <span className="pm-fact-line">
          <Sentence
            words={words.subkey}
            parts={{ fingerprint: <Fingerprint value={signingFingerprint} /> }}
          />
        </span>
      )}
      <span className="pm-fact-line">
        <Sentence
          words={words.on}
          parts={{ time: <Time at={created} />, hash: toLine(hash, TEXT_LIMITS.label) }}
        />
      </span>
      {userId && (
        <span className="pm-fact-line pm-soft" dir="auto">
          {words.userId(toLine(userId, TEXT_LIMITS.userId))}
        </span>
      )}
    </>
  );
}

function KeyOf({ fingerprint }: { fingerprint: string }): ReactNode {
  return (
    <Sentence
      words={partTexts.evidence.key}
      parts={{ fingerprint: <Fingerprint value={fingerprint} /> }}
    />
  );
}

function IndexFact({ index }: { index: IndexEvidence }): ReactNode {
  const words = partTexts.evidence;
  const { issued, expires } = index;
  return (
    <Fact title={words.index}>
      <span className="pm-fact-line">
        <Sentence
          words={words.indexFacts(index.serial)}
          parts={{ issued: <Time at={issued} />, expires: <Time at={expires} /> }}
        />
      </span>
      {index.signers.map((signer) => (
        <span key={signer.signingFingerprint} className="pm-fact-line">
          <KeyOf fingerprint={signer.fingerprint} />
        </span>
      ))}
      <span className="pm-fact-line">
        <Sentence words={words.indexDigest} parts={{ digest: <Digest value={index.sha256} /> }} />
      </span>
    </Fact>
  );
}

/** Loopback addresses do not count: nothing travels there. */
function isPlainHttp(): boolean {
  return window.location.protocol === 'http:' && !window.isSecureContext;
}
