/** The tabs of a package: its texts, files and versions, what changed between two, and the packages around it. */
import { useState } from 'react';

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
import type { Comparison } from './compare.tsx';
import type { JudgedReleases } from './releases.ts';

export type TabName = 'readme' | 'changelog' | 'files' | 'versions' | 'compare' | 'dependencies';

export interface TextsProps {
  opened: OpenPackage;
  judged: JudgedReleases;
  pictures: Pictures;
  /** Milliseconds since the epoch. */
  now: number;
  /** The version that is installed, if one is. */
  installed: string | undefined;
  tab: TabName | undefined;
  onTab: (tab: TabName) => void;
}

export function Texts(props: TextsProps): ReactNode {
  const { opened, installed, tab, onTab } = props;
  const [chosen, setChosen] = useState<Comparison>();
  const comparison = chosen ?? firstComparison(opened, installed);
  const compareWith = (version: string) => {
    setChosen(firstComparison(opened, version));
    onTab('compare');
  };
  const items: (TabItem<TabName> | undefined)[] = [
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
              chosen={comparison}
              onChoose={setChosen}
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
      onChoose={onTab}
    />
  );
}

function writtenTabs({ opened, pictures }: TextsProps): (TabItem<TabName> | undefined)[] {
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

function filesTab({ spec }: OpenPackage): TabItem<TabName> | undefined {
  const count = listFiles(spec).size;
  if (count === 0 && !spec.archive) return undefined;
  const words = packageTexts.tabs;
  return {
    key: 'files',
    title: count > 0 ? words.filesCount(count) : words.files,
    panel: () => <FileList spec={spec} />,
  };
}

function dependenciesTab(opened: OpenPackage): TabItem<TabName> {
  const count = listNeeded(opened.spec).length;
  const words = packageTexts.tabs;
  return {
    key: 'dependencies',
    title: count > 0 ? words.dependenciesCount(count) : words.dependencies,
    panel: () => <Dependencies opened={opened} />,
  };
}
