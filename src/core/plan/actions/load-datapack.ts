/** load_datapack: loads files of the package into a stream, line by line, on CDAP up to version 5. */
import { argumentError, textsArgument } from '../arguments.ts';
import {
  assertStreams,
  cdapEntity,
  cdapForm,
  cdapPlanStep,
  cdapStep,
  cdapUrl,
} from '../cdap/cdap-step.ts';
import { nameField, shownFields } from '../cdap/fields.ts';
import { cdapRefusal } from '../cdap/refusals.ts';
import { packageBody, probe, write } from '../cdap/requests.ts';
import { createStreamRequest, deleteStreamRequest } from '../cdap/streams.ts';
import { MarketError } from '../../errors.ts';
import { byteSize, count } from '../words.ts';

import type { PlannedRequest } from '../../model/generated.ts';
import type { FieldError } from '../../model/install.ts';
import type {
  ActionPlace,
  ActionType,
  Arguments,
  PlanFile,
  PreparedStep,
  StepInput,
} from '../action-type.ts';
import type { CdapStep } from '../cdap/cdap-step.ts';

/** Files in one step. */
const MOST_FILES = 64;

export const loadDatapack: ActionType = {
  type: 'load_datapack',
  arguments: [
    { name: 'name', type: 'text', help: 'Name of the stream; users choose where it is not given.' },
    {
      name: 'files',
      type: 'texts',
      required: true,
      help: 'Files of the package with one event in each line.',
    },
  ],
  unknownArguments: 'ignore',
  facts: ['cdap'],
  files: (place, args) =>
    fileNames(place, args).map((file) => ({ argument: 'files', file, role: 'bytes' })),
  prepare,
  refusal: cdapRefusal,
};

function prepare(input: StepInput): PreparedStep {
  const step = cdapStep(input, 'Load data into a stream');
  assertStreams(step);
  const files = fileNames(step.place, input.arguments).map((file) => dataFile(step, file));
  const name = nameField(step, 'stream', {
    argument: 'name',
    help: 'Name of the stream; it is created where it is not there.',
  });
  const told =
    'Events cannot be taken out of a stream one by one: undo can only delete the stream, and only where this step created it.';
  return {
    form: cdapForm(step, shownFields([name]), [told]),
    plan(values) {
      const errors: FieldError[] = [];
      const stream = name.read(values, errors);
      if (!stream) return { ok: false, errors };
      const size = files.reduce((sum, file) => sum + file.size, 0);
      const summary = `Loads ${count(files.length, 'file')} (${byteSize(size)}) into stream ${stream} of CDAP namespace ${step.cdap.namespace}.`;
      const requests = loadRequests(step, stream, files);
      const undo = [deleteStreamRequest(step, stream)];
      return { ok: true, step: cdapPlanStep(step, summary, { requests, undo }) };
    },
  };
}

function fileNames(place: ActionPlace, args: Arguments): string[] {
  const names = textsArgument(place, args, 'files') ?? [];
  if (names.length === 0 || names.includes('')) {
    throw argumentError(place, 'files', 'must name at least one file of the package');
  }
  if (names.length > MOST_FILES)
    throw argumentError(place, 'files', `names more than ${MOST_FILES} files`);
  if (new Set(names).size < names.length) throw argumentError(place, 'files', 'names a file twice');
  return names;
}

function dataFile({ place, input }: CdapStep, file: string): PlanFile {
  const found = input.files.get(file);
  if (found) return found;
  throw new MarketError(
    'action-file',
    `Step ${place.number} (${place.type}) of the package: its argument "files" names ${file}, which the package does not have.`,
    { details: { step: place.number, type: place.type, argument: 'files', file } },
  );
}

function loadRequests(
  step: CdapStep,
  stream: string,
  files: readonly PlanFile[],
): PlannedRequest[] {
  const url = cdapUrl(step, ['streams', stream]);
  const words = (what: string) =>
    `${what} in namespace ${step.cdap.namespace} already.`.slice(0, 512);
  // 1: is the stream there, 2: create it, 3: has it events, 4 and on: the files.
  const first = 4;
  return [
    probe(step, 1, {
      purpose: `Looking whether stream ${stream} is there`,
      url,
      decides: [2],
      entity: cdapEntity(step, 'stream', stream),
      present: { then: 'skip', words: words(`A stream ${stream} is`) },
    }),
    createStreamRequest(step, stream),
    probe(step, 3, {
      purpose: `Looking whether stream ${stream} has events`,
      url: `${url}/events?limit=1`,
      decides: files.map((_, at) => first + at),
      entity: cdapEntity(step, 'events', stream),
      answers: [
        { status: 200, means: 'present' },
        { status: 204, means: 'absent' },
        { status: 404, means: 'absent' },
      ],
      present: {
        then: 'ask',
        words: words(`A stream ${stream} with events is`),
        replace: 'adds the events of the package to those that are there',
      },
    }),
    ...files.map((file, at) =>
      write(step, first + at, {
        purpose: `Loading ${file.name} into stream ${stream}`,
        method: 'POST',
        url: `${url}/batch`,
        headers: { 'Content-Type': contentType(file.name) },
        body: packageBody(step.input, file),
        repeat: 'once',
        entity: cdapEntity(step, 'events', stream, { version: file.sha256 }),
      }),
    ),
  ];
}

/** CDAP takes text of any kind, and nothing else; the ending of the file says which. */
function contentType(file: string): string {
  const ending = /\.([A-Za-z0-9][A-Za-z0-9+-]{0,31})$/.exec(file)?.[1];
  return `text/${ending ?? 'plain'}`;
}
