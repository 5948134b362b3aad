/** What the largest job of a package asks for, against what each virtual cluster of the user has free. */
import { useState } from 'react';

import { texts } from '../messages/frame.ts';
import { packageTexts } from '../messages/package.ts';
import { problemWords } from '../messages/problems.ts';
import { Bones } from '../parts/bones.tsx';
import { Button } from '../parts/button.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Status } from '../parts/status.tsx';
import { useServices } from '../services.ts';
import { amountsText } from './amounts.ts';
import { amountsOf, fitsOf } from './resources.ts';

import type { PackageSpec } from '#core/model/generated.ts';
import type { VirtualClusterFacts } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { ResourceWithReload } from '../state/use-resource.ts';
import type { Amounts, Fit } from './resources.ts';

export type FreeResources = ResourceWithReload<VirtualClusterFacts[]>;

export interface NeedsProps {
  spec: PackageSpec;
  /** What each virtual cluster has; not looked at while nobody is logged in. */
  free: FreeResources;
}

/** Nothing for a package that does not say what it needs. */
export function Needs({ spec, free }: NeedsProps): ReactNode {
  const services = useServices();
  const needs = amountsOf(spec.needs);
  const words = packageTexts.needs;
  if (!needs) return null;
  return (
    <section className="pm-needs" aria-labelledby="pm-needs-title">
      <h2 id="pm-needs-title" className="pm-subtitle">
        {words.title}
      </h2>
      <p>{words.all(amountsText(needs))}</p>
      {services.user === undefined ? (
        <p className="pm-soft">{words.logIn}</p>
      ) : (
        <Clusters needs={needs} clusters={free} />
      )}
    </section>
  );
}

function Clusters({ needs, clusters }: { needs: Amounts; clusters: FreeResources }): ReactNode {
  const words = packageTexts.needs;
  switch (clusters.status) {
    case 'ready':
      return <FitList fits={fitsOf(needs, clusters.value)} />;
    case 'failed':
      // The package can be judged without it: no reason for an alert.
      return (
        <p className="pm-soft" data-problem={clusters.error.code}>
          {words.unread(problemWords(clusters.error.code).title)}{' '}
          <Button kind="link" className="pm-retry" onClick={clusters.reload}>
            {texts.actions.retry}
          </Button>
        </p>
      );
    default:
      return (
        <div aria-busy="true">
          <Status hidden>{words.reading}</Status>
          <Bones className="pm-needs-bones" />
        </div>
      );
  }
}

/** More are shown when asked for. */
const SHOWN = 5;

function FitList({ fits }: { fits: readonly Fit[] }): ReactNode {
  const [all, setAll] = useState(false);
  if (fits.length === 0) return <p className="pm-soft">{packageTexts.needs.noClusters}</p>;
  const shown = all ? fits : fits.slice(0, SHOWN);
  return (
    <>
      <ul className="pm-fits">
        {shown.map((fit) => (
          <FitItem key={fit.cluster} fit={fit} />
        ))}
      </ul>
      {shown.length < fits.length && (
        <Button kind="link" className="pm-show-more" onClick={() => setAll(true)}>
          {packageTexts.showAll(fits.length)}
        </Button>
      )}
    </>
  );
}

const TONES: Readonly<Record<Fit['state'], string>> = {
  fits: 'pm-chip-good',
  waits: 'pm-chip-beta',
  never: 'pm-chip-danger',
  unknown: '',
};

function FitItem({ fit }: { fit: Fit }): ReactNode {
  const words = packageTexts.needs;
  return (
    <li>
      <strong dir="auto">{toLine(fit.cluster, TEXT_LIMITS.label)}</strong>
      <span className={`pm-chip ${TONES[fit.state]}`}>{words[fit.state]}</span>
      <span className="pm-soft">{explain(fit)}</span>
    </li>
  );
}

function explain({ state, free, lacks, holds }: Fit): string {
  const words = packageTexts.needs;
  const told = amountsText(free);
  const freeNow = told === '' ? words.untold : words.free(told);
  if (state === 'never') return words.holds(amountsText(holds));
  return state === 'waits'
    ? packageTexts.sentences(words.lacks(amountsText(lacks)), freeNow)
    : freeNow;
}
