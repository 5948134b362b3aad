/** Words of the page of what is installed, and of receipts in the language that is spoken. */
import { installed as english } from './en/installed.ts';
import { follow } from './language.ts';

export let installedTexts = english;

follow('installed', (words) => {
  installedTexts = words ?? english;
});
