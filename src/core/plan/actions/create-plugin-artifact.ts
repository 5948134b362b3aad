/** create_plugin_artifact: adds a plugin whose jar the user brings where the package lacks it. */
import { artifactType } from '../cdap/artifact-step.ts';

export const createPluginArtifact = artifactType({
  type: 'create_plugin_artifact',
  label: 'Add a plugin',
  brought: 'if-missing',
});
