/** When the errors of a field may show: once it was left after a change, or not typed into for a while. */
import { useEffect, useRef, useState } from 'react';

import type { FieldValue } from '#core/model/install.ts';

/** Long enough that nobody is corrected in the middle of a word. */
const PAUSE_MS = 1200;

export interface Settled {
  /** Ids of the fields. */
  fields: ReadonlySet<string>;
  leave: (field: string) => void;
}

/** `values` are those of one step; changes count from whichever side they come. */
export function useSettled(values: Record<string, FieldValue>): Settled {
  const [fields, setFields] = useState<ReadonlySet<string>>(new Set());
  const before = useRef(values);
  const changed = useRef(new Set<string>());
  const settle = (ids: Iterable<string>) => {
    const news = [...ids].filter((id) => changed.current.delete(id));
    if (news.length > 0) setFields((known) => new Set([...known, ...news]));
  };
  useEffect(() => {
    const ids = new Set([...Object.keys(values), ...Object.keys(before.current)]);
    for (const id of ids) {
      if (values[id] !== before.current[id]) changed.current.add(id);
    }
    before.current = values;
    if (changed.current.size === 0) return;
    const timer = setTimeout(() => settle(changed.current), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [values]);
  return { fields, leave: (field) => settle([field]) };
}
