import { describe, expect, it } from 'vitest';

import { refusalOf } from '#core/plan/index.ts';
import { action, cdapFacts, cdapWizard, stepOf } from './cdap-wizard.ts';

const files = { 'c.json': '{"properties":{"a":"b"}}', 'x-1.0.0.jar': 'jar', 'd.txt': 'a' };
const upload = action('one_step_deploy_plugin', {
  name: 'x',
  version: '1.0.0',
  config: 'c.json',
  jar: 'x-1.0.0.jar',
});
const load = action('load_datapack_usecase', { name: 's', files: ['d.txt'] });

describe('what a status of CDAP means', () => {
  it.each([
    [1, 400, 'cluster-error', 'Uploading artifact x 1.0.0 failed: CDAP refuses the name'],
    [1, 404, 'cluster-lacks', 'none of the parent artifacts'],
    [1, 500, 'cluster-error', 'try again'],
    [2, 404, 'cluster-lacks', 'Setting the properties of artifact x 1.0.0 failed'],
  ])('request %i of an upload, %i', (at, status, code, words) => {
    const step = stepOf(cdapWizard([upload], { files }));
    const refusal = refusalOf(step, step.requests[at] as never, status);
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toContain(words);
  });

  it('leaves to others what says enough', () => {
    const step = stepOf(cdapWizard([upload], { files }));
    for (const status of [401, 413, 429, 503]) {
      expect(refusalOf(step, step.requests[1] as never, status)).toBeUndefined();
    }
    expect(refusalOf(step, step.requests[0] as never, 400)).toBeUndefined();
  });

  it('says that the system scope takes no uploads', () => {
    const system = action('create_artifact', {
      name: 'x',
      version: '1.0.0',
      scope: 'system',
      jar: 'x-1.0.0.jar',
    });
    const step = stepOf(cdapWizard([system], { files, cdap: cdapFacts({ systemScope: true }) }));
    expect(refusalOf(step, step.requests[1] as never, 404)?.message).toContain('system scope');
  });

  it('says why a file cannot be loaded, and why a thing cannot be deleted', () => {
    const step = stepOf(cdapWizard([load], { files }));
    expect(refusalOf(step, step.requests[3] as never, 406)?.message).toContain('d.txt');
    expect(refusalOf(step, step.undo[0] as never, 403)?.message).toContain('stop its programs');
  });
});
