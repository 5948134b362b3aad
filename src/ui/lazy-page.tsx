/** A page that is loaded when it is first shown. Unlike React.lazy, a failed load can be tried again. */
import { MarketError } from '#core/errors.ts';
import { Bones } from './parts/bones.tsx';
import { ErrorAlert } from './parts/error-alert.tsx';
import { Status } from './parts/status.tsx';
import { useResource } from './state/use-resource.ts';
import { texts } from './messages/frame.ts';

import type { ComponentType, ReactElement } from 'react';

type PageView<Props> = (props: Props) => ReactElement;

/** `load` imports the module and gives its page. */
export function lazyPage<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): PageView<Props> {
  let loaded: ComponentType<Props> | undefined;
  const loadOnce = async () => {
    try {
      loaded = await load();
    } catch (cause) {
      throw new MarketError('net-unreachable', texts.partMissing, { cause });
    }
  };
  return function LazyPage(props) {
    const page = useResource(loaded ? undefined : loadOnce, []);
    const View = loaded;
    if (View) return <View {...props} />;
    if (page.status === 'failed') {
      return (
        <div className="pm-page">
          <ErrorAlert error={page.error} onRetry={page.reload} />
        </div>
      );
    }
    return <PageSkeleton />;
  };
}

/** Grey shapes of a heading and some lines while a page or a package is on its way. */
function PageSkeleton() {
  return (
    <div className="pm-page">
      <Status hidden>{texts.loadingPage}</Status>
      <Bones className="pm-skeleton-page" />
    </div>
  );
}
