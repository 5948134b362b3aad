/** The package page: opens and verifies the version, and leads to its wizard when nothing stands against it. */
import { useEffect, useState } from 'react';

import { LicenseDialog } from '../license/dialog.tsx';
import { useRouter } from '../router.ts';
import { useServices } from '../services.ts';
import { useHandover } from '../state/handover.ts';
import { useResource } from '../state/use-resource.ts';
import documents from '../styles/documents.css?inline';
import css from '../styles/package.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { findBlocker } from './blocker.ts';
import { PackageFailure, PackageSkeleton, PackageView } from './view.tsx';

import type { OpenPackage, PackageRef } from '#core/model/market.ts';
import type { ReactNode } from 'react';

/** The address names the version, or the newest is shown. */
export function PackagePage(props: PackageRef): ReactNode {
  useStyles('documents', documents);
  useStyles('package', css);
  const { market, name, version } = props;
  const services = useServices();
  const resource = useResource(
    (signal) => services.openPackage({ market, name, ...(version ? { version } : {}) }, signal),
    [services, market, name, version],
  );
  switch (resource.status) {
    case 'ready':
      return <Opened key={resource.value.version} opened={resource.value} />;
    case 'failed':
      return <PackageFailure {...props} error={resource.error} onRetry={resource.reload} />;
    default:
      return <PackageSkeleton market={market} name={name} />;
  }
}

function Opened({ opened }: { opened: OpenPackage }): ReactNode {
  const services = useServices();
  const router = useRouter();
  const handover = useHandover();
  const told = useTold(opened);
  const [pressed, setPressed] = useState(false);
  const [reading, setReading] = useState(false);
  const [now] = useState(() => Date.now());
  const { name, version } = opened;
  const blocker = findBlocker(opened, services.user);
  // That nobody is logged in is said when it matters; what stands against the package itself at once.
  const shown = blocker && (pressed || blocker.code !== 'login-required') ? blocker : undefined;
  const install = () => {
    if (blocker) return setPressed(true);
    handover.forget();
    handover.intend(opened);
    router.navigate({ page: 'install', market: opened.market.id, name, version });
  };
  return (
    <>
      <PackageView
        opened={opened}
        now={now}
        told={told}
        blocked={shown}
        licenseAccepted={opened.license !== undefined && services.licenseAccepted(opened)}
        onReadLicense={() => setReading(true)}
        onInstall={install}
      />
      {reading && opened.license && (
        <LicenseDialog
          label={opened.spec.label ?? name}
          version={version}
          licenseId={opened.spec.licenseId}
          text={opened.license.text}
          onDismiss={() => setReading(false)}
        />
      )}
    </>
  );
}

/** Words that the wizard left, set after the first paint, so that they are announced. */
function useTold(opened: OpenPackage): string {
  const handover = useHandover();
  const [told, setTold] = useState('');
  const { market, name, version } = opened;
  useEffect(() => {
    setTold(handover.told({ page: 'package', market: market.id, name, version }) ?? '');
  }, [handover, market, name, version]);
  return told;
}
