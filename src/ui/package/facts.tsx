/** What is known of a package beside its text: versions, dates, licence, categories, and the proof of who signed it. */
import { cdapRange, judgeCompatibility, parseRange } from '#core/find/index.ts';
import { marketTexts } from '../messages/market.ts';
import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';
import { EvidenceDetails } from '../parts/evidence.tsx';
import { Fact } from '../parts/fact.tsx';
import { marketName } from '../parts/market-name.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Age } from '../parts/time.tsx';
import { formatHash } from '../router.ts';
import { NeededList } from './dependencies.tsx';
import { listNeeded } from './needed-packages.ts';
import { Share } from './share.tsx';
import { VersionLink } from './versions.tsx';

import type { ClusterVersions, ListQuery } from '#core/model/listing.ts';
import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { JudgedRelease, JudgedReleases } from './releases.ts';

export interface PackageFactsProps {
  opened: OpenPackage;
  /** Its versions as they suit the clusters. */
  judged: JudgedReleases;
  clusters: ClusterVersions;
  /** Milliseconds since the epoch. */
  now: number;
  licenseAccepted: boolean;
  onReadLicense: () => void;
  /** Shows all versions. */
  onVersions: () => void;
}

export function PackageFacts(props: PackageFactsProps): ReactNode {
  const { opened, now } = props;
  const { spec, market } = opened;
  const words = packageTexts.facts;
  const needed = listNeeded(spec);
  const titles = opened.categories ?? [];
  return (
    <div className="pm-package-facts">
      <dl className="pm-facts">
        <Fact title={words.market}>{marketName(market)}</Fact>
        <Fact title={words.versions}>
          <FirstVersions {...props} />
        </Fact>
        {spec.created !== undefined && (
          <Fact title={words.published}>
            <Age at={spec.created * 1000} now={now} />
          </Fact>
        )}
        <Fact title={words.licence}>
          <LicenseFact {...props} />
        </Fact>
        <Words
          title={words.categories}
          words={spec.categories}
          titles={titles}
          query={(category) => ({ facets: { category: [category] } })}
        />
        <Words
          title={words.tags}
          words={spec.tags}
          query={(tag) => ({ q: /[\s"]/.test(tag) ? tag : `tag:${tag}` })}
        />
        <Words
          title={words.components}
          words={spec.components}
          titles={spec.components?.map(typeWord)}
          query={(type) => ({ facets: { type: [type] } })}
        />
        {needed.length > 0 && (
          <Fact title={words.dependencies}>
            <NeededList market={market.id} needed={needed} />
          </Fact>
        )}
        <ClusterFacts {...props} />
      </dl>
      <Share opened={opened} licenseAccepted={!opened.license || props.licenseAccepted} />
      <EvidenceDetails opened={opened} />
    </div>
  );
}

/** As the list calls it. */
function typeWord(type: string): string {
  return Object.hasOwn(marketTexts.types, type) ? (marketTexts.types[type] ?? type) : type;
}

interface WordsProps {
  title: string;
  words: readonly string[] | undefined;
  /** Shown in the place of the words. */
  titles?: readonly string[] | undefined;
  /** Finds packages with the same word. */
  query: (word: string) => ListQuery;
}

function Words({ title, words = [], titles = [], query }: WordsProps): ReactNode {
  if (words.length === 0) return null;
  return (
    <Fact title={title}>
      <ul className="pm-words">
        {words.map((word, at) => (
          <li key={at}>
            <a className="pm-word" href={formatHash({ page: 'list', query: query(word) })}>
              {toLine(titles[at] ?? word, TEXT_LIMITS.label)}
            </a>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** The others are on the tab of all versions. */
const SHOWN_VERSIONS = 5;

function FirstVersions({ opened, judged, now, onVersions }: PackageFactsProps): ReactNode {
  const first = judged.all.slice(0, SHOWN_VERSIONS);
  const shown = first.some(({ version }) => version === opened.version)
    ? first
    : [...first, judged.current];
  return (
    <>
      <ul className="pm-versions">
        {shown.map((release) => (
          <li key={release.version}>
            <VersionLink opened={opened} version={release.version} />
            {release.created !== undefined && (
              <span className="pm-soft">
                <Age at={release.created * 1000} now={now} />
              </span>
            )}
            <VersionMark release={release} />
          </li>
        ))}
      </ul>
      {judged.all.length > 1 && (
        <Button kind="link" onClick={onVersions}>
          {packageTexts.facts.allVersions(judged.all.length)}
        </Button>
      )}
    </>
  );
}

function VersionMark({ release }: { release: JudgedRelease }): ReactNode {
  if (release.withdrawn !== undefined) {
    return <span className="pm-chip pm-chip-danger">{packageTexts.withdrawn}</span>;
  }
  return release.misfit && <span className="pm-chip pm-chip-beta">{packageTexts.suits.short}</span>;
}

function ClusterFacts({ opened, clusters }: PackageFactsProps): ReactNode {
  const { paiVersion } = opened.spec;
  const cdap = cdapRange(opened.spec);
  const { facts } = packageTexts;
  return (
    <>
      {paiVersion && (
        <Fact title={facts.pai}>
          <RangeFact range={paiVersion} version={clusters.pai} />
        </Fact>
      )}
      {cdap && (
        <Fact title={facts.cdap}>
          <RangeFact range={cdap} version={clusters.cdap} />
        </Fact>
      )}
    </>
  );
}

function RangeFact({ range, version }: { range: string; version: string | undefined }): ReactNode {
  return (
    <>
      <code>{toLine(range, TEXT_LIMITS.label)}</code>
      <span className="pm-soft">{rangeWords(range, version)}</span>
    </>
  );
}

function rangeWords(range: string, version: string | undefined): string {
  const words = packageTexts.suits;
  if (!parseRange(range)) return words.unread;
  if (version === undefined) return words.unknown;
  const shown = toLine(version, TEXT_LIMITS.label);
  return judgeCompatibility(range, version) === 'compatible' ? words.yes(shown) : words.no(shown);
}

function LicenseFact({ opened, licenseAccepted, onReadLicense }: PackageFactsProps): ReactNode {
  const { licenseId } = opened.spec;
  const { license } = opened;
  const words = packageTexts.facts;
  return (
    <>
      {licenseId ? (
        <a
          className="pm-word"
          href={formatHash({ page: 'list', query: { facets: { license: [licenseId] } } })}
        >
          {toLine(licenseId, TEXT_LIMITS.label)}
        </a>
      ) : (
        <span>{license ? words.ownTerms : words.notStated}</span>
      )}
      {license && (
        <Button kind="link" onClick={onReadLicense}>
          {words.readLicence}
        </Button>
      )}
      {license && licenseAccepted && <span className="pm-soft">{words.accepted}</span>}
    </>
  );
}
