/** Chinese words of the page of a package. */
import type { pack as English } from '../en/package.ts';

export const pack: typeof English = {};
