/** Packages as cards, drawn in growing pages so that a market of ten thousand stays usable. */
import { useEffect, useRef } from 'react';

import { Button } from '../parts/button.tsx';
import { marketTexts } from '../messages/market.ts';
import { PackageCard } from './package-card.tsx';

import type { PackageEntry } from '#core/model/market.ts';

/** Cards that each page adds. */
export const PAGE_SIZE = 100;
const BONES = 6;
/** The next page is drawn before its first card comes into sight. */
const AHEAD = '600px';

export interface PackageGridProps {
  entries: PackageEntry[];
  /** Names by `id`; given when several markets are configured. */
  marketNames: ReadonlyMap<string, string> | undefined;
  shown: number;
  onShown(count: number): void;
}

export function PackageGrid({ entries, marketNames, shown, onShown }: PackageGridProps) {
  const left = entries.length - shown;
  return (
    <>
      <ul className="pm-grid">
        {entries.slice(0, shown).map((entry) => (
          <PackageCard
            key={`${entry.market}/${entry.name}`}
            entry={entry}
            marketName={marketNames?.get(entry.market)}
          />
        ))}
      </ul>
      {left > 0 && (
        <More
          key={shown}
          count={Math.min(left, PAGE_SIZE)}
          onMore={() => onShown(shown + PAGE_SIZE)}
        />
      )}
    </>
  );
}

/** A button, pressed by itself when the end of the list comes near. */
function More({ count, onMore }: { count: number; onMore(): void }) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: AHEAD },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className="pm-more">
      <Button onClick={onMore}>{marketTexts.more(count)}</Button>
    </div>
  );
}

/** The shapes of cards while the first market is being read. */
export function SkeletonGrid() {
  return (
    <div className="pm-grid" aria-hidden="true">
      {Array.from({ length: BONES }, (_, at) => (
        <div key={at} className="pm-card pm-card-bones">
          <div className="pm-card-head">
            <span className="pm-bone pm-bone-tile" />
            <div className="pm-card-titles">
              <span className="pm-bone pm-bone-label" />
              <span className="pm-bone pm-bone-short" />
            </div>
          </div>
          <span className="pm-bone" />
          <span className="pm-bone" />
          <span className="pm-bone pm-bone-short" />
        </div>
      ))}
    </div>
  );
}
