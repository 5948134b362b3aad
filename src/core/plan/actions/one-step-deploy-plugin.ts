/** one_step_deploy_plugin: adds a plugin whose jar is in the package. */
import { artifactType } from '../cdap/artifact-step.ts';

export const oneStepDeployPlugin = artifactType({
  type: 'one_step_deploy_plugin',
  label: 'Deploy a plugin',
  brought: 'never',
});
