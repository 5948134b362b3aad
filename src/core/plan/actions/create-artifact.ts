/** create_artifact: adds a jar of the package, or one from elsewhere, as an artifact. */
import { artifactType } from '../cdap/artifact-step.ts';

export const createArtifact = artifactType({
  type: 'create_artifact',
  label: 'Add an artifact',
  brought: 'if-unnamed',
});
