/** Secrets that somebody types into the YAML of a job. */
import { describe, expect, it } from 'vitest';

import { editOf, makeStrictWizard, planOf, refusalsOf, submitAction } from '../../fakes/wizard.ts';

const SECRET = { 1: { 'secrets.token': 's3cret!' } };

describe('secrets in the text', () => {
  it('become answers; what is kept of the text has placeholders', () => {
    const wizard = makeStrictWizard();
    const typed = (text: string) => text.replace('"<secret: token>"', 'hunter2');
    const answers = editOf(wizard, {}, typed);
    expect(answers).toEqual({ 1: { 'secrets.token': 'hunter2' } });
    const both = editOf(wizard, {}, (text) => typed(text).replace('train.py', 'other.py'));
    expect(both[1]?.['protocol']).not.toContain('hunter2');
    expect(both[1]?.['secrets.token']).toBe('hunter2');
  });

  it('of a new key get a field', () => {
    const wizard = makeStrictWizard();
    const answers = editOf(wizard, SECRET, (text) =>
      text.replace('secrets:\n', 'secrets:\n  more: x1y2\n'),
    );
    expect(answers[1]).toMatchObject({ 'secrets.more': 'x1y2', 'secrets.token': 's3cret!' });
    const plan = planOf(wizard, answers);
    expect(JSON.stringify(plan)).not.toContain('x1y2');
    expect(wizard.split(answers).secrets).toEqual({
      1: { 'secrets.more': 'x1y2', 'secrets.token': 's3cret!' },
    });
  });

  it('never stay in answers that are kept, however they came there', () => {
    const wizard = makeStrictWizard();
    const protocol = (wizard.document(1, {}) ?? '').replace('"<secret: token>"', 'hunter2');
    const { answers, secrets } = wizard.split({ 1: { protocol } });
    expect(JSON.stringify(answers)).not.toContain('hunter2');
    expect(answers[1]?.['protocol']).toContain('<secret: token>');
    expect(secrets).toEqual({ 1: { 'secrets.token': 'hunter2' } });
    expect(JSON.stringify(planOf(wizard, { 1: { protocol } }))).not.toContain('hunter2');
    const broken = `${protocol}\n- [`;
    expect(wizard.split({ 1: { protocol: broken, lr: 2 } })).toEqual({
      answers: { 1: { 'parameters.lr': 2 } },
      secrets: {},
    });
  });

  it('of the form count before those of the text', () => {
    const wizard = makeStrictWizard();
    const protocol = (wizard.document(1, {}) ?? '').replace('"<secret: token>"', 'old');
    const { secrets } = wizard.split({ 1: { protocol, token: 'new' } });
    expect(secrets).toEqual({ 1: { 'secrets.token': 'new' } });
  });

  it('that are lists are refused', () => {
    expect(
      refusalsOf(makeStrictWizard(), (text) => text.replace('"<secret: token>"', '[a]')),
    ).toEqual(['The secret token must be text.']);
  });

  it('are never handed to the portal’s page', () => {
    const wizard = makeStrictWizard({ action: { ...submitAction(), type: 'open_job' } });
    const answers = editOf(wizard, {}, (text) => text.replace('"<secret: token>"', 'hunter2'));
    expect(JSON.stringify([answers, planOf(wizard, answers)])).not.toContain('hunter2');
  });
});
