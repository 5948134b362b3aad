/** create_driver_artifact: adds a driver, such as for a database, whose jar the user brings; its plugins stand in the config file. */
import { artifactType } from '../cdap/artifact-step.ts';

export const createDriverArtifact = artifactType({
  type: 'create_driver_artifact',
  label: 'Add a driver',
  brought: 'if-missing',
  forPipelines: true,
});
