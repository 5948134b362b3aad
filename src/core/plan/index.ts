/** Door of the stage: verified specs, their files, cluster facts and answers become an install plan. */
export { ACTION_TYPES } from './actions/index.ts';
export { isName, nameRule, suggestName } from './cdap/names.ts';
export { parseArtifactRange, readArchiveName } from './cdap/versions.ts';
export { fillSecrets } from './body.ts';
export { flattenSteps } from './flatten-steps.ts';
export { jobAddress } from './job/address.ts';
export {
  neededComponents,
  neededExternal,
  neededFacts,
  neededFiles,
  neededPackage,
  neededResources,
  unknownArguments,
} from './needs.ts';
export { refusalOf } from './refusal.ts';
export { createWizard } from './wizard.ts';

export type {
  NeededComponent,
  NeededExternal,
  NeededFile,
  PlanExternal,
  PlanFile,
} from './action-type.ts';
export type { FlatStep } from './flatten-steps.ts';
export type { SourceStep, Wizard, WizardInput } from './wizard.ts';
