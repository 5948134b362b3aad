/** All versions of a package: when each was published, whether it suits the clusters, and why one is not to be used. */
import { listOf } from '../messages/language.ts';
import { packageTexts } from '../messages/package.ts';
import { Button } from '../parts/button.tsx';
import { TEXT_LIMITS, toLine, toParagraph } from '../parts/plain-text.ts';
import { Age } from '../parts/time.tsx';
import { formatHash } from '../router.ts';
import { useShowMore } from './show-more.tsx';
import { misfitText } from './suits.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { JudgedRelease, JudgedReleases } from './releases.ts';

export interface VersionTableProps {
  opened: OpenPackage;
  judged: JudgedReleases;
  /** Milliseconds since the epoch. */
  now: number;
  onCompare: (version: string) => void;
}

/** So many are drawn at first, and more at each press. */
const SHOWN = 50;

export function VersionTable(props: VersionTableProps): ReactNode {
  const { judged } = props;
  const list = useShowMore(judged.all, SHOWN);
  const words = packageTexts.versions;
  return (
    <>
      <table className="pm-version-table">
        <thead>
          <tr>
            <th scope="col">{words.version}</th>
            <th scope="col">{words.published}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {list.shown.map((release) => (
            <VersionRow key={release.version} {...props} release={release} />
          ))}
        </tbody>
      </table>
      {list.button}
    </>
  );
}

function VersionRow(props: VersionTableProps & { release: JudgedRelease }): ReactNode {
  const { opened, release, now, onCompare } = props;
  const { version, created } = release;
  const isHere = version === opened.version;
  return (
    <tr aria-current={isHere ? 'true' : undefined}>
      <th scope="row">
        <VersionLink opened={opened} version={version} />
      </th>
      <td>{created === undefined ? '–' : <Age at={created * 1000} now={now} />}</td>
      <td>
        <VersionState {...props} />
        {!isHere && (
          <Button kind="link" className="pm-compare-link" onClick={() => onCompare(version)}>
            {packageTexts.versions.compare}
            <span className="pm-hidden">
              {packageTexts.versions.comparedWith(version, opened.version)}
            </span>
          </Button>
        )}
      </td>
    </tr>
  );
}

export function VersionLink(props: { opened: OpenPackage; version: string }): ReactNode {
  const { opened, version } = props;
  const { market, name } = opened;
  return (
    <a
      href={formatHash({ page: 'package', market: market.id, name, version })}
      aria-current={version === opened.version ? 'true' : undefined}
    >
      {toLine(version, TEXT_LIMITS.label)}
    </a>
  );
}

function VersionState(props: VersionTableProps & { release: JudgedRelease }): ReactNode {
  const { opened, judged, release } = props;
  const { version, withdrawn, misfit, beta } = release;
  const words = packageTexts.versions;
  return (
    <>
      <span className="pm-version-chips">
        {version === opened.version && <span className="pm-chip pm-chip-here">{words.here}</span>}
        {version === judged.best?.version && (
          <span className="pm-chip pm-chip-good">
            {version === judged.all[0]?.version ? words.newest : words.suiting}
          </span>
        )}
        {beta && <span className="pm-chip pm-chip-beta">{packageTexts.beta}</span>}
        {withdrawn !== undefined && (
          <span className="pm-chip pm-chip-danger">{packageTexts.withdrawn}</span>
        )}
        {misfit && <span className="pm-chip pm-chip-beta">{packageTexts.suits.not}</span>}
      </span>
      {withdrawn !== undefined && <p dir="auto">{toParagraph(withdrawn, TEXT_LIMITS.paragraph)}</p>}
      {misfit ? <p>{misfitText(misfit)}</p> : <Ranges release={release} />}
    </>
  );
}

function Ranges({ release }: { release: JudgedRelease }): ReactNode {
  const { paiVersion, cdapVersion } = release;
  const ranges = [
    paiVersion ? `OpenPAI ${toLine(paiVersion, TEXT_LIMITS.label)}` : '',
    cdapVersion ? `CDAP ${toLine(cdapVersion, TEXT_LIMITS.label)}` : '',
  ].filter(Boolean);
  if (ranges.length === 0) return null;
  return <p className="pm-soft">{packageTexts.versions.for(listOf(ranges))}</p>;
}
