/** Sentences that the planner and the flows write in English, such as what a request is for, in the language that is spoken. */
import { follow } from './language.ts';

type Tell = (sentence: string) => string;

const inEnglish: Tell = (sentence) => sentence;

/** The sentence itself where it is not known, as those that a package brings are not. */
export let told: Tell = inEnglish;

follow('sentences', (words) => {
  told = words ?? inEnglish;
});
