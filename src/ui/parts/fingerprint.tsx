/** A full fingerprint in groups of four for the eye; copied or searched for, it is one word. */
import { Fragment } from 'react';

export function Fingerprint({ value }: { value: string }) {
  const groups = value.toUpperCase().match(/.{1,4}/g) ?? [];
  return (
    <code className="pm-fingerprint">
      {groups.map((group, at) => (
        // A group can stand twice; its place is what tells it apart.
        <Fragment key={`${at}-${group}`}>
          <span>{group}</span>
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
