/** The style sheet of a page that is loaded later: put in once, before its first paint. */
import { useInsertionEffect } from 'react';

import { insertStyle } from './insert.ts';

export function useStyles(name: string, css: string): void {
  useInsertionEffect(() => insertStyle(document, name, css), [name, css]);
}
