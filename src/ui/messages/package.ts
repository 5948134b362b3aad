/** Words of the page of a package in the language that is spoken. */
import { pack as english } from './en/package.ts';
import { follow } from './language.ts';

export let packageTexts = english;

follow('package', (words) => {
  packageTexts = words ?? english;
});
