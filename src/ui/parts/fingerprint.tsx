/** A full fingerprint or digest in groups for the eye; copied or searched for, it is one word. */
import { Fragment } from 'react';

import { groupsOf } from './difference.ts';

export interface FingerprintProps {
  value: string;
  /** Groups that differ from this are marked. */
  other?: string | undefined;
}

export function Fingerprint({ value, other }: FingerprintProps) {
  const groups = groupsOf(value.toUpperCase(), 'fingerprint', other?.toUpperCase());
  return <Groups className="pm-fingerprint" groups={groups} />;
}

/** A digest in lower-case hexadecimal. */
export function Digest({ value, other }: FingerprintProps) {
  return <Groups className="pm-digest" groups={groupsOf(value, 'digest', other)} />;
}

function Groups({ className, groups }: { className: string; groups: ReturnType<typeof groupsOf> }) {
  return (
    <code className={className}>
      {groups.map(({ text, differs }, at) => (
        // A group can stand twice; its place is what tells it apart.
        <Fragment key={`${at}-${text}`}>
          <span className={differs ? 'pm-differs' : undefined}>{text}</span>
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
