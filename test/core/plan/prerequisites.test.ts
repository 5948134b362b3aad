/** Components of other packages in a job. */
import { describe, expect, it } from 'vitest';

import { argument, jobOf, makeStrictWizard, planOf, submitAction } from '../../fakes/wizard.ts';

const JOB = {
  protocolVersion: 2,
  name: 'train',
  type: 'job',
  taskRoles: {
    main: {
      dockerImage: 'torch',
      data: 'mnist',
      resourcePerInstance: { cpu: 1, memoryMB: 1, gpu: 0 },
      commands: ['ls <% $data.uri[0] %>'],
    },
  },
};
const IMAGE = { protocolVersion: 2, name: 'torch', type: 'dockerimage', uri: 'pytorch/pytorch' };
const DATA = { protocolVersion: 2, name: 'mnist', type: 'data', uri: ['/data/mnist'] };
const FROM = { package: 'images@1.0.0', file: 'torch.yaml' };

function wizardWith(components: object[], protocol: object = JOB) {
  const value = [{ package: 'images', version: '1.0.0', file: 'torch.yaml' }];
  return makeStrictWizard({
    protocol,
    action: submitAction(argument('prerequisites', { value })),
    components: components.map((component) => ({ ...FROM, component: component as never })),
  });
}

describe('components of other packages', () => {
  it('become prerequisites, in their order, behind the protocol’s own', () => {
    const own = { ...DATA, name: 'own' };
    const job = jobOf(planOf(wizardWith([IMAGE, DATA], { ...JOB, prerequisites: [own] })));
    expect(job.prerequisites).toEqual([own, IMAGE, DATA]);
  });

  it('that are there already and the same are not added again', () => {
    const { uri, ...rest } = IMAGE;
    const turned = { uri, ...rest };
    const job = jobOf(
      planOf(wizardWith([IMAGE, DATA, IMAGE], { ...JOB, prerequisites: [turned] })),
    );
    expect(job.prerequisites).toEqual([turned, DATA]);
  });

  it('may have the name of a prerequisite of another type', () => {
    const data = { ...DATA, name: 'torch' };
    const job = jobOf(planOf(wizardWith([IMAGE, DATA, data])));
    expect(job.prerequisites).toEqual([IMAGE, DATA, data]);
  });

  it.each([
    ['the protocol’s own', [IMAGE, DATA], [{ ...IMAGE, uri: 'other' }]],
    ['each other', [IMAGE, DATA, { ...IMAGE, uri: 'other' }], []],
  ])('are refused where they differ from %s', (_, components, own) => {
    const protocol = own.length > 0 ? { ...JOB, prerequisites: own } : JOB;
    expect(() => wizardWith(components, protocol)).toThrow(
      expect.objectContaining({
        code: 'dependency-conflict',
        message: expect.stringContaining('images@1.0.0'),
      }),
    );
  });

  it('that do not make the protocol whole are told before anything is asked', () => {
    expect(() => wizardWith([IMAGE])).toThrow(
      expect.objectContaining({
        code: 'protocol-invalid',
        message: expect.stringContaining('mnist'),
      }),
    );
  });

  it('that are no prerequisites are refused', () => {
    expect(() => wizardWith([IMAGE, DATA, JOB])).toThrow(
      expect.objectContaining({ code: 'protocol-invalid' }),
    );
  });

  it('stand in the document, and can be edited there as all else', () => {
    const wizard = wizardWith([IMAGE, DATA]);
    const text = wizard.document(1, {})?.replace('pytorch/pytorch', 'pytorch/nightly') ?? '';
    const edited = wizard.edit(1, {}, text);
    if (!edited.ok) throw new Error('refused');
    const job = jobOf(planOf(wizard, edited.answers));
    expect(job.prerequisites).toEqual([{ ...IMAGE, uri: 'pytorch/nightly' }, DATA]);
  });
});
