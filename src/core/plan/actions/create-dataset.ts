/** create_dataset: creates a dataset of a type that the cluster knows. */
import { planBody } from '../body.ts';
import { cdapEntity, cdapForm, cdapPlanStep, cdapStep, cdapUrl } from '../cdap/cdap-step.ts';
import { jsonField, nameField, shownFields, takeTexts, textField } from '../cdap/fields.ts';
import { cdapRefusal } from '../cdap/refusals.ts';
import { comparison, PRESENT_409, probe, undo, write } from '../cdap/requests.ts';

import type { PlannedRequest } from '../../model/generated.ts';
import type { FieldError } from '../../model/install.ts';
import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';
import type { CdapStep } from '../cdap/cdap-step.ts';
import type { ArgumentField } from '../cdap/fields.ts';

const TYPE = /^[A-Za-z0-9$._-]{1,255}$/;

export const createDataset: ActionType = {
  type: 'create_dataset',
  arguments: [
    { name: 'name', type: 'text', help: 'Name of the dataset.' },
    { name: 'type', type: 'text', help: 'Its type; typeName on the wire.' },
    { name: 'description', type: 'text', help: 'What it is for.' },
    { name: 'properties', type: 'object', help: 'Texts by name.' },
  ],
  unknownArguments: 'ignore',
  facts: ['cdap'],
  prepare,
  refusal: cdapRefusal,
};

function prepare(input: StepInput): PreparedStep {
  const step = cdapStep(input, 'Create a dataset');
  const name = nameField(step, 'dataset', { argument: 'name', help: 'Name of the dataset.' });
  const typeName = typeField(step);
  const description = textField(step, {
    argument: 'description',
    required: false,
    help: 'What the dataset is for.',
    check: () => undefined,
  });
  const properties = jsonField(step, {
    argument: 'properties',
    required: false,
    help: 'Texts by name, such as {"dataset.table.ttl": "3600"}.',
    take: takeTexts,
  });
  return {
    form: cdapForm(step, shownFields([name, typeName, description, properties])),
    plan(values) {
      const errors: FieldError[] = [];
      const read = {
        name: name.read(values, errors),
        typeName: typeName.read(values, errors),
        description: description.read(values, errors),
        properties: properties.read(values, errors) ?? {},
      };
      if (!read.name || !read.typeName || errors.length > 0) return { ok: false, errors };
      const { namespace } = step.cdap;
      const summary = `Creates dataset ${read.name} of type ${read.typeName} in CDAP namespace ${namespace}.`;
      const sent = datasetRequests(step, { ...read, name: read.name, typeName: read.typeName });
      return { ok: true, step: cdapPlanStep(step, summary, sent) };
    },
  };
}

function typeField(step: CdapStep): ArgumentField<string> {
  return textField(step, {
    argument: 'type',
    required: true,
    help: 'Type of the dataset, such as co.cask.cdap.api.dataset.table.Table.',
    check: (value) => (TYPE.test(value) ? undefined : 'Use the name of a dataset type.'),
  });
}

interface Dataset {
  name: string;
  typeName: string;
  description: string | undefined;
  properties: Record<string, string>;
}

function datasetRequests(
  step: CdapStep,
  { name, typeName, description, properties }: Dataset,
): { requests: PlannedRequest[]; undo: PlannedRequest[] } {
  const url = cdapUrl(step, ['data', 'datasets', name]);
  const entity = cdapEntity(step, 'dataset', name);
  const body = { typeName, properties, ...(description === undefined ? {} : { description }) };
  return {
    requests: [
      probe(step, 1, {
        purpose: `Looking whether dataset ${name} is there`,
        url,
        decides: [2],
        entity,
        present: {
          then: 'skip',
          compare: [comparison('/spec/type', typeName, 'the type')],
          differs: 'conflict',
          words: `A dataset ${name} is in namespace ${step.cdap.namespace} already.`.slice(0, 512),
        },
      }),
      write(step, 2, {
        purpose: `Creating dataset ${name}`,
        method: 'PUT',
        url,
        headers: { 'Content-Type': 'application/json' },
        body: planBody(body),
        answers: [PRESENT_409],
        repeat: 'safe',
        entity,
      }),
    ],
    undo: [undo(step, 2, { purpose: `Deleting dataset ${name} with all data in it`, url, entity })],
  };
}
