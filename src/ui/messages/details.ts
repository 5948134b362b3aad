/** Words for the details of errors in the language that is spoken. */
import { details as english } from './en/details.ts';
import { follow } from './language.ts';

export let detailTexts = english;

follow('details', (words) => {
  detailTexts = words ?? english;
});
