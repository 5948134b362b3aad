/** Times of making that are in the wrong unit, or not yet. */
import { fixOf, replaceValue } from '#core/lint/index.ts';
import { own } from '../fields.ts';

import type { Check } from '../model.ts';

/** Seconds of a clock that goes wrong. */
const DAY = 86_400;
/** In seconds this is the year 3168, in milliseconds 1970-01-14 … */
const MILLISECONDS = 100_000_000_000;
/** OpenPAI, CDAP and their packages are younger than the year 2000. */
const OLDEST = 946_684_800;

export const createdTime: Check = {
  name: 'created-time',
  title: 'The time of making is not right',
  severity: 'warning',
  fixable: true,
  release({ document, at, fields }, tell, { now }) {
    const created = own(fields, 'created');
    if (typeof created !== 'number' || !Number.isFinite(created)) return;
    const path = [...at, 'created'];
    if (created >= MILLISECONDS) {
      const seconds = Math.floor(created / 1000);
      const message = `"created" is counted in seconds since 1970; ${created} are milliseconds. Write ${seconds}.`;
      const edit = replaceValue(document, path, seconds);
      tell(document, { message, path, ...fixOf(edit, `${created} becomes ${seconds}`) });
    } else if (created > now / 1000 + DAY) {
      tell(document, { message: `"created" is ${iso(created)}, which is yet to come.`, path });
    } else if (created < OLDEST) {
      tell(document, {
        message: `"created" is ${iso(created)}: it is counted in seconds since 1970.`,
        path,
      });
    }
  },
};

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
