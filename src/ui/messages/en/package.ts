/** English words of the page of a package. */
export const pack = {};
