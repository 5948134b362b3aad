/** Words of the install wizard in the language that is spoken. */
import { install as english } from './en/install.ts';
import { follow } from './language.ts';

export let installTexts = english;

follow('install', (words) => {
  installTexts = words ?? english;
});
