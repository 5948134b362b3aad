/** Door of the stage: a verified spec, job protocols, cluster facts and answers become an install plan. */
export { ACTION_TYPES } from './actions/index.ts';
export { fillSecrets } from './body.ts';
export { jobAddress } from './job/address.ts';
export { refusalOf } from './refusal.ts';
export { createWizard, protocolFiles } from './wizard.ts';

export type { ProtocolFile, Wizard, WizardInput } from './wizard.ts';
