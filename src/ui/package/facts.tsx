/** What is known of a package beside its text: version, dates, licence, categories, and the proof of who signed it. */
import { cdapRange } from '#core/find/index.ts';
import { Button } from '../parts/button.tsx';
import { EvidenceDetails } from '../parts/evidence.tsx';
import { formatAge } from '../parts/format.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Fact } from '../parts/fact.tsx';
import { Time } from '../parts/time.tsx';
import { TrustBadge } from '../parts/trust-badge.tsx';
import { formatHash } from '../router.ts';
import { listNeeds, NeedList } from './needs.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';

export interface PackageFactsProps {
  opened: OpenPackage;
  /** Milliseconds since the epoch. */
  now: number;
  licenseAccepted: boolean;
  onReadLicense: () => void;
}

export function PackageFacts(props: PackageFactsProps): ReactNode {
  const { opened, now } = props;
  const { spec, market } = opened;
  const needs = listNeeds(spec);
  const cdap = cdapRange(spec);
  return (
    <div className="pm-package-facts">
      {/* No green mark beside a refusal. */}
      {!opened.refusal && <TrustBadge market={market} evidence={opened.evidence} />}
      <dl className="pm-facts">
        <Fact title="Market">{toLine(market.name ?? market.id, TEXT_LIMITS.label)}</Fact>
        <Fact title="Versions">
          <VersionLinks opened={opened} />
        </Fact>
        {spec.created !== undefined && (
          <Fact title="Created">
            <CreatedTime seconds={spec.created} now={now} />
          </Fact>
        )}
        <Fact title="Licence">
          <LicenseFact {...props} />
        </Fact>
        <Words title="Categories" words={opened.categories ?? spec.categories} />
        <Words title="Tags" words={spec.tags} />
        <Words title="Components" words={spec.components} />
        {needs.length > 0 && (
          <Fact title="Needs">
            <NeedList market={market.id} needs={needs} />
          </Fact>
        )}
        {spec.paiVersion && <Fact title="OpenPAI version">{toLine(spec.paiVersion)}</Fact>}
        {cdap && <Fact title="CDAP version">{toLine(cdap)}</Fact>}
      </dl>
      <EvidenceDetails opened={opened} />
    </div>
  );
}

function Words({ title, words }: { title: string; words: readonly string[] | undefined }) {
  if (!words || words.length === 0) return null;
  return (
    <Fact title={title}>
      <ul className="pm-words">
        {words.map((word, index) => (
          <li key={index}>{toLine(word, TEXT_LIMITS.label)}</li>
        ))}
      </ul>
    </Fact>
  );
}

/** More are folded away, and of those so many can be chosen here; an address leads to any. */
const SHOWN_VERSIONS = 5;
const FOLDED_VERSIONS = 500;

function VersionLinks({ opened }: { opened: OpenPackage }): ReactNode {
  const { versions } = opened;
  const first = versions.slice(0, SHOWN_VERSIONS);
  const rest = versions.slice(SHOWN_VERSIONS);
  const open = rest.includes(opened.version);
  return (
    <>
      <VersionList opened={opened} versions={first} />
      {rest.length > 0 && (
        <details open={open}>
          <summary>{rest.length} older</summary>
          <VersionList opened={opened} versions={rest.slice(0, FOLDED_VERSIONS)} />
          {rest.length > FOLDED_VERSIONS && (
            <p className="pm-soft">and {rest.length - FOLDED_VERSIONS} more</p>
          )}
        </details>
      )}
    </>
  );
}

function VersionList({ opened, versions }: { opened: OpenPackage; versions: string[] }): ReactNode {
  const { market, name } = opened;
  return (
    <ul className="pm-versions">
      {versions.map((version) => (
        <li key={version}>
          <a
            href={formatHash({ page: 'package', market: market.id, name, version })}
            aria-current={version === opened.version ? 'true' : undefined}
          >
            {toLine(version, TEXT_LIMITS.label)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function CreatedTime({ seconds, now }: { seconds: number; now: number }): ReactNode {
  const age = formatAge(seconds * 1000, now);
  return age === undefined ? 'unknown' : <Time at={seconds * 1000}>{age}</Time>;
}

function LicenseFact({ opened, licenseAccepted, onReadLicense }: PackageFactsProps): ReactNode {
  const { licenseId } = opened.spec;
  const { license } = opened;
  return (
    <>
      <span>
        {licenseId ? toLine(licenseId, TEXT_LIMITS.label) : license ? 'Own terms' : 'Not stated'}
      </span>
      {license && (
        <Button kind="link" onClick={onReadLicense}>
          Read the licence
        </Button>
      )}
      {license && licenseAccepted && <span className="pm-soft">You accepted this text.</span>}
    </>
  );
}
