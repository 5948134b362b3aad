/** What stands at a wizard's address before anything was pressed: Install, or Resume where an install was begun. */
import { useEffect, useState } from 'react';

import { installTexts } from '../messages/install.ts';
import { Button } from '../parts/button.tsx';
import { LevelNotice } from '../parts/level-notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import { formatHash } from '../router.ts';
import { useServices } from '../services.ts';
import { BegunSteps } from './unfinished-view.tsx';
import { findUnfinished, LOOK_EVERY } from './unfinished.ts';

import type { Unfinished } from '#core/model/install.ts';
import type { ReactNode } from 'react';

export interface AskFirstProps {
  market: string;
  name: string;
  version: string;
  onInstall: () => void;
  onResume: () => void;
}

export function AskFirst(props: AskFirstProps): ReactNode {
  const { onInstall, onResume, ...ref } = props;
  const begun = useUnfinished(ref);
  const href = formatHash({ page: 'package', ...ref });
  const { before, buttons } = installTexts;
  return (
    <div className="pm-page pm-install">
      <h1 className="pm-title">
        {installTexts.title(toLine(ref.name, TEXT_LIMITS.label), ref.version)}
      </h1>
      <LevelNotice market={ref.market} />
      {begun ? (
        <>
          <p>
            <strong>{before.begunTitle}</strong>{' '}
            {begun.running ? before.begunElsewhere : before.begunHere}
          </p>
          <BegunSteps unfinished={begun} />
        </>
      ) : (
        <p>
          <Sentence
            words={before.byAddress}
            parts={{ link: <a href={href}>{before.byAddressLink}</a> }}
          />
        </p>
      )}
      <div className="pm-buttons">
        {begun && !begun.running ? (
          <>
            <Button kind="primary" onClick={onResume}>
              {buttons.resume}
            </Button>
            <a className="pm-button pm-button-secondary" href={href}>
              {before.toPackage}
            </a>
          </>
        ) : (
          <Button kind="primary" onClick={onInstall}>
            {begun ? before.goOn : buttons.install}
          </Button>
        )}
      </div>
    </div>
  );
}

function useUnfinished(ref: Pick<AskFirstProps, 'market' | 'name' | 'version'>) {
  const services = useServices();
  const [begun, setBegun] = useState<Unfinished>();
  const { market, name, version } = ref;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async () => {
      const found = await findUnfinished(services, { market, name, version }).catch(() => {
        // Storage that cannot be read is told by the wizard, once it is asked for.
        return undefined;
      });
      if (gone) return;
      setBegun(found);
      // The other tab may end at any time; then it is offered here.
      if (found?.running) timer = setTimeout(() => void look(), LOOK_EVERY);
    };
    if (services.user !== undefined) void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [services, market, name, version]);
  return begun;
}
