/** English words of the install wizard. */
export const install = {};
