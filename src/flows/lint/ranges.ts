/** The version ranges of a release, wherever the format has them. */
import { own, textOf } from './fields.ts';

import type { Path, Release } from './model.ts';

export interface RangeText {
  /** What it is a range of. */
  cluster: 'OpenPAI' | 'CDAP';
  text: string;
  path: Path;
}

export function rangesOf({ fields, at }: Pick<Release, 'fields' | 'at'>): RangeText[] {
  const found: RangeText[] = [];
  for (const [key, cluster] of [
    ['paiVersion', 'OpenPAI'],
    ['cdapVersion', 'CDAP'],
  ] as const) {
    const text = textOf(fields, key);
    if (text !== undefined) found.push({ cluster, text, path: [...at, key] });
  }
  return found;
}

/** The two bounds of the older spelling, `dependencies.cdap`. */
export function oldBounds({ fields, at }: Pick<Release, 'fields' | 'at'>): RangeText | undefined {
  const cdap = own(own(fields, 'dependencies'), 'cdap');
  const [low, high] = [textOf(cdap, 'minVersion'), textOf(cdap, 'maxVersion')];
  if (low === undefined && high === undefined) return undefined;
  return {
    cluster: 'CDAP',
    text: `[${low ?? ''},${high ?? ''})`,
    path: [...at, 'dependencies', 'cdap'],
  };
}
