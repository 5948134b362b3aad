/** Other packages that a package needs, and those of its market that need it, each with the way to its page. */
import { packageTexts } from '../messages/package.ts';
import { ErrorAlert } from '../parts/error-alert.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';
import { formatHash, isExactVersion } from '../router.ts';
import { useServices } from '../services.ts';
import { useResource } from '../state/use-resource.ts';
import { keyOf, listNeeded } from './needed-packages.ts';
import { useShowMore } from './show-more.tsx';

import type { OpenPackage, PackageEntry } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { NeededPackage } from './needed-packages.ts';

export function Dependencies({ opened }: { opened: OpenPackage }): ReactNode {
  const words = packageTexts.dependencies;
  const needed = listNeeded(opened.spec);
  return (
    <div className="pm-dependencies">
      <section>
        <h3 className="pm-part-title">{words.needs}</h3>
        {needed.length === 0 ? (
          <p className="pm-soft">{words.needsNothing}</p>
        ) : (
          <NeededList market={opened.market.id} needed={needed} />
        )}
      </section>
      <section>
        <h3 className="pm-part-title">{words.neededBy}</h3>
        <DependantList opened={opened} />
      </section>
    </div>
  );
}

interface NeededListProps {
  market: string;
  needed: readonly NeededPackage[];
}

/** Their titles come from the list of the market; names alone until then, and where it cannot be asked. */
export function NeededList({ market, needed }: NeededListProps): ReactNode {
  const services = useServices();
  const names = [...new Set(needed.map(({ name }) => name))];
  const entries = useResource(
    () => services.entries(names.map((name) => ({ market, name }))),
    [services, market, names.join(' ')],
  );
  const known = entries.status === 'ready' ? entries.value : undefined;
  return (
    <ul className="pm-package-list">
      {needed.map((each) => (
        <li key={keyOf(each)}>
          <NeededItem market={market} needed={each} known={known} />
        </li>
      ))}
    </ul>
  );
}

interface NeededItemProps {
  market: string;
  needed: NeededPackage;
  known: readonly PackageEntry[] | undefined;
}

function NeededItem({ market, needed, known }: NeededItemProps): ReactNode {
  const { name, version, why } = needed;
  const words = packageTexts.dependencies;
  const entry = known?.find((each) => each.name === name && each.market === market);
  const exact = isExactVersion(version) ? { version } : {};
  return (
    <>
      <a href={formatHash({ page: 'package', market, name, ...exact })}>
        <bdi>{toLine(entry?.label ?? name, TEXT_LIMITS.label)}</bdi>
      </a>{' '}
      {toLine(version, TEXT_LIMITS.label)}{' '}
      <span className="pm-soft">{words.brackets(words.why[why])}</span>
      {known && !entry && <span className="pm-package-absent">{words.absent}</span>}
    </>
  );
}

function DependantList({ opened }: { opened: OpenPackage }): ReactNode {
  const services = useServices();
  const { market, name } = opened;
  const words = packageTexts.dependencies;
  const found = useResource(
    (signal) => services.dependants({ market: market.id, name }, signal),
    [services, market.id, name],
  );
  const list = useShowMore(found.status === 'ready' ? found.value : []);
  if (found.status === 'failed') {
    return <ErrorAlert error={found.error} market={market.id} level={4} onRetry={found.reload} />;
  }
  if (found.status !== 'ready') return <Status className="pm-soft">{words.looking}</Status>;
  if (found.value.length === 0) return <p className="pm-soft">{words.neededByNothing}</p>;
  return (
    <>
      <ul className="pm-package-list">
        {list.shown.map((each) => (
          <li key={each.name}>
            <a href={formatHash({ page: 'package', market: market.id, name: each.name })}>
              <bdi>{toLine(each.label, TEXT_LIMITS.label)}</bdi>
            </a>{' '}
            <span className="pm-soft">
              {words.brackets(
                words.asks(
                  toLine(each.version, TEXT_LIMITS.label),
                  toLine(each.asked, TEXT_LIMITS.label),
                ),
              )}
            </span>
          </li>
        ))}
      </ul>
      {list.button}
    </>
  );
}
