/** The package page: opens and verifies the version, and leads to its wizard when nothing stands against it. */
import { useEffect, useMemo, useRef, useState } from 'react';

import { LicenseDialog } from '../license/dialog.tsx';
import { createPictures } from '../parts/pictures.ts';
import { useRouter } from '../router.ts';
import { useServices } from '../services.ts';
import { useHandover } from '../state/handover.ts';
import { useResource } from '../state/use-resource.ts';
import documents from '../styles/documents.css?inline';
import tabs from '../styles/package-tabs.css?inline';
import css from '../styles/package.css?inline';
import { useStyles } from '../styles/use-styles.ts';
import { findBlocker } from './blocker.ts';
import { judgeReleases } from './releases.ts';
import { useInstalled } from './use-installed.ts';
import { PackageFailure, PackageSkeleton, PackageView } from './view.tsx';

import type { ClusterVersions } from '#core/model/listing.ts';
import type { OpenPackage, PackageRef } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Pictures } from '../parts/pictures.ts';
import type { PackagePlace, PackageTab } from '../router.ts';
import type { FreeResources } from './needs.tsx';
import type { TextsProps } from './texts.tsx';
import type { CurrentInstall } from './use-installed.ts';

/** The address names the version, or the newest that suits the clusters is shown. */
export function PackagePage(props: PackageRef & PackagePlace): ReactNode {
  useStyles('documents', documents);
  useStyles('package', css);
  useStyles('package-tabs', tabs);
  const { market, name, version } = props;
  const services = useServices();
  const { tab, onPlace } = usePlace(props);
  // Asked beside the package, so that nothing moves once that is shown.
  const clusters = useClusterVersions();
  const installed = useInstalled(market, name);
  const resource = useResource(
    (signal) => services.openPackage({ market, name, ...(version ? { version } : {}) }, signal),
    [services, market, name, version],
  );
  switch (resource.status) {
    case 'ready':
      return (
        <Opened
          key={resource.value.version}
          {...{ clusters, installed, tab, onPlace }}
          compare={props.compare}
          opened={resource.value}
        />
      );
    case 'failed':
      return <PackageFailure {...props} error={resource.error} onRetry={resource.reload} />;
    default:
      return <PackageSkeleton market={market} name={name} />;
  }
}

/** What is looked at is in the address; a tab stays chosen from version to version. */
function usePlace({ market, name, version, tab }: PackageRef & PackagePlace) {
  const router = useRouter();
  const last = useRef<PackageTab>();
  useEffect(() => {
    if (tab) last.current = tab;
  }, [tab]);
  const onPlace = (place: PackagePlace) =>
    router.navigate(
      { page: 'package', market, name, ...(version ? { version } : {}), ...place },
      { replace: true },
    );
  return { tab: tab ?? last.current, onPlace };
}

interface OpenedProps extends Pick<TextsProps, 'tab' | 'compare' | 'onPlace'> {
  opened: OpenPackage;
  clusters: ClusterVersions;
  installed: CurrentInstall | undefined;
}

function Opened(props: OpenedProps): ReactNode {
  const { opened, clusters, installed, tab, compare, onPlace } = props;
  const services = useServices();
  const told = useTold(opened);
  const pictures = usePictures(opened);
  const free = useFreeResources(opened);
  const install = useInstall(opened);
  const [reading, setReading] = useState(false);
  const [now] = useState(() => Date.now());
  const judged = useMemo(() => judgeReleases(opened, clusters), [opened, clusters]);
  const { name, version } = opened;
  return (
    <>
      <PackageView
        {...{
          opened,
          judged,
          clusters,
          pictures,
          installed,
          free,
          now,
          told,
          tab,
          compare,
          onPlace,
        }}
        blocked={install.blocked}
        licenseAccepted={opened.license !== undefined && services.licenseAccepted(opened)}
        onReadLicense={() => setReading(true)}
        onInstall={install.press}
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

/** The way to the wizard, or what stands against it. */
function useInstall(opened: OpenPackage) {
  const services = useServices();
  const router = useRouter();
  const handover = useHandover();
  const [pressed, setPressed] = useState(false);
  const { market, name, version } = opened;
  const blocker = findBlocker(opened, services.user);
  return {
    // That nobody is logged in is said when it matters; what stands against the package itself at once.
    blocked: blocker && (pressed || blocker.code !== 'login-required') ? blocker : undefined,
    press() {
      if (blocker) return setPressed(true);
      handover.forget();
      handover.intend(opened);
      router.navigate({ page: 'install', market: market.id, name, version });
    },
  };
}

const UNKNOWN: ClusterVersions = {};

/** What is not known yet stands against nothing. */
function useClusterVersions(): ClusterVersions {
  const services = useServices();
  const versions = useResource(() => services.clusterVersions(), [services]);
  return versions.status === 'ready' ? versions.value : UNKNOWN;
}

/** Asked once the package is verified, as every question to the cluster; without a login or a need there is none. */
function useFreeResources({ spec: { needs } }: OpenPackage): FreeResources {
  const services = useServices();
  const isAsked = needs !== undefined && services.user !== undefined;
  return useResource(
    isAsked ? (signal: AbortSignal) => services.virtualClusters(signal) : undefined,
    [services, isAsked],
  );
}

/** Those that the description pins, read when they are near to be seen; given up when the page is left. */
function usePictures(opened: OpenPackage): Pictures {
  const services = useServices();
  const pictures = useMemo(
    () =>
      createPictures(Object.keys(opened.spec.files ?? {}), (file, signal) =>
        services.packagePicture(opened, file, signal),
      ),
    [services, opened],
  );
  useEffect(() => () => pictures.dispose(), [pictures]);
  return pictures;
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
