/** What changed between two versions of a package: both are opened and verified, then their specs compared. */
import { useMemo } from 'react';

import { compareSpecs, compareVersions } from '#core/find/index.ts';
import { packageTexts } from '../messages/package.ts';
import { Bones } from '../parts/bones.tsx';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';
import css from '../styles/package-changes.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { ChangeView } from './changes.tsx';
import { ReleaseNotes } from './release-notes.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Comparison } from '../router.ts';

export interface CompareProps {
  opened: OpenPackage;
  chosen: Comparison;
  onChoose: (chosen: Comparison) => void;
  /** The version that is installed, if one is. */
  installed: string | undefined;
}

/** So many versions can be chosen from; those that are chosen always. */
const MOST = 500;

export function Compare({ opened, chosen, onChoose, installed }: CompareProps): ReactNode {
  useStyles('package-changes', css);
  const words = packageTexts.changes;
  const { before, after } = chosen;
  const choose = (side: keyof Comparison) => (version: string) =>
    onChoose({ ...chosen, [side]: version });
  const versions = [...new Set([...opened.versions.slice(0, MOST), before, after])];
  return (
    <div className="pm-compare">
      <div className="pm-compare-choice" role="group" aria-label={words.choose}>
        {(['before', 'after'] as const).map((side) => (
          <label key={side}>
            {words[side]}
            <select
              value={chosen[side]}
              onChange={(event) => choose(side)(event.currentTarget.value)}
            >
              {versions.map((version) => (
                <option key={version} value={version}>
                  {version === installed ? words.installed(version) : version}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {before === after ? (
        <p className="pm-soft">{words.same}</p>
      ) : (
        <Compared key={`${before} ${after}`} opened={opened} chosen={chosen} />
      )}
    </div>
  );
}

/** Against the installed version, else against the one before this; against the next where there is none before. */
export function firstComparison(opened: OpenPackage, installed: string | undefined): Comparison {
  const { version, versions } = opened;
  const at = versions.indexOf(version);
  const other =
    installed !== undefined && installed !== version && versions.includes(installed)
      ? installed
      : (versions[at + 1] ?? versions[at - 1] ?? version);
  return compareVersions(other, version) <= 0
    ? { before: other, after: version }
    : { before: version, after: other };
}

function Compared({ opened, chosen }: Pick<CompareProps, 'opened' | 'chosen'>): ReactNode {
  const services = useServices();
  const { market, name } = opened;
  const { before, after } = chosen;
  const both = useResource(
    async (signal) => {
      const open = (version: string) =>
        version === opened.version
          ? opened
          : services.openPackage({ market: market.id, name, version }, signal);
      return { before: await open(before), after: await open(after) };
    },
    [services, opened, before, after],
  );
  switch (both.status) {
    case 'ready':
      return <Result {...both.value} />;
    case 'failed':
      return <ErrorAlert error={both.error} market={market.id} level={3} onRetry={both.reload} />;
    default: {
      const other = before === opened.version ? after : before;
      return (
        <div aria-busy="true">
          <Status className="pm-soft">
            {packageTexts.changes.reading(toLine(other, TEXT_LIMITS.label))}
          </Status>
          <Bones className="pm-bones" />
        </div>
      );
    }
  }
}

function Result({ before, after }: { before: OpenPackage; after: OpenPackage }): ReactNode {
  const changes = useMemo(() => compareSpecs(before.spec, after.spec), [before, after]);
  return (
    <>
      {compareVersions(before.version, after.version) > 0 && (
        <p className="pm-soft">{packageTexts.changes.back}</p>
      )}
      <ChangeView changes={changes} />
      <ReleaseNotes before={before} after={after} />
    </>
  );
}
