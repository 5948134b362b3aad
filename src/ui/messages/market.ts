/** Words of the list of packages in the language that is spoken. */
import { market as english } from './en/market.ts';
import { follow } from './language.ts';

export let marketTexts = english;

follow('market', (words) => {
  marketTexts = words ?? english;
});
