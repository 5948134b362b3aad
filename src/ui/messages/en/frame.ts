/** English words of the frame and of what every page shows; those of errors are in core/problems. */
import { countOf } from '../language.ts';

export const frame = {
  title: 'Marketplace',
  nav: { label: 'Marketplace pages', market: 'Marketplace', installed: 'Installed' },
  actions: {
    login: 'Log in',
    retry: 'Try again',
    reload: 'Reload the page',
    copyDetails: 'Copy details',
    whatThisMeans: 'What this means',
  },
  newTab: '(opens in a new tab)',
  copyByHand: 'Details, to be copied by hand',
  languageFailed:
    'The Chinese words could not be loaded. Check the network connection, then choose the language again.',
  loadingPage: 'Loading the page…',
  badAddress: 'The address of this page was not understood, so the list of packages is shown.',
  dismiss: 'Dismiss',
  copied: 'Copied',
  copyRefused: 'This browser does not let the page copy. The text is selected: copy it.',
  bytes: (count: number) => countOf(count, 'byte', 'bytes'),
  /** The same in other words. */
  withMore: (words: string, more: string) => `${words} (${more})`,
  /** Between a label and what it is the label of. */
  afterLabel: ': ',
  justNow: 'just now',
  unknownTime: 'an unknown time',
  differ: {
    one: (place: number) => `They differ in character ${place}.`,
    many: ({ first, count, length }: { first: number; count: number; length: number }) =>
      `They differ from character ${first} on, in ${count} of ${length}.`,
  },
  partMissing:
    'A part of the marketplace plugin could not be loaded. The files of the plugin must lie next to plugin.js on its server.',
  notLoggedIn: 'You are not logged in. You can look around; to install a package, log in first.',
  trust: {
    off: 'Not verified: checking is off for this market',
    pinned: 'Its digest is the one that the signed package description names',
    signedBy: (name: string) => `Signed by ${name}, fingerprint`,
    userId: (userId: string) => `Name in the certificate: ${userId}`,
  },
  index: {
    verifying: (name: string) => `Verifying the signed index of ${name}…`,
    signed: '{market}: signed index of {issued}, valid until {expires}',
    issued: 'Signed on',
    expires: 'Valid until',
    serial: 'Serial number',
    sha256: 'SHA-256 of market.json',
    address: 'Address of the market',
    soon: (age: string) => `It expires ${age}; the operator of the market should sign it anew.`,
    signedOn: '{market}: this list was signed on {time}.',
    keyAnnounced: (name: string) => `For administrators: ${name} announces a new key`,
    keyLines:
      'Once the fingerprint is confirmed and the certificate is at hand, these lines of the market go into the plugin configuration:',
    keyLinesLabel: 'Lines for the plugin configuration',
    copyLines: 'Copy the lines',
    keepCertificates: '(the certificates that are configured now)',
    newCertificate: (fingerprint: string) => `(the certificate of ${fingerprint})`,
  },
  level: {
    trustOff: (name: string) =>
      `Signature checking is off for ${name}: nothing proves who made its packages, or that they were not changed.`,
    /** The same words as the notice of flows/market-trust.ts, so that nothing moves when that comes. */
    indexUnsigned: (name: string) =>
      `The package list of ${name} is not signed: packages or newer versions may be missing. Each package is verified when it is opened.`,
  },
};
