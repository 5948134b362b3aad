/** Words for the errors of repositories and of publishing. */
import type { ErrorCode } from './errors.ts';
import type { ProblemWords } from './problem-words.ts';

export const PUBLISH_PROBLEMS = {
  'repository-missing': {
    title: 'There is no repository here',
    advice:
      'Make one with “pai-market init”, go into a folder of one, or name it with --repository.',
  },
  'repository-invalid': {
    title: 'The repository cannot be used as it is',
    advice:
      'Correct what the message names; the list and the index in .pai-market/state can be removed at any time, they are made again.',
  },
  'repository-busy': {
    title: 'Somebody else is changing this',
    advice: 'Nothing was done. Wait until the other command has ended, then run this one again.',
  },
  'version-published': {
    title: 'A published version was changed',
    advice:
      'Give what changed a new version; only --replace puts other bytes in the place of what users may have installed.',
  },
  'publish-conflict': {
    title: 'Somebody else is publishing to this target',
    advice:
      'Nothing of yours was made visible. Wait, look at what the other one published, and publish again.',
  },
  'target-unreachable': {
    title: 'The place to publish to does not answer',
    advice:
      'Look at address, network and region, then run the command again: it goes on where it stopped.',
  },
  'target-forbidden': {
    title: 'The place to publish to refuses you',
    advice: 'Check the credentials and the rights of this account.',
  },
  'target-invalid': {
    title: 'The place to publish to holds something else',
    advice: 'Publish to an empty place, or to one that holds this market.',
  },
  'key-agent': {
    title: 'The key agent did not sign',
    advice: 'Try the same with gpg itself: gpg --detach-sign FILE; it says what is missing.',
  },
} as const satisfies Partial<Record<ErrorCode, ProblemWords>>;
