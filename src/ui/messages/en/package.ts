/** English words of the page of a package. */
import { countOf, formatNumber, listOf } from '../language.ts';
import { actions } from './package-actions.ts';
import { changes } from './package-changes.ts';

export const pack = {
  allPackages: 'All packages',
  about: 'About this package',
  reading: 'Reading and verifying the package…',
  nameBy: '{name} {version} by {people}',
  nameOnly: '{name} {version}',
  comma: ', ',
  /** Two full sentences after each other. */
  sentences: (first: string, second: string) => `${first} ${second}`,
  beta: 'Beta',
  withdrawn: 'Withdrawn',
  install: 'Install',
  goTo: (version: string) => `Go to ${version}`,
  more: (count: number) => `and ${formatNumber(count)} more`,
  showMore: (count: number) => `Show ${formatNumber(count)} more`,
  showAll: (count: number) => `Show all ${formatNumber(count)}`,

  newest: {
    not: 'This is not the newest version of the package.',
    notWithdrawn: 'Another version of the package was not withdrawn.',
    notSuiting: (version: string, reason: string) =>
      `There is a newer version, ${version}, that does not suit this cluster: ${reason}`,
  },

  suits: {
    not: 'Does not suit this cluster',
    short: 'Does not suit',
    because: ({ cluster, range, version }: { cluster: string; range: string; version: string }) =>
      `It is for ${cluster} ${range}, and this cluster has ${version}.`,
    newest: 'The newest version that suits it:',
    none: 'No version of this package suits it.',
    yes: (version: string) => `This cluster has ${version}, so it suits.`,
    no: (version: string) => `This cluster has ${version}, so it does not suit.`,
    unknown: 'The version of this cluster is not known.',
    unread: 'This range cannot be read.',
  },

  blocked: {
    withdrawn: (name: string, version: string, reason: string) =>
      `Version ${version} of ${name} was withdrawn: ${reason}`,
    unknownStep: (step: number, title: string, type: string) =>
      `Step ${step} of ${title} is of type "${type}", which needs a newer version of the plugin.`,
    notLoggedIn: (title: string) =>
      `You are not logged in to the cluster, so ${title} cannot be installed.`,
  },

  installed: {
    /** `by` stands only where the package came with another one. */
    line: '{version} on {day}',
    lineBy: '{version} on {day} with {by}',
    version: (version: string) => `Installed: ${version}`,
    update: (version: string) => `Update to ${version}`,
    back: (version: string) => `Go back to ${version}`,
    again: 'Reinstall',
    withAnswers: (what: string) => `${what} with your former answers filled in.`,
    withoutAnswers: (what: string) => `${what}.`,
    begun: 'An install of this version was begun and not finished; it can go on where it stopped.',
  },

  what: {
    title: 'What will happen',
    nothing: 'This package has no steps, so there is nothing to install.',
    labelled: '{label}: {text}',
    unknown: (type: string) =>
      `Is of a type that this version of the plugin does not know: ${type}. A newer version is needed.`,
    see: 'You see every request before anything is sent.',
    unproved: 'Nothing proves who published the package, or that it does no harm.',
    proved: 'A signature says who published the package, not that it does no harm.',
    actions,
  },

  facts: {
    market: 'Market',
    versions: 'Versions',
    allVersions: (count: number) => `All ${formatNumber(count)} versions`,
    published: 'Published',
    licence: 'Licence',
    ownTerms: 'Own terms',
    notStated: 'Not stated',
    readLicence: 'Read the licence',
    accepted: 'You accepted this text.',
    categories: 'Categories',
    tags: 'Tags',
    components: 'Components',
    dependencies: 'Dependencies',
    pai: 'OpenPAI version',
    cdap: 'CDAP version',
  },

  share: {
    copyLink: 'Copy link',
    command: 'Command line',
    commandHint:
      'Installs this version with the keys and the trust level of this portal. The file token.txt must hold your token of the cluster and nothing else.',
    acceptHint: 'Add --accept-license once you have read the licences.',
    cdapTokenHint: 'Where CDAP asks for a token, add --cdap-token-file with a file that holds it.',
    keysHint: (count: number): string =>
      count === 1
        ? 'The certificate that this portal trusts must lie where the command runs:'
        : 'The certificates that this portal trusts must lie where the command runs:',
    saveKey: (file: string) => `Save ${file}`,
    copyCommand: 'Copy the command',
  },

  needs: {
    title: 'What its job needs',
    all: (amounts: string) =>
      `Its largest job asks for ${amounts}, all its tasks together. You can change that before it is sent.`,
    logIn: 'Log in to see where that is free.',
    reading: 'Asking the cluster what is free…',
    unread: (problem: string) => `What is free could not be read: ${problem}.`,
    noClusters: 'You may use no virtual cluster.',
    list: (amounts: readonly string[]) => listOf(amounts),
    gpu: (count: number) => countOf(count, 'GPU', 'GPUs'),
    cpu: (count: number) => countOf(count, 'CPU core', 'CPU cores'),
    memory: (amount: string) => `${amount} of memory`,
    fits: 'Fits now',
    waits: 'Has to wait',
    never: 'Too large',
    unknown: 'Not known',
    lacks: (amounts: string) => `It lacks ${amounts} now.`,
    holds: (amounts: string) => `It has ${amounts} in all.`,
    free: (amounts: string) => `Free now: ${amounts}.`,
    untold: 'The cluster does not tell what is free there.',
  },

  pictures: {
    title: 'Screenshots',
    enlarge: (label: string) => `Enlarge: ${label}`,
    numbered: (number: number) => `Screenshot ${number}`,
    count: (number: number, all: number) => `${number} of ${all}`,
    previous: 'Previous',
    next: 'Next',
    close: 'Close',
    failed: 'This picture could not be shown.',
  },

  tabs: {
    label: 'Texts and files',
    readme: 'README',
    changelog: 'Changelog',
    files: 'Files',
    filesCount: (count: number) => `Files (${formatNumber(count)})`,
    versions: (count: number) => `Versions (${formatNumber(count)})`,
    compare: 'Compare',
    dependencies: 'Dependencies',
    dependenciesCount: (count: number) => `Dependencies (${formatNumber(count)})`,
  },

  files: {
    holds: (size: string, count: number, unpacked: string) =>
      `archive.zip, ${size}, holds ${countOf(count, 'file', 'files')}, ${unpacked} unpacked. The signed description lists them; nothing was downloaded for it.`,
    unlisted: (size: string) => `archive.zip, ${size}, holds files that its spec does not list.`,
    loose: 'The package has no archive; these are its files.',
    find: 'Find a file',
    none: 'No file has that in its name.',
    found: (count: number) => countOf(count, 'file', 'files'),
    folder: (count: number, size: string) => `${countOf(count, 'file', 'files')}, ${size}`,
  },

  versions: {
    version: 'Version',
    published: 'Published',
    state: 'State',
    here: 'This one',
    newest: 'Newest',
    suiting: 'Newest that suits',
    for: (ranges: string) => `For ${ranges}`,
    compare: 'Compare',
    comparedWith: (one: string, other: string) => ` ${one} with ${other}`,
  },

  dependencies: {
    needs: 'Needs',
    needsNothing: 'This package needs no other package.',
    why: {
      first: 'installed first',
      step: 'installed as a step',
      part: 'a part of the job',
    },
    absent: 'not offered by this market now',
    neededBy: 'Needed by',
    neededByNothing: 'No package of this market needs it.',
    asks: (version: string, asked: string) => `version ${version} asks for ${asked}`,
    looking: 'Looking through the packages of the market…',
    brackets: (words: string) => `(${words})`,
  },

  markdown: {
    image: '[Image]',
    imageOf: (alt: string) => `[Image: ${alt}]`,
    table: 'Table',
    copyCode: 'Copy code',
  },

  changes,
};
