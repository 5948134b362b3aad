/** create_stream: creates a stream with its properties, on CDAP up to version 5. */
import { givenValue } from '../arguments.ts';
import { planBody } from '../body.ts';
import {
  assertStreams,
  cdapEntity,
  cdapForm,
  cdapPlanStep,
  cdapStep,
  cdapUrl,
} from '../cdap/cdap-step.ts';
import { nameField, shownFields } from '../cdap/fields.ts';
import { neededFile } from '../cdap/files.ts';
import { cdapRefusal } from '../cdap/refusals.ts';
import { probe, write } from '../cdap/requests.ts';
import { streamComparisons, streamProperties } from '../cdap/stream-properties.ts';
import { createStreamRequest, deleteStreamRequest } from '../cdap/streams.ts';

import type { PlannedRequest } from '../../model/generated.ts';
import type { FieldError } from '../../model/install.ts';
import type { ActionType, PreparedStep, StepInput } from '../action-type.ts';
import type { CdapStep } from '../cdap/cdap-step.ts';
import type { JsonObject } from '../json.ts';

export const createStream: ActionType = {
  type: 'create_stream',
  arguments: [
    { name: 'name', type: 'text', help: 'Name of the stream.' },
    { name: 'description', type: 'text', help: 'What it is for.' },
    {
      name: 'format',
      type: 'json',
      help: 'Its format: an object with name and settings, or the name.',
    },
    { name: 'schema', type: 'json', help: 'Schema of its events; it needs a format.' },
    { name: 'ttl', type: 'json', help: 'Seconds that an event is kept.' },
    {
      name: 'notification.threshold.mb',
      type: 'json',
      help: 'Megabytes after which a notification is sent.',
    },
    {
      name: 'properties',
      type: 'json',
      help: 'All of these as an object, or the JSON file that holds it.',
    },
  ],
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files(place, args) {
    const isFile = typeof givenValue(args.get('properties')) === 'string';
    return isFile ? neededFile(place, args, { argument: 'properties', role: 'config' }) : [];
  },
  prepare,
  refusal: cdapRefusal,
};

function prepare(input: StepInput): PreparedStep {
  const step = cdapStep(input, 'Create a stream');
  assertStreams(step);
  const name = nameField(step, 'stream', { argument: 'name', help: 'Name of the stream.' });
  const properties = streamProperties(step);
  return {
    form: cdapForm(step, shownFields([name, ...properties.fields])),
    plan(values) {
      const errors: FieldError[] = [];
      const stream = name.read(values, errors);
      const given = properties.read(values, errors);
      if (!stream || errors.length > 0) return { ok: false, errors };
      const told = Object.keys(given);
      const more = told.length > 0 ? ` with its ${told.join(', ')}` : '';
      const summary = `Creates stream ${stream} in CDAP namespace ${step.cdap.namespace}${more}.`;
      const requests = streamRequests(step, stream, given);
      const undo = [deleteStreamRequest(step, stream)];
      return { ok: true, step: cdapPlanStep(step, summary, { requests, undo }) };
    },
  };
}

/** CDAP does not touch the properties of a stream that is there when it is created again: they are set by a request of their own. */
function streamRequests(step: CdapStep, stream: string, given: JsonObject): PlannedRequest[] {
  const url = cdapUrl(step, ['streams', stream]);
  const entity = cdapEntity(step, 'stream', stream);
  const compare = streamComparisons(given);
  const known = compare.length > 0;
  const body = known ? planBody(given) : undefined;
  const look = probe(step, 1, {
    purpose: `Looking whether stream ${stream} is there`,
    url,
    decides: known ? [2, 3] : [2],
    entity,
    present: {
      then: 'skip',
      ...(known
        ? {
            compare,
            differs: 'ask',
            replace: `sets the properties of the stream that is there: ${Object.keys(given).join(', ')}`,
          }
        : {}),
      words: `A stream ${stream} is in namespace ${step.cdap.namespace} already.`.slice(0, 512),
    },
  });
  if (!body) return [look, createStreamRequest(step, stream, { entity })];
  const set = write(step, 3, {
    purpose: `Setting the properties of stream ${stream}`,
    method: 'PUT',
    url: `${url}/properties`,
    headers: { 'Content-Type': 'application/json' },
    body,
    repeat: 'safe',
    entity,
  });
  return [look, createStreamRequest(step, stream, { body, entity }), set];
}
