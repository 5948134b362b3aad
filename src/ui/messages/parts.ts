/** Words of the shared parts that come with a later page, in the language that is spoken. */
import { parts as english } from './en/parts.ts';
import { follow } from './language.ts';

export let partTexts = english;

follow('parts', (words) => {
  partTexts = words ?? english;
});
