/** Chinese words of the page of what is installed, and of receipts. */
import type { installed as English } from '../en/installed.ts';

export const installed: typeof English = {};
