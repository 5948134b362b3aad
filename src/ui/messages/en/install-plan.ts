/** English words of the preview of a plan in the install wizard: what will be sent, and what the user decides. */

export const plan = {
  title: 'What will be sent',
  system: 'I know that this changes CDAP for all its users',
  /** Where it goes, then how it is authenticated. */
  toOpenpai: (base: string, user: string) => `${base} as user ${user}`,
  toCdap: (base: string) => `${base} (CDAP)`,
  where: {
    openpai: (openpai: string) =>
      `All of it goes to ${openpai}; nothing else is sent. The token of your login is added on sending and is no part of the plan.`,
    cdap: (cdap: string) =>
      `All of it goes to ${cdap}; nothing else is sent. CDAP’s own token, where it asks for one, goes to CDAP only and is no part of the plan.`,
    both: (openpai: string, cdap: string) =>
      `All of it goes to ${openpai} and ${cdap}; nothing else is sent. The token of your login goes to OpenPAI only, it is added on sending. CDAP’s own token, where it asks for one, goes to CDAP only and is no part of the plan.`,
  },
  /** After the title of a step of another package. */
  ofPackage: (name: string, version: string) => ` of ${name} ${version}`,
  filledJob: 'The filled job, for the portal’s submission page',
  filledJobText: 'The filled job',
  leftOut: (secrets: readonly string[]) => `Left out, to be typed there: ${secrets.join(', ')}.`,
  sendsNothing: 'Sends nothing.',
  canUndo: (purposes: readonly string[]) => `Can be undone afterwards: ${purposes.join('; ')}.`,

  request: {
    /** What it is for, with the size of its body. */
    purpose: (purpose: string, size: string) => `${purpose}, ${size}`,
    headers: 'Headers',
    answers: 'Answers',
    answerMeans: (status: number, means: string) => `${status} means ${means}`,
    means: { done: 'done', absent: 'not there', present: 'there already' },
    allAnswers: (answers: readonly string[]) => `${answers.join('; ')}; any other stops here`,
    bodyText: 'Body of the request',
    body: 'Body',
    fileOfUser: (file: string, size: string) => `The file ${file} that you gave, ${size}`,
    fileOf: (file: string, source: string, size: string) =>
      `The file ${file} of ${source}, ${size}`,
    /** After one of those, for a file from elsewhere. */
    fromAddress: ' from {address}',
    sha256: 'SHA-256 of the body',
    secrets: 'Secrets put in on sending',
    secretNames: (names: readonly string[]) => names.join(', '),
    decides: 'It only reads, and decides about',
    decidesList: (purposes: readonly string[]) => purposes.join('; '),
    compared: (what: readonly string[]) => `Compared: ${what.join(', ')}`,
    fate: {
      reads: '(only reads)',
      ask: '– you decide above',
      own: '– done before, not sent again',
      skip: '– would be skipped: it is there already',
    },
  },

  choice: {
    open: 'Choose what is to become of it; nothing was sent.',
    again: 'Send it once more',
    happened: 'It happened: go on without sending it',
    adopt: 'Use what is there',
    replace: 'replaces it',
  },

  refused: {
    system:
      'This install changes CDAP for all its users. Confirm that above first; nothing was sent.',
    undecided:
      'Some of what this install would create is there already. Choose with the plan above what is to become of it; nothing was sent.',
    notLoggedIn: 'You are not logged in to the cluster, so nothing can be installed.',
    noEnd: 'The install ended without saying how it went.',
  },
};
