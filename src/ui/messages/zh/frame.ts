/** Chinese words. */
export { frame } from '../en/frame.ts';
