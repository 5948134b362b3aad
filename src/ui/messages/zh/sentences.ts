/** Chinese for the sentences of the planner and the flows, by the shape that each has in English. */
import { ANSWERS } from './phrases/answers.ts';
import { makeBook } from './phrases/book.ts';
import { CDAP } from './phrases/cdap.ts';
import { FINDINGS } from './phrases/findings.ts';
import { JOBS } from './phrases/jobs.ts';
import { PROTOCOL } from './phrases/protocol.ts';

// What is found has a request or a thing in front, so it is looked for before these.
const PLAN = [...FINDINGS, ...JOBS, ...CDAP];

export const sentences = {
  /** Labels, help, requests, warnings, findings. */
  plan: makeBook(PLAN),
  /** Why an answer or a job protocol does not do; apart, as these fit what a package may say of itself, too. */
  answer: makeBook([...PLAN, ...PROTOCOL, ...ANSWERS]),
};
