/** Words of the frame and the shared parts in the language that is spoken. */
import { frame as english } from './en/frame.ts';
import { follow } from './language.ts';

export let texts = english;

follow('frame', (words) => {
  texts = words ?? english;
});
