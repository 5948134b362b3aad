/** Words for the errors of installing: actions, dependencies, files from elsewhere, clusters, runs. */
import { ASK_ADMINISTRATOR, ASK_PUBLISHER, TAMPERED } from './problem-words.ts';

import type { ErrorCode } from './errors.ts';
import type { ProblemWords } from './problem-words.ts';

export const INSTALL_PROBLEMS = {
  'action-unknown': {
    title: 'The package has a step that this plugin does not know',
    advice: 'A newer version of the plugin may be able to run it; ask the administrator.',
  },
  'action-argument': { title: 'A step of the package has a wrong argument', advice: ASK_PUBLISHER },
  'action-file': {
    title: 'A step needs a file that the package does not have',
    advice: ASK_PUBLISHER,
  },
  'action-forbidden': {
    title: 'A step asks for something that is not allowed',
    advice: 'Nothing was sent. Tell the administrator which package it is.',
  },
  'protocol-invalid': {
    title: 'The job protocol of the package is not valid',
    advice: 'The cluster would refuse it. ' + ASK_PUBLISHER,
  },
  'dependency-cycle': { title: 'Packages need each other in a circle', advice: ASK_PUBLISHER },
  'dependency-depth': { title: 'Packages need each other too deeply', advice: ASK_PUBLISHER },
  'dependency-count': { title: 'The package needs too many others', advice: ASK_PUBLISHER },
  'dependency-identity': {
    title: 'The market delivered another package than the one that is needed',
    advice: TAMPERED,
  },
  'dependency-digest': {
    title: 'A needed package is not the one that was meant',
    advice: TAMPERED,
  },
  'dependency-missing': {
    title: 'A package that is needed cannot be had',
    advice:
      'Nothing was installed. Another version of the package may need others; else tell its publisher.',
  },
  'dependency-conflict': {
    title: 'Parts of packages contradict each other',
    advice: ASK_PUBLISHER,
  },
  'external-scheme': { title: 'A file has an address that is not allowed', advice: ASK_PUBLISHER },
  'external-origin': {
    title: 'A file lies on a server that is not allowed',
    advice:
      'It was not read. The administrator may allow the server (“externalOrigins” of the market).',
  },
  'external-digest': {
    title: 'A file from elsewhere is not the one that was signed',
    advice: TAMPERED,
  },
  'external-digest-missing': {
    title: 'Nothing proves a file from elsewhere',
    advice: ASK_PUBLISHER,
  },
  'login-required': {
    title: 'You are not logged in',
    advice: 'Log in to the portal, then try again.',
  },
  'cluster-origin': {
    title: 'A request would have gone to another server than the cluster',
    advice: 'Nothing was sent. Tell the administrator which package it is.',
  },
  'cluster-redirect': {
    title: 'The cluster sent the request somewhere else',
    advice: 'Your token was not sent on. Tell the administrator of the cluster.',
  },
  'cluster-unreachable': {
    title: 'The cluster did not answer',
    advice: 'Try again in a minute. If it stays so, tell the administrator of the cluster.',
  },
  'cluster-auth': {
    title: 'The cluster does not accept your login any more',
    advice: 'Your session has probably expired. Log in again, then try again.',
  },
  'cluster-forbidden': {
    title: 'You may not do this on the cluster',
    advice:
      'Ask the administrator of the cluster for the right. For a job, another virtual cluster may be open to you.',
  },
  'cluster-conflict': {
    title: 'Something with this name exists already',
    advice:
      'Nothing was overwritten. Choose another name, or decide what to do with what is there.',
  },
  'cluster-too-large': {
    title: 'It is too large for the cluster',
    advice:
      'The cluster, or a server before it, takes requests up to a limit. Ask its administrator.',
  },
  'cluster-rate-limited': {
    title: 'Too many requests',
    advice: 'The cluster limits how often one user may ask. Wait a while, then try again.',
  },
  'cluster-error': {
    title: 'The cluster reported an error',
    advice:
      'The details say what it answered. If they do not help, ask the administrator of the cluster.',
  },
  'cluster-lacks': {
    title: 'The cluster cannot do what the package needs',
    advice:
      'Nothing was sent. Another version of the package may suit this cluster; else ask its administrator.',
  },
  'cluster-outcome': {
    title: 'It is not known whether a request was carried out',
    advice:
      'Its answer was lost. Look on the cluster, then say whether it happened or is to be sent again.',
  },
  'cdap-missing': { title: 'No CDAP cluster is configured', advice: ASK_ADMINISTRATOR },
  'cdap-auth': {
    title: 'CDAP asks for a token',
    advice: 'Enter your token of CDAP. It is kept in memory only, and sent to CDAP only.',
  },
  'plan-refused': {
    title: 'A request does not fit the plan',
    advice: 'It was not sent. Start again, so that the plan is made anew.',
  },
  'install-elsewhere': {
    title: 'Another tab is installing this package',
    advice: 'Go on there, or wait until it is done; this page sent nothing more.',
  },
  'receipt-invalid': {
    title: 'This is no file of receipts',
    advice: 'Nothing of it was taken over. Choose a file that an Installed page exported.',
  },
} as const satisfies Partial<Record<ErrorCode, ProblemWords>>;
