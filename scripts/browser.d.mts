/** Path of a Chromium or Chrome. Throws one line that says what to install. */
export function findBrowser(): string;
