/** Words for the values of filters: the market's own, ours for steps and codes. */
import { marketTexts } from '../messages/market.ts';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';

import type { FacetGroup, FacetName, FacetValue } from '#core/model/listing.ts';

/** What a value of a filter is called. */
export function valueLabel(
  facet: FacetName,
  { value, label }: Pick<FacetValue, 'value' | 'label'>,
) {
  const own = ownWords(facet, value);
  return own ?? (toLine(label ?? value, TEXT_LIMITS.label) || toLine(value) || '–');
}

/** The same where only the value is known; titles come from the groups of an answer. */
export function chosenLabel(
  facet: FacetName,
  value: string,
  groups: readonly FacetGroup[],
): string {
  const known = groups
    .find((group) => group.facet === facet)
    ?.values.find((each) => each.value === value);
  return valueLabel(facet, known ?? { value });
}

function ownWords(facet: FacetName, value: string): string | undefined {
  switch (facet) {
    case 'type':
      return known(marketTexts.types, value);
    case 'fits':
      return known(marketTexts.fits, value);
    case 'signer':
      return value === 'none' ? marketTexts.unsigned : undefined;
    case 'gpu':
      return value === '0' ? marketTexts.noGpu : marketTexts.gpuSteps(steps(value));
    case 'cpu':
      return marketTexts.cpuSteps(steps(value));
    case 'memory':
      return marketTexts.memorySteps(steps(value));
    default:
      return undefined;
  }
}

function known(words: Record<string, string>, value: string): string | undefined {
  return Object.hasOwn(words, value) ? words[value] : undefined;
}

/** `2-4` and `5+` as they are read. */
function steps(value: string): string {
  const open = /^(\d+)\+$/.exec(value);
  return open ? marketTexts.orMore(open[1] ?? '') : toLine(value).replace('-', '–');
}
