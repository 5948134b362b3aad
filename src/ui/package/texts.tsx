/** The tabs of a package: its texts, files and versions, what changed between two, and the packages around it. */
import { listFiles } from '#core/find/index.ts';
import { packageTexts } from '../messages/package.ts';
import { Markdown } from '../parts/markdown.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { Compare, firstComparison } from './compare.tsx';
import { Dependencies } from './dependencies.tsx';
import { FileList } from './files.tsx';
import { listNeeded } from './needed-packages.ts';
import { VersionTable } from './versions.tsx';

import type { OpenPackage } from '#core/model/market.ts';
import type { ReactNode } from 'react';
import type { Pictures } from '../parts/pictures.ts';
import type { TabItem } from '../parts/tabs.tsx';
import type { Comparison, PackagePlace, PackageTab } from '../router.ts';
import type { JudgedReleases } from './releases.ts';

export interface TextsProps {
  opened: OpenPackage;
  judged: JudgedReleases;
  pictures: Pictures;
  /** Milliseconds since the epoch. */
  now: number;
  /** The version that is installed, if one is. */
  installed: string | undefined;
  tab: PackageTab | undefined;
  /** Two versions that were chosen. */
  compare: Comparison | undefined;
  onPlace: (place: PackagePlace) => void;
}

export function Texts(props: TextsProps): ReactNode {
  const { opened, installed, tab, compare, onPlace } = props;
  const choose = (chosen: Comparison) => onPlace({ tab: 'compare', compare: chosen });
  const compareWith = (version: string) => choose(firstComparison(opened, version));
  const items: (TabItem<PackageTab> | undefined)[] = [
    ...writtenTabs(props),
    filesTab(opened),
    {
      key: 'versions',
      title: packageTexts.tabs.versions(opened.versions.length),
      panel: () => <VersionTable {...props} onCompare={compareWith} />,
    },
    opened.versions.length > 1
      ? {
          key: 'compare',
          title: packageTexts.tabs.compare,
          panel: () => (
            <Compare
              opened={opened}
              chosen={compare ?? firstComparison(opened, installed)}
              onChoose={choose}
              installed={installed}
            />
          ),
        }
      : undefined,
    dependenciesTab(opened),
  ];
  return (
    <Tabs
      label={packageTexts.tabs.label}
      items={items.filter((item) => item !== undefined)}
      chosen={tab}
      onChoose={(next) => onPlace({ tab: next })}
    />
  );
}

function writtenTabs({ opened, pictures }: TextsProps): (TabItem<PackageTab> | undefined)[] {
  const { readme, spec } = opened;
  const changelog = opened.changelog ?? spec.changelog;
  const words = packageTexts.tabs;
  return [
    readme
      ? {
          key: 'readme',
          title: words.readme,
          panel: () => <Markdown text={readme} pictures={pictures} />,
        }
      : undefined,
    changelog
      ? {
          key: 'changelog',
          title: words.changelog,
          panel: () => <Markdown text={changelog} pictures={pictures} />,
        }
      : undefined,
  ];
}

function filesTab({ spec }: OpenPackage): TabItem<PackageTab> | undefined {
  const count = listFiles(spec).size;
  if (count === 0 && !spec.archive) return undefined;
  const words = packageTexts.tabs;
  return {
    key: 'files',
    title: count > 0 ? words.filesCount(count) : words.files,
    panel: () => <FileList spec={spec} />,
  };
}

function dependenciesTab(opened: OpenPackage): TabItem<PackageTab> {
  const count = listNeeded(opened.spec).length;
  const words = packageTexts.tabs;
  return {
    key: 'dependencies',
    title: count > 0 ? words.dependenciesCount(count) : words.dependencies,
    panel: () => <Dependencies opened={opened} />,
  };
}
