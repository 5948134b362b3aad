/** A text in which the words that the search met are marked. */
import { markWords } from '#core/find/index.ts';

import type { ReactNode } from 'react';

export interface MarkedProps {
  /** Made harmless already. */
  text: string;
  marks: readonly string[];
}

export function Marked({ text, marks }: MarkedProps): ReactNode {
  if (marks.length === 0) return text;
  const parts = markWords(text, marks);
  if (!parts.some(({ marked }) => marked)) return text;
  return parts.map((part, at) => (part.marked ? <mark key={at}>{part.text}</mark> : part.text));
}
