/** The oldest time that any clock may show: a clock before it is wrong. Raised with every release. */

/** Milliseconds since the epoch. */
export const CLOCK_FLOOR = Date.UTC(2026, 10, 1);
