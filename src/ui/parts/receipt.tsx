/** A receipt in readable form: what was installed, from whom, what was sent and what the clusters answered. */
import { texts } from '../messages/frame.ts';
import { partTexts } from '../messages/parts.ts';
import { titleOf } from '../messages/problems.ts';
import { Fact } from './fact.tsx';
import { Digest, Fingerprint } from './fingerprint.tsx';
import { JsonActions } from './json-actions.tsx';
import { languageOf } from './language-of.ts';
import { TEXT_LIMITS, toLine, toParagraph, toVisibleJson } from './plain-text.ts';
import { ReceiptSteps } from './receipt-steps.tsx';
import { Sentence } from './sentence.tsx';
import { Time } from './time.tsx';

import type { Receipt, ReceiptPackage } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

export function ReceiptView({ receipt }: { receipt: Receipt }): ReactNode {
  const { name, version } = receipt.package;
  const words = partTexts.receipt;
  return (
    <div className="pm-receipt">
      <dl className="pm-facts">
        <Fact title={words.package}>
          {words.packageFrom(name, version, receipt.market)}
          {receipt.marketUrl && texts.withMore('', toLine(receipt.marketUrl))}
        </Fact>
        <Times receipt={receipt} />
        <Clusters receipt={receipt} />
        <Fact title={words.trust}>{words.levels[receipt.trust]}</Fact>
        <Fact title={words.signedBy}>
          {receipt.signers.length === 0 ? words.nobody : null}
          {receipt.signers.map((signer) => (
            <Fingerprint key={signer} value={signer} />
          ))}
        </Fact>
        {receipt.packages.length > 0 && (
          <Fact title={words.packages}>
            <ul className="pm-receipt-packages">
              {receipt.packages.map((each) => (
                <li key={`${each.name}@${each.version}`}>
                  <PackageProof each={each} signers={receipt.signers} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {receipt.planSha256 && (
          <Fact title={words.plan}>
            <Digest value={receipt.planSha256} />
          </Fact>
        )}
        <Failure receipt={receipt} />
        <Fact title={words.steps}>
          <ReceiptSteps steps={receipt.steps} />
        </Fact>
        <Answers receipt={receipt} />
      </dl>
      <JsonActions
        what="receipt"
        value={receipt}
        fileName={`receipt-${name}-${version}-${receipt.id.slice(0, 8)}.json`}
      />
    </div>
  );
}

function Times({ receipt }: { receipt: Receipt }): ReactNode {
  const words = partTexts.receipt;
  return (
    <>
      <Fact title={words.time}>
        <Sentence
          words={words.fromTo}
          parts={{
            start: <Time at={receipt.startedAt} />,
            end: <Time at={receipt.finishedAt} />,
          }}
        />
      </Fact>
      {receipt.importedAt !== undefined && (
        <Fact title={words.imported}>
          <Sentence words={words.importedAt} parts={{ time: <Time at={receipt.importedAt} /> }} />
        </Fact>
      )}
    </>
  );
}

function Clusters({ receipt }: { receipt: Receipt }): ReactNode {
  const { openpai, cdap } = receipt.clusters;
  return (
    <Fact title={partTexts.receipt.cluster}>
      {openpai && `${toLine(openpai)} `}
      {cdap && `${partTexts.receipt.cdap(toLine(cdap))} `}
      {partTexts.receipt.clusterUser(toLine(receipt.user, TEXT_LIMITS.userId))}
    </Fact>
  );
}

/** One package of the tree with the digests that were checked; its signers where they are others than the receipt's. */
function PackageProof({ each, signers }: { each: ReceiptPackage; signers: string[] }): ReactNode {
  const { name, version, label } = each;
  const words = partTexts.receipt;
  const digests = [
    [words.digests.spec, each.specSha256],
    [words.digests.archive, each.archiveSha256],
    [words.digests.license, each.licenseSha256],
  ] as const;
  const own = each.signers.some((signer) => !signers.includes(signer)) ? each.signers : [];
  return (
    <>
      {label && <span dir="auto">{words.labelled(toLine(label, TEXT_LIMITS.label))}</span>}
      {name} {version}
      <ul>
        {digests.map(
          ([what, digest]) =>
            digest !== undefined && (
              <li key={what}>
                <Sentence
                  words={words.digest(what)}
                  parts={{ digest: <Digest value={digest} /> }}
                />
              </li>
            ),
        )}
        {own.map((signer) => (
          <li key={signer}>
            <Sentence
              words={words.signed}
              parts={{ fingerprint: <Fingerprint value={signer} /> }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Failure({ receipt }: { receipt: Receipt }): ReactNode {
  const { errorCode, errorMessage } = receipt;
  if (errorCode === undefined) return null;
  const title = titleOf(errorCode);
  return (
    <Fact title={partTexts.receipt.error}>
      {title && <>{title} </>}
      <code>{toLine(errorCode, TEXT_LIMITS.label)}</code>
      {errorMessage && <p lang={languageOf(errorMessage)}>{toParagraph(errorMessage)}</p>}
    </Fact>
  );
}

function Answers({ receipt: { answers } }: { receipt: Receipt }): ReactNode {
  if (Object.keys(answers).length === 0) return null;
  return (
    <Fact title={partTexts.receipt.answers}>
      <pre tabIndex={0} aria-label={partTexts.receipt.answersLabel}>
        {toVisibleJson(answers)}
      </pre>
    </Fact>
  );
}
