/** What stands at a wizard's address before anything was pressed: Install, or Resume where an install was begun. */
import { useEffect, useState } from 'react';

import { Button } from '../parts/button.tsx';
import { LevelNotice } from '../parts/level-notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
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
  return (
    <div className="pm-page pm-install">
      <h1 className="pm-title">
        Install {toLine(ref.name, TEXT_LIMITS.label)} {ref.version}
      </h1>
      <LevelNotice market={ref.market} />
      {begun ? (
        <>
          <p>
            <strong>An install of this package was begun here and not ended.</strong>{' '}
            {begun.running
              ? 'Another tab of this browser is at it.'
              : 'It can go on where it stopped; nothing that was done is done again.'}
          </p>
          <BegunSteps unfinished={begun} />
        </>
      ) : (
        <p>
          You came here by an address, so nothing has begun. Read{' '}
          <a href={href}>what this package does</a> before you install it.
        </p>
      )}
      <div className="pm-buttons">
        {begun && !begun.running ? (
          <>
            <Button kind="primary" onClick={onResume}>
              Resume
            </Button>
            <a className="pm-button pm-button-secondary" href={href}>
              To the package
            </a>
          </>
        ) : (
          <Button kind="primary" onClick={onInstall}>
            {begun ? 'Go on' : 'Install'}
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
