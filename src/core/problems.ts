/** Words for every error code: a short title and what the reader can do about it; used by pages and commands alike. */
import { ASK_ADMINISTRATOR, ASK_PUBLISHER, TAMPERED } from './problem-words.ts';
import { INSTALL_PROBLEMS } from './problems-install.ts';
import { PUBLISH_PROBLEMS } from './problems-publish.ts';

import type { ErrorCode } from './errors.ts';
import type { ProblemWords } from './problem-words.ts';

const SIGN_INDEX = 'must sign a fresh index with “pai-market sign”.';
const SIGN_AGAIN = `${TAMPERED} If it is a mistake, the publisher must sign again with “pai-market sign”.`;
const READ_ONLY = 'The market can be read, but nothing of it can be installed.';
const REPACK =
  'Nothing of the archive was used. Tell the publisher to pack it again with “pai-market build”.';
const TRY_LATER = 'Try again in a minute. If it stays so, tell the operator of the market.';

export const PROBLEMS: Readonly<Record<ErrorCode, ProblemWords>> = {
  'config-invalid': {
    title: 'The plugin configuration has a mistake',
    advice: `${ASK_ADMINISTRATOR} The mistake is in the “config” of the plugin in services-configuration.yaml.`,
  },
  'config-key-missing': {
    title: 'No key is configured for this market',
    advice:
      'Nothing can be installed until the administrator configures the certificate of the market (“keys”) and its fingerprint (“fingerprints”).',
  },
  'config-key-secret': {
    title: 'A secret key stands in the plugin configuration',
    advice:
      'The administrator must replace it by the public certificate at once. The secret key counts as disclosed: its owner must revoke it.',
  },
  'config-key-pin': {
    title: 'A configured certificate does not match its fingerprint',
    advice:
      'Nothing of this market was used. The administrator must ask the publisher for the fingerprint by another way than the market, and compare.',
  },
  'config-insecure-base': {
    title: 'An address in the configuration is not secure enough',
    advice: 'From a portal on HTTPS only HTTPS addresses are read. ' + ASK_ADMINISTRATOR,
  },
  'net-unreachable': {
    title: 'The server did not answer',
    advice:
      'Check the network connection and try again. If it stays so, tell the operator of the market.',
  },
  'net-cors': {
    title: 'The server does not let this portal read it',
    advice:
      'A market’s operator must send the header “Access-Control-Allow-Origin”, as the hosting guide shows; a cluster is reached by a path on the portal’s own address.',
  },
  'net-status': { title: 'The server refused or does not have a file', advice: TRY_LATER },
  'net-redirect': {
    title: 'The server sent the reader somewhere else',
    advice:
      'Redirects to another place are not followed. The administrator must configure the address where the files really are.',
  },
  'net-timeout': { title: 'The server took too long', advice: TRY_LATER },
  'net-too-large': {
    title: 'A file is larger than allowed',
    advice:
      'The download was stopped. If the file is meant to be that large, the administrator may raise the limit in the plugin configuration.',
  },
  'net-truncated': { title: 'A file arrived incomplete', advice: TRY_LATER },
  'package-unknown': {
    title: 'The market has no such package',
    advice: 'Check the address, or look for the package in the list. It may have been removed.',
  },
  'package-yanked': {
    title: 'This version was withdrawn',
    advice:
      'It can be read, but not installed. Choose another version of the package; jobs that run already are not stopped.',
  },
  'package-denied': {
    title: 'The administrator does not allow this package',
    advice:
      'The market has it, but the rules of this cluster leave it out. Ask the administrator if you need it; the rules are “packages” of the market in the plugin configuration.',
  },
  'market-forbidden': {
    title: 'This market is for certain groups only',
    advice:
      'The administrator shows this market to members of certain groups. Ask to be added to one of them, or log in as a user who is.',
  },
  'index-signature': {
    title: 'The signed index of the market is not good',
    advice: `Nothing of this market was used. Tell the administrator. If it is a mistake and no attack, the operator of the market ${SIGN_INDEX}`,
  },
  'index-expired': {
    title: 'The index of the market is too old',
    advice: `${READ_ONLY} Newer versions and withdrawals may be kept from you. The operator of the market ${SIGN_INDEX}`,
  },
  'index-rollback': {
    title: 'The market shows an older state than before',
    advice: `${READ_ONLY} Tell the administrator. If an old copy of the market was put back by mistake, its operator ${SIGN_INDEX}`,
  },
  'index-future': {
    title: 'The index of the market is dated in the future',
    advice:
      'Nothing of the market can be installed. Check the clock of this computer. If it is right, the operator of the market must check theirs and sign the index again.',
  },
  'index-market': {
    title: 'This is the index of another market',
    advice:
      'The address and the “id” in the plugin configuration do not belong together. ' +
      ASK_ADMINISTRATOR,
  },
  'index-mismatch': {
    title: 'The files of the market do not fit together',
    advice:
      'Nothing of them was used. If the market was published a moment ago, try again in a minute. If it stays so, tell the administrator.',
  },
  'index-invalid': {
    title: 'The index of the market cannot be read',
    advice:
      'The operator of the market must build it again; “pai-market verify” names the mistake.',
  },
  'signature-missing': { title: 'A signature is missing', advice: SIGN_AGAIN },
  'signature-malformed': { title: 'A signature cannot be read', advice: SIGN_AGAIN },
  'signature-too-large': { title: 'A signature file is too large', advice: SIGN_AGAIN },
  'signature-type': {
    title: 'A signature is of the wrong kind',
    advice:
      'Nothing that was signed so was used. The publisher must sign with a detached signature over the binary file, as “pai-market sign” does.',
  },
  'signature-weak-hash': {
    title: 'A signature uses a hash that is no longer safe',
    advice:
      'Nothing that was signed so was used. The publisher must sign again with SHA-256 or better.',
  },
  'signature-weak-key': {
    title: 'A signature was made by a key that is no longer safe',
    advice: 'Nothing that it signed was used. The publisher must sign again with a stronger key.',
  },
  'signature-bad': {
    title: 'A signature does not match the file',
    advice: `The file was changed after it was signed, or damaged. ${TAMPERED}`,
  },
  'signature-expired': {
    title: 'A signature has expired',
    advice: 'Nothing that was signed so was used. The publisher must sign again.',
  },
  'signature-future': {
    title: 'A signature is dated in the future',
    advice: 'Check the clock of this computer. If it is right, tell the publisher of the package.',
  },
  'signature-threshold': {
    title: 'Too few of the configured keys signed',
    advice: 'Nothing of this file was used. The remaining key holders must sign it, too.',
  },
  'signer-unknown': {
    title: 'Signed by nobody that this cluster trusts',
    advice:
      'Nothing that this key signed was used. If the signer is to be trusted, the administrator must first compare the fingerprint with the publisher by another way than the market, then configure certificate and fingerprint.',
  },
  'key-expired': {
    title: 'The key of the signer has expired',
    advice:
      'Nothing that it signed was used. The publisher must prolong the key or sign with another one, and the administrator must configure the renewed certificate.',
  },
  'key-revoked': {
    title: 'The key of the signer was revoked',
    advice:
      'Nothing that it signed was used. The publisher must sign with a new key, and the administrator must configure it in the place of this one.',
  },
  'key-unusable': {
    title: 'A configured key cannot be used',
    advice:
      'Nothing that it signed was used. The administrator must configure a certificate whose key may sign and is strong enough.',
  },
  'spec-encoding': { title: 'The package description is not UTF-8 text', advice: ASK_PUBLISHER },
  'spec-json': { title: 'The package description is not valid JSON', advice: ASK_PUBLISHER },
  'spec-invalid': { title: 'The package description has a mistake', advice: ASK_PUBLISHER },
  'spec-version': {
    title: 'The package description has a format that this plugin does not know',
    advice: 'A newer version of the plugin may be able to read it; ask the administrator.',
  },
  'spec-identity': {
    title: 'The market delivered another package than the one asked for',
    advice: TAMPERED,
  },
  'spec-digest': {
    title: 'The package description is not the one that the index names',
    advice: TAMPERED,
  },
  'license-digest': { title: 'The licence text is not the one that was signed', advice: TAMPERED },
  'license-declined': {
    title: 'The licence was not accepted',
    advice: 'Nothing was downloaded or sent. To install the package, its licence must be accepted.',
  },
  'file-digest': {
    title: 'A file of the package is not the one that was signed',
    advice: TAMPERED,
  },
  'file-encoding': { title: 'A text of the package is not UTF-8', advice: ASK_PUBLISHER },
  'icon-invalid': {
    title: 'The icon of the package cannot be used',
    advice: 'The package itself is not affected. Tell its publisher.',
  },
  'archive-size': { title: 'The archive has another size than the signed one', advice: TAMPERED },
  'archive-digest': { title: 'The archive is not the one that was signed', advice: TAMPERED },
  'archive-unbound': {
    title: 'The package description does not say which archive belongs to it',
    advice: `${ASK_PUBLISHER} “pai-market build” writes the size and the digest of the archive into it.`,
  },
  'zip-layout': { title: 'The archive is not a plain zip file', advice: REPACK },
  'zip-mismatch': { title: 'The archive contradicts itself', advice: REPACK },
  'zip-name': { title: 'The archive has a file with a forbidden name', advice: REPACK },
  'zip-duplicate': { title: 'The archive has the same file twice', advice: REPACK },
  'zip-type': { title: 'The archive has something that is no plain file', advice: REPACK },
  'zip-size': { title: 'A file in the archive has another size than stated', advice: REPACK },
  'zip-crc': { title: 'A file in the archive is damaged', advice: REPACK },
  'zip-deflate': { title: 'A file in the archive cannot be inflated', advice: REPACK },
  'zip-method': { title: 'The archive uses a compression that is not allowed', advice: REPACK },
  'zip-encrypted': { title: 'The archive is encrypted', advice: REPACK },
  'zip-zip64': { title: 'The archive uses zip64, which is not allowed', advice: REPACK },
  'zip-descriptor': {
    title: 'The archive uses data descriptors that are not allowed',
    advice: REPACK,
  },
  'zip-extra': { title: 'The archive has extra fields that are not allowed', advice: REPACK },
  'zip-comment': { title: 'The archive has a comment, which is not allowed', advice: REPACK },
  'zip-limit': {
    title: 'The archive is larger than allowed once unpacked',
    advice:
      'Nothing of the archive was used. If it is meant to be that large, the administrator may raise the limit in the plugin configuration.',
  },
  'zip-empty': { title: 'The archive is empty', advice: REPACK },
  ...INSTALL_PROBLEMS,
  'source-invalid': {
    title: 'A source file has a mistake',
    advice: 'Correct the file that is named and run the command again.',
  },
  ...PUBLISH_PROBLEMS,
  usage: {
    title: 'The command was not understood',
    advice: 'Run it with --help to see how it is used.',
  },
  cancelled: {
    title: 'Cancelled',
    advice: 'Nothing more is done. You can start again at any time.',
  },
  internal: {
    title: 'Something went wrong in the marketplace',
    advice:
      'This is a mistake of the plugin, not yours. Reload the page; if it happens again, send the details to the administrator.',
  },
};
