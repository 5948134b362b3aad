/** Writes a job protocol as YAML for people to edit: every reader of YAML, old or new, reads it as the same. */
import {
  DEFAULT_SCALAR_STYLE_RULES,
  dump,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_PLAIN,
} from 'js-yaml';

import type { ScalarLayout } from 'js-yaml';

/** No number, time, merge key or marker begins so, in any version of YAML. */
const PLAIN = /^[A-Za-z_/$]/;
/** What some reader refuses or folds, and what cannot be seen or turns the line around (U04). */
const HIDDEN = /[\u007f-\u009f\u2028\u2029\ufffe\uffff\p{Cf}\p{Cs}]/gu;

/** Block style, without anchors. The value is plain JSON data, such as `parseProtocol` gives. */
export function dumpProtocol(protocol: object): string {
  const text = dump(protocol, {
    noRefs: true,
    lineWidth: -1,
    quoteStyle: 'double',
    scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteDoubtful],
  });
  // They stand in double quotes only, where YAML has escapes for them.
  return text.replace(HIDDEN, escape);
}

function quoteDoubtful(layout: ScalarLayout): void {
  const { tag, value } = layout.node;
  if (tag !== 'tag:yaml.org,2002:str') return;
  const isPlain = layout.style === SCALAR_STYLE_PLAIN;
  const doubtful = isPlain && !PLAIN.test(value);
  if (doubtful || value.search(HIDDEN) >= 0) layout.style = SCALAR_STYLE_DOUBLE_QUOTED;
}

function escape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const digits = code.toString(16).padStart(code > 0xffff ? 8 : 4, '0');
  return `${code > 0xffff ? '\\U' : '\\u'}${digits}`;
}
