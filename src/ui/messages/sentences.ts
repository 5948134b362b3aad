/** Sentences that the planner and the flows write in English, in the language that is spoken; what a package says stays as it is. */
import { follow } from './language.ts';

type Tell = (text: string) => string;

const inEnglish: Tell = (text) => text;

/** What a step, a request, a warning or a finding is about; labels and help of fields that are not the package's own. */
export let told: Tell = inEnglish;

/** Why an answer, or a job that was typed, does not do. */
export let toldAnswer: Tell = inEnglish;

follow('sentences', (words) => {
  told = words?.plan ?? inEnglish;
  toldAnswer = words?.answer ?? inEnglish;
});
