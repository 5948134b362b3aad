/** English words of the shared parts that come with a later page: fields, evidence, receipts, undo, licences. */
import { listOf } from '../language.ts';

import type { Receipt, ReceiptRequest, ReceiptStep } from '#core/model/generated.ts';
import type { TrustLevel } from '#core/model/trust.ts';

const LEVELS: Readonly<Record<TrustLevel, string>> = {
  strict:
    'strict: the list of packages, this description and the archive must be signed, fresh, and bound to each other',
  signatures:
    'signatures: this description and the archive must be signed; the list of packages is not, so versions may be missing',
  off: 'off: nothing proves who made this package, or that it was not changed',
};

const TRUST: Readonly<Record<Receipt['trust'], string>> = {
  strict: 'strict: signed index, packages and archives',
  signatures: 'signatures: packages and archives signed, list unsigned',
  off: 'off: nothing was verified',
};

const STEPS: Readonly<Record<ReceiptStep['state'], string>> = {
  done: 'done',
  failed: 'failed',
  'not-started': 'not started',
};

const OUTCOMES: Readonly<Record<ReceiptRequest['outcome'], string>> = {
  done: 'done',
  found: 'done; its answer was lost, the cluster has it',
  skipped: 'not sent, the same was there already',
  adopted: 'not sent, what was there is used',
  absent: 'not there',
  present: 'there',
  failed: 'failed',
  unknown: 'unknown: the answer was lost',
  undone: 'undone since',
};

export const parts = {
  field: {
    required: 'required',
    fixed: 'set by the publisher',
    hide: 'Hide',
    show: 'Show',
    choose: 'Choose…',
    none: 'None that you may use.',
    noJson: (line?: number) =>
      line === undefined
        ? 'This is no JSON: {reason}'
        : `This is no JSON in line ${line}: {reason}`,
  },
  file: {
    stop: 'Stop reading',
    remove: 'Remove',
    choose: 'Choose a file',
    chooseOther: 'Choose another file',
    drop: (endings: readonly string[]) =>
      endings.length > 0 ? `or drop it here (${endings.join(', ')})` : 'or drop it here',
    reading: (name: string, size: string) => `Reading ${name} (${size})…`,
    readSoFar: 'Read so far',
    none: (endings: readonly string[]) =>
      endings.length > 0
        ? `No file is chosen yet. It must end in ${listOf(endings, 'or')}.`
        : 'No file is chosen yet.',
    chosen: (size: string) => `{name}, ${size}`,
    one: (count: number) => `One file is needed here, not ${count}.`,
    notTaken: (name: string, endings: readonly string[]) =>
      `${name} is not taken: choose a file that ends in ${listOf(endings, 'or')}.`,
  },
  json: {
    plan: {
      copy: 'Copy plan',
      save: 'Save plan',
      copied: 'The plan was copied.',
      refused: 'Copying is not possible here; save the plan.',
    },
    receipt: {
      copy: 'Copy receipt',
      save: 'Save receipt',
      copied: 'The receipt was copied.',
      refused: 'Copying is not possible here; save the receipt.',
    },
  },
  cdap: {
    asked: 'CDAP asks for an access token. The login of this portal does not hold there.',
    refused: 'CDAP did not accept the access token, or it has expired. Give another one.',
    token: 'CDAP access token',
    help: 'Kept in the memory of this page until it is closed, and sent to CDAP only.',
    continue: 'Continue',
  },
  evidence: {
    title: (about?: string) => (about === undefined ? 'Evidence' : `Evidence for ${about}`),
    description: 'Signature of the description',
    archive: 'Signature of the archive',
    ofMany: (title: string, at: number, of: number) => `${title}, ${at} of ${of}`,
    spec: 'SHA-256 of spec.json',
    pinned: 'SHA-256 of archive.zip, as spec.json pins it',
    digest: 'SHA-256 of archive.zip',
    level: 'Trust level of the market',
    levels: LEVELS,
    plainHttp: 'This portal came over plain HTTP',
    plainHttpMeans:
      'Whoever can change what travels between the portal and this browser can change this plugin, too. Its checks prove less here than on a portal with HTTPS.',
    key: 'Key {fingerprint}',
    subkey: 'by its subkey {fingerprint}',
    on: 'on {time}, {hash}',
    userId: (userId: string) => `Name in the certificate: ${userId}`,
    index: 'Signed index of the market',
    indexFacts: (serial: number) =>
      `of {issued}, valid until {expires}, serial number ${serial}. It pins the list of packages, and the list pins this spec.json by its SHA-256.`,
    indexDigest: 'SHA-256 of market.json {digest}',
  },
  receipt: {
    package: 'Package',
    packageFrom: (name: string, version: string, market: string) =>
      `${name} ${version} from ${market}`,
    trust: 'Trust level',
    levels: TRUST,
    signedBy: 'Signed by',
    nobody: 'nobody (not verified)',
    packages: 'Packages',
    plan: 'Plan, SHA-256',
    steps: 'Steps',
    time: 'Time',
    fromTo: '{start} to {end}',
    imported: 'Imported',
    importedAt: '{time}, out of a file: what it says is no proof of what is on the cluster',
    cluster: 'Cluster',
    cdap: (address: string) => `CDAP: ${address}`,
    clusterUser: (user: string) => `as ${user}`,
    digests: { spec: 'description', archive: 'archive', license: 'licence accepted' },
    digest: (what: string) => `${what}, SHA-256 {digest}`,
    signed: 'signed by {fingerprint}',
    error: 'Error',
    answers: 'Answers',
    answersLabel: 'Answers, without secrets',
    labelled: (label: string) => `${label}, `,
    stepState: STEPS,
    step: (state: string) => `{label}: ${state}`,
    outcome: OUTCOMES,
    request: (id: string, outcome: string) => `${id} {purpose}: ${outcome}`,
    status: (status: number) => `, status ${status}`,
    sent: ', sent {time}',
    answered: ', answered {time}',
    body: (size?: string) =>
      size === undefined ? 'SHA-256 {digest}' : `${size}, SHA-256 {digest}`,
    answerTo: (id: string) => `Answer to ${id}`,
  },
  undo: {
    question: 'Undo what this install created?',
    yes: 'Undo',
    keep: 'Keep it',
    warning: 'This is sent, in this order. It cannot be taken back.',
    button: 'Undo what this install created',
    running: 'Undoing what this install created…',
    done: 'What this install created is undone.',
    part: 'Only a part is undone.',
    nothing: 'Nothing is undone.',
    outcomes: {
      sent: 'waiting for the answer',
      undone: 'undone',
      absent: 'was gone already',
      failed: 'failed',
    },
    outcome: (outcome: string) => `: ${outcome}`,
  },
  license: {
    place: (at: number, of: number) => `Licence ${at} of ${of}`,
    title: (label: string, version: string) => `Licence of ${label} ${version}`,
    states: (license: string) => `The publisher states: ${license}. `,
    ask: 'To install this package, accept its licence. You are asked again only if the text or the version changes.',
    read: 'This is the text that is accepted before an install.',
    others: (names: readonly string[]) => `The same text also goes for ${names.join(', ')}.`,
    text: 'Licence text',
    accept: 'Accept',
    decline: 'Decline',
    close: 'Close',
  },
};
