/** The filters beside the list, or in a dialog where there is no room. */
import { memo } from 'react';

import { FacetGroupView } from './facet-group.tsx';

import type { FacetGroup, FacetName, ListQuery } from '#core/model/listing.ts';

export interface FacetPanelProps {
  /** Undefined before the first answer: grey shapes stand in for them. */
  groups: readonly FacetGroup[] | undefined;
  chosen: ListQuery['facets'];
  onToggle(facet: FacetName, value: string): void;
}

/** Unfolded from the beginning; the others are one press away. */
const OPEN: ReadonlySet<FacetName> = new Set(['category', 'type', 'by', 'market']);
const BONES = 7;

export const FacetPanel = memo(function FacetPanel({ groups, chosen, onToggle }: FacetPanelProps) {
  if (!groups) return <Bones />;
  return (
    <>
      {groups.map((group) => (
        <FacetGroupView
          key={group.facet}
          group={group}
          chosen={chosen?.[group.facet] ?? NONE}
          open={OPEN.has(group.facet)}
          onToggle={onToggle}
        />
      ))}
    </>
  );
});

const NONE: readonly string[] = [];

function Bones() {
  return (
    <div aria-hidden="true">
      {Array.from({ length: BONES }, (_, at) => (
        <div key={at} className="pm-facet-bone">
          <span className={at === 0 ? 'pm-bone pm-bone-short' : 'pm-bone'} />
        </div>
      ))}
    </div>
  );
}
