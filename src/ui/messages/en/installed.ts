/** English words of the page of what is installed, and of receipts. */
export const installed = {};
