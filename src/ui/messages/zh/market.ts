/** Chinese words. */
export { market } from '../en/market.ts';
