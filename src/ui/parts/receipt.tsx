/** A receipt in readable form: what was installed, from whom, what was sent and what the clusters answered. */
import { PROBLEMS } from '#core/problems.ts';
import { Fact } from './fact.tsx';
import { Digest, Fingerprint } from './fingerprint.tsx';
import { JsonActions } from './json-actions.tsx';
import { TEXT_LIMITS, toLine, toParagraph, toVisibleJson } from './plain-text.ts';
import { ReceiptSteps } from './receipt-steps.tsx';
import { Time } from './time.tsx';

import type { Receipt, ReceiptPackage } from '#core/model/generated.ts';
import type { ReactNode } from 'react';

const TRUST_WORDS: Record<Receipt['trust'], string> = {
  strict: 'strict: signed index, packages and archives',
  signatures: 'signatures: packages and archives signed, list unsigned',
  off: 'off: nothing was verified',
};

export function ReceiptView({ receipt }: { receipt: Receipt }): ReactNode {
  const { name, version } = receipt.package;
  return (
    <div className="pm-receipt">
      <dl className="pm-facts">
        <Fact title="Package">
          {name} {version} from {receipt.market}
          {receipt.marketUrl && <> ({toLine(receipt.marketUrl)})</>}
        </Fact>
        <Times receipt={receipt} />
        <Clusters receipt={receipt} />
        <Fact title="Trust level">{TRUST_WORDS[receipt.trust]}</Fact>
        <Fact title="Signed by">
          {receipt.signers.length === 0 ? 'nobody (not verified)' : null}
          {receipt.signers.map((signer) => (
            <Fingerprint key={signer} value={signer} />
          ))}
        </Fact>
        {receipt.packages.length > 0 && (
          <Fact title="Packages">
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
          <Fact title="Plan, SHA-256">
            <Digest value={receipt.planSha256} />
          </Fact>
        )}
        <Failure receipt={receipt} />
        <Fact title="Steps">
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
  return (
    <>
      <Fact title="Time">
        <Time at={receipt.startedAt} /> to <Time at={receipt.finishedAt} />
      </Fact>
      {receipt.importedAt !== undefined && (
        <Fact title="Imported">
          <Time at={receipt.importedAt} />, out of a file: what it says is no proof of what is on
          the cluster
        </Fact>
      )}
    </>
  );
}

function Clusters({ receipt }: { receipt: Receipt }): ReactNode {
  const { openpai, cdap } = receipt.clusters;
  return (
    <Fact title="Cluster">
      {openpai && <>{toLine(openpai)} </>}
      {cdap && <>CDAP: {toLine(cdap)} </>}
      as {toLine(receipt.user, TEXT_LIMITS.userId)}
    </Fact>
  );
}

/** One package of the tree with the digests that were checked; its signers where they are others than the receipt's. */
function PackageProof({ each, signers }: { each: ReceiptPackage; signers: string[] }): ReactNode {
  const { name, version, label } = each;
  const digests = [
    ['description', each.specSha256],
    ['archive', each.archiveSha256],
    ['licence accepted', each.licenseSha256],
  ] as const;
  const own = each.signers.some((signer) => !signers.includes(signer)) ? each.signers : [];
  return (
    <>
      {label && <span dir="auto">{toLine(label, TEXT_LIMITS.label)}, </span>}
      {name} {version}
      <ul>
        {digests.map(
          ([what, digest]) =>
            digest !== undefined && (
              <li key={what}>
                {what}, SHA-256 <Digest value={digest} />
              </li>
            ),
        )}
        {own.map((signer) => (
          <li key={signer}>
            signed by <Fingerprint value={signer} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Failure({ receipt }: { receipt: Receipt }): ReactNode {
  const { errorCode, errorMessage } = receipt;
  if (errorCode === undefined) return null;
  const title = Object.entries(PROBLEMS).find(([code]) => code === errorCode)?.[1].title;
  return (
    <Fact title="Error">
      {title && <>{title} </>}
      <code>{toLine(errorCode, TEXT_LIMITS.label)}</code>
      {errorMessage && <p>{toParagraph(errorMessage)}</p>}
    </Fact>
  );
}

function Answers({ receipt: { answers } }: { receipt: Receipt }): ReactNode {
  if (Object.keys(answers).length === 0) return null;
  return (
    <Fact title="Answers">
      <pre tabIndex={0} aria-label="Answers, without secrets">
        {toVisibleJson(answers)}
      </pre>
    </Fact>
  );
}
