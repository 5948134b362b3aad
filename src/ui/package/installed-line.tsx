/** Whether the package is installed already, beside the button; and what the button does then. */
import { compareVersions } from '#core/find/index.ts';
import { packageTexts } from '../messages/package.ts';
import { Sentence } from '../parts/sentence.tsx';
import { Time } from '../parts/time.tsx';
import { formatHash } from '../router.ts';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Current } from '../parts/current.ts';
import type { CurrentInstall } from './use-installed.ts';

export interface InstalledLineProps {
  opened: OpenPackage;
  installed: CurrentInstall;
}

export function InstalledLine({ opened, installed }: InstalledLineProps): ReactNode {
  const { current } = installed;
  const begun = installed.begun.includes(opened.version);
  if (!current && !begun) return null;
  return (
    <div className="pm-installed-line">
      {current && <CurrentLine current={current} />}
      {current && !begun && <p className="pm-soft">{doesWhat(opened, current)}</p>}
      {begun && <p className="pm-soft">{packageTexts.installed.begun}</p>}
    </div>
  );
}

function CurrentLine({ current }: { current: Current }): ReactNode {
  const { version, at, by } = current;
  const words = packageTexts.installed;
  const link = <a href={formatHash({ page: 'installed' })}>{words.version(version)}</a>;
  return (
    <p>
      <Sentence
        words={by === undefined ? words.line : words.lineBy}
        parts={{ version: link, day: <Time at={at} day />, by }}
      />
    </p>
  );
}

function doesWhat(opened: OpenPackage, { version, by }: Current): string {
  const words = packageTexts.installed;
  const order = compareVersions(opened.version, version);
  const what =
    order > 0 ? words.update(opened.version) : order < 0 ? words.back(opened.version) : words.again;
  return by === undefined ? words.withAnswers(what) : words.withoutAnswers(what);
}
