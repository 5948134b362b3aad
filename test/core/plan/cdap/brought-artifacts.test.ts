/** Ranges of artifacts that steps before bring: the cluster cannot have them when the plan is made. */
import { describe, expect, it } from 'vitest';

import { action, cdapWizard, codeOf, modifiable } from './cdap-wizard.ts';

import type { Action } from '#core/model/generated.ts';

const JAR = 'tool-1.4.0.jar';
const FILES = { [JAR]: 'a jar' };
const APP = action('create_app', {
  artifact: { name: 'tool', version: '[1.0.0,2.0.0)' },
  name: 'app',
});

const artifact = (more: Record<string, unknown> = {}) =>
  action('create_artifact', { name: 'tool', jar: JAR, ...more });

/** The version that the application is made from. */
function versionAfter(...before: Action[]): unknown {
  const planned = cdapWizard([...before, APP], { files: FILES }).plan({});
  if (!planned.ok) throw new Error(JSON.stringify(planned.errors));
  const body = planned.plan.steps.at(-1)?.requests[1]?.body as { text: string };
  const made = (JSON.parse(body.text) as { artifact: Record<string, string> }).artifact;
  expect(made).toMatchObject({ name: 'tool', scope: 'USER' });
  return made['version'];
}

describe('an application whose artifact is named by a range', () => {
  it('is made from what an earlier step adds', () => {
    expect(versionAfter(artifact())).toBe('1.4.0');
    expect(versionAfter(artifact({ version: '1.9.0' }), artifact({ version: '2.0.0' }))).toBe(
      '1.9.0',
    );
  });

  it.each(['deploy_app', 'one_step_deploy_app'])('is made from the jar of %s', (type) => {
    expect(versionAfter(action(type, { jar: JAR }))).toBe('1.4.0');
  });

  it('is refused where users may call the artifact otherwise, or where it comes later', () => {
    const open = artifact({ version: modifiable('1.4.0') });
    for (const steps of [
      [open, APP],
      [APP, artifact()],
    ]) {
      expect(codeOf(() => cdapWizard(steps, { files: FILES }))).toBe('cluster-lacks');
    }
  });
});
