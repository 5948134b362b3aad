/** Chinese words of the install wizard. */
import type { install as English } from '../en/install.ts';

export const install: typeof English = {};
