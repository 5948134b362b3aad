import { describe, expect, it } from 'vitest';

import { fillSecrets } from '#core/plan/index.ts';
import { makeWizard, planOf, trainingJob } from '../../fakes/wizard.ts';

function bodyOf(protocol: object, answers: Record<string, string>) {
  const plan = planOf(makeWizard({ protocol }), { 1: answers });
  const body = plan.steps[0]?.requests[1]?.body;
  if (body?.kind !== 'text') throw new Error('no body');
  return body;
}

describe('secrets', () => {
  it('go to their own place only, also where the publisher wrote the placeholder elsewhere', () => {
    const protocol = {
      ...trainingJob(),
      description: '<secret: token>',
      parameters: { model: '<secret: token>' },
    };
    const body = bodyOf(protocol, { token: 's3cret' });
    const sent = JSON.parse(fillSecrets(body, { 'secrets.token': 's3cret' }));
    expect(sent).toEqual({ ...JSON.parse(body.text), secrets: { token: 's3cret' } });
    expect(sent.description).toBe('<secret: token>');
  });

  it('may be nested and may have names that pointers must escape', () => {
    const protocol = { ...trainingJob(), secrets: { registry: { 'a/b~c': 'x' }, '': 'y' } };
    const body = bodyOf(protocol, { 'registry.a/b~c': 'one', 'secrets.': 'two' });
    expect(body.secrets).toEqual([
      { name: 'secrets.registry.a/b~c', pointer: '/secrets/registry/a~1b~0c' },
      { name: 'secrets.', pointer: '/secrets/' },
    ]);
    const values = { 'secrets.registry.a/b~c': 'one', 'secrets.': 'two' };
    expect(JSON.parse(fillSecrets(body, values)).secrets).toEqual({
      registry: { 'a/b~c': 'one' },
      '': 'two',
    });
  });

  it('are refused when the package names two that cannot be told apart', () => {
    const protocol = { ...trainingJob(), secrets: { 'a.b': 'x', a: { b: 'y' } } };
    expect(() => makeWizard({ protocol })).toThrow(
      expect.objectContaining({ code: 'protocol-invalid' }),
    );
  });

  it('are never left out silently', () => {
    const body = bodyOf(trainingJob(), { token: 's3cret' });
    expect(() => fillSecrets(body, {})).toThrow(expect.objectContaining({ code: 'internal' }));
  });

  it('stand apart from the answers that are kept; what has no field is not kept', () => {
    const wizard = makeWizard();
    const answers = { 1: { token: 's3cret', lr: 1, 'Job name': 'x', tokn: 'mistyped' } };
    expect(wizard.split(answers)).toEqual({
      answers: { 1: { 'parameters.lr': 1, name: 'x' } },
      secrets: { 1: { 'secrets.token': 's3cret' } },
    });
  });
});
