/** Amounts of resources in words. */
import { formatNumber } from '../messages/language.ts';
import { packageTexts } from '../messages/package.ts';
import { RESOURCES } from './resources.ts';

import type { Amounts, Resource } from './resources.ts';

/** Such as "2 GPUs, 8 CPU cores and 16 GiB of memory". */
export function amountsText(amounts: Amounts): string {
  return packageTexts.needs.list(
    RESOURCES.flatMap((kind) => {
      const amount = amounts[kind];
      return amount === undefined ? [] : [amountText(kind, amount)];
    }),
  );
}

export function amountText(kind: Resource, amount: number): string {
  const words = packageTexts.needs;
  switch (kind) {
    case 'gpu':
      return words.gpu(amount);
    case 'cpu':
      return words.cpu(amount);
    case 'memoryMB':
      return words.memory(memoryText(amount));
  }
}

/** `mib` as job protocols and the cluster count memory. */
function memoryText(mib: number): string {
  if (mib < 1024) return `${formatNumber(mib)} MiB`;
  // Rounded down to a tenth: what is free must not look like enough where it is not.
  return `${formatNumber(Math.floor((mib / 1024) * 10) / 10)} GiB`;
}
