/** A sentence of a language with parts that are more than text, so that each language puts them where they belong. */
import { Fragment } from 'react';

import type { ReactNode } from 'react';

export interface SentenceProps {
  /** Such as "Signed by {name} on {time}"; a name without a part stays as it is. */
  words: string;
  /** By the names in braces. */
  parts: Readonly<Record<string, ReactNode>>;
}

export function Sentence({ words, parts }: SentenceProps) {
  const pieces = words.split(/\{(\w+)\}/);
  return pieces.map((piece, at) => {
    // Every second piece is a name: `split` puts what the group took between the texts.
    const shown = at % 2 === 0 ? piece : Object.hasOwn(parts, piece) ? parts[piece] : `{${piece}}`;
    return <Fragment key={at}>{shown}</Fragment>;
  });
}
