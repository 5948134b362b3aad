/** Reads a document into its single values, each with the keys that lead to it and the line where it stands. */
import { toPlainData } from './plain-data.ts';
import { readYaml } from './yaml.ts';
import { pathTo } from './yaml-node.ts';

import type { Limits } from '../limits.ts';
import type { NodePlace } from './yaml-node.ts';

export interface Leaf {
  keys: (string | number)[];
  /** Null also for an empty list or mapping. */
  value: string | number | boolean | null;
  /** From 1; of a value that came by an alias or a merge the line of that. */
  line: number;
  /** Whether each line of the text is a line of the file, `line` being the first. */
  literal: boolean;
}

/** As `parseYaml`, in the order of the document. Throws `source-invalid` as it does. */
export function readLeaves(text: string, limits: Limits): Leaf[] {
  const places = new Map<string, NodePlace>();
  const { value, source } = readYaml(text, limits, (path, place) => void places.set(path, place));
  const lines = lineStarts(source);
  const leaves: Leaf[] = [];
  const visit = (each: unknown, keys: (string | number)[], at: At): void => {
    const place = places.get(at.path) ?? { offset: at.offset, literal: false };
    if (typeof each !== 'object' || each === null || Object.keys(each).length === 0) {
      const single = typeof each === 'object' ? null : (each as Leaf['value']);
      leaves.push({ keys, value: single, ...toLine(place, lines) });
      return;
    }
    // What is merged stands where `<<` does.
    const { offset } = places.get(pathTo(at.path, '<<')) ?? place;
    for (const [key, item] of Object.entries(each)) {
      const name = Array.isArray(each) ? Number(key) : key;
      visit(item, [...keys, name], { path: pathTo(at.path, key), offset });
    }
  };
  visit(toPlainData(value, limits), [], { path: '', offset: 0 });
  return leaves;
}

interface At {
  path: string;
  /** Of the nearest thing around it that stands in the text. */
  offset: number;
}

function toLine({ offset, literal }: NodePlace, lines: readonly number[]) {
  let low = 0;
  let high = lines.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, literal };
}

function lineStarts(source: string): number[] {
  return [0, ...[...source.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
}
