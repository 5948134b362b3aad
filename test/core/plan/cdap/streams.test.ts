import { describe, expect, it } from 'vitest';

import {
  action,
  argument,
  cdapVersion,
  cdapWizard,
  codeOf,
  digest,
  errorOf,
  line,
  modifiable,
  stepOf,
  wrongWith,
} from './cdap-wizard.ts';

const create = (values: Record<string, unknown>) => action('create_stream', values);
const bodyOf = (request: { body?: unknown } | undefined) =>
  JSON.parse((request?.body as { text: string } | undefined)?.text ?? 'null');

const SCHEMA = { type: 'record', name: 'sms', fields: [{ name: 'label', type: 'string' }] };

describe('create_stream', () => {
  it('creates it, and is content with one that is there', () => {
    const step = stepOf(cdapWizard([create({ name: 'labeledSMSTexts' })]));
    expect(step.requests.map(line)).toEqual([
      'probe GET /streams/labeledSMSTexts',
      'write PUT /streams/labeledSMSTexts',
    ]);
    expect(step.requests[0]?.present).toMatchObject({ then: 'skip' });
    expect(step.requests[1]).not.toHaveProperty('body');
    expect(step.undo.map(line)).toEqual(['undo DELETE /streams/labeledSMSTexts']);
  });

  it('sets the properties also of a stream that is there, after asking', () => {
    const described = create({
      name: 'logStream',
      description: 'Stream of Apache access log events',
    });
    const { requests } = stepOf(cdapWizard([described]));
    expect(requests.map(line)).toEqual([
      'probe GET /streams/logStream',
      'write PUT /streams/logStream',
      'write PUT /streams/logStream/properties',
    ]);
    expect(requests[0]).toMatchObject({
      decides: ['1.2', '1.3'],
      present: {
        then: 'skip',
        differs: 'ask',
        compare: [{ pointer: '/description', value: 'Stream of Apache access log events' }],
      },
    });
    expect(bodyOf(requests[1])).toEqual({ description: 'Stream of Apache access log events' });
    expect(requests[2]?.body).toEqual(requests[1]?.body);
  });

  it('puts the schema into the format, and numbers as numbers', () => {
    const step = stepOf(
      cdapWizard([
        create({
          name: 's',
          format: 'tsv',
          schema: JSON.stringify(SCHEMA),
          ttl: '3600',
          'notification.threshold.mb': 10,
        }),
      ]),
    );
    expect(bodyOf(step.requests[1])).toEqual({
      ttl: 3600,
      format: { name: 'tsv', schema: SCHEMA },
      'notification.threshold.mb': 10,
    });
    expect(step.requests[0]?.present?.compare?.map(({ pointer }) => pointer)).toEqual([
      '/ttl',
      '/format/name',
      '/format/schema',
      '/notification.threshold.mb',
    ]);
  });

  it('reads properties out of a file, under what is given beside it', () => {
    const files = {
      'properties.json': JSON.stringify({ ttl: 60, format: { name: 'csv' }, other: 1 }),
    };
    const wizard = cdapWizard([create({ name: 's', properties: 'properties.json', ttl: 120 })], {
      files,
    });
    expect(bodyOf(stepOf(wizard).requests[1])).toEqual({ ttl: 120, format: { name: 'csv' } });
    expect(wizard.forms[0]?.files).toMatchObject([
      { argument: 'properties', file: 'properties.json' },
    ]);
  });

  it('checks what the user types', () => {
    const wizard = cdapWizard([
      create({ name: modifiable('s'), ttl: modifiable(5), format: modifiable({ name: 'csv' }) }),
    ]);
    expect(bodyOf(stepOf(wizard, { ttl: 7 }).requests[1])).toEqual({
      ttl: 7,
      format: { name: 'csv' },
    });
    expect(wrongWith(wizard, { name: 'a.b' })[0]).toContain('arguments.name: ');
    expect(wrongWith(wizard, { format: '{"settings":{}}' })[0]).toContain('must have a name');
    expect(wrongWith(wizard, { format: '[' })[0]).toContain('arguments.format: ');
    expect(wrongWith(wizard, { ttl: -1 })).toHaveLength(1);
  });

  it.each([
    { name: 'a/b' },
    { name: 'a.b' },
    { name: 's', ttl: -1 },
    { name: 's', ttl: 'soon' },
    { name: 's', 'notification.threshold.mb': 0 },
    { name: 's', format: {} },
    { name: 's', format: { name: 'a b' } },
    { name: 's', format: 'csv', schema: 'not json' },
    { name: 's', properties: [] },
    { name: 's', properties: { format: 7 } },
    { name: 's', properties: { ttl: '60' } },
  ])('%j is refused', (values) => {
    expect(codeOf(() => cdapWizard([create(values)]))).toBe('action-argument');
  });

  it('says that a schema needs a format', () => {
    expect(wrongWith(cdapWizard([create({ name: 's', schema: SCHEMA })]))).toEqual([
      'arguments.schema: A schema needs a format with a name.',
    ]);
  });

  it('lists what it does not know and ignores it', () => {
    const wizard = cdapWizard([create({ name: 'smsTexts', loadfiles: ['texts.txt'] })]);
    expect(wizard.forms[0]?.texts.join()).toContain('loadfiles');
    expect(JSON.stringify(stepOf(wizard).requests)).not.toContain('texts.txt');
  });

  it.each(['6.0.0', '6.0.0-SNAPSHOT', '6.1.1', '6.10.0'])('is refused on CDAP %s', (version) => {
    const run = () => cdapWizard([create({ name: 's' })], { cdap: cdapVersion(version) });
    expect(errorOf(run)).toMatchObject({ code: 'cluster-lacks' });
    expect(errorOf(run).message).toBe(
      `Step 1 (create_stream) needs streams, which CDAP has up to version 5 only; this cluster runs CDAP ${version}.`,
    );
  });

  it('is refused where no CDAP is configured', () => {
    expect(codeOf(() => cdapWizard([create({ name: 's' })], { cdap: undefined }))).toBe(
      'cdap-missing',
    );
  });
});

describe('load_datapack', () => {
  const files = { 'access.txt': 'one\ntwo\n', 'more.accesslog': 'three\n', raw: 'x' };
  const load = (values: Record<string, unknown>) => action('load_datapack', values);

  it('creates the stream if need be, looks for events once, and loads each file', () => {
    const wizard = cdapWizard([load({ name: 'accessLogs', files: Object.keys(files) })], { files });
    const { requests, undo, summary } = stepOf(wizard);
    expect(requests.map(line)).toEqual([
      'probe GET /streams/accessLogs',
      'write PUT /streams/accessLogs',
      'probe GET /streams/accessLogs/events?limit=1',
      'write POST /streams/accessLogs/batch',
      'write POST /streams/accessLogs/batch',
      'write POST /streams/accessLogs/batch',
    ]);
    expect(requests[0]).toMatchObject({ decides: ['1.2'], present: { then: 'skip' } });
    expect(requests[2]).toMatchObject({
      decides: ['1.4', '1.5', '1.6'],
      present: { then: 'ask' },
      answers: [
        { status: 200, means: 'present' },
        { status: 204, means: 'absent' },
        { status: 404, means: 'absent' },
      ],
    });
    expect(requests.slice(3).map(({ headers }) => headers['Content-Type'])).toEqual([
      'text/txt',
      'text/accesslog',
      'text/plain',
    ]);
    expect(requests[3]).toMatchObject({
      repeat: 'once',
      entity: { kind: 'events', name: 'accessLogs', version: digest(files['access.txt']) },
      body: { source: { from: 'package', file: 'access.txt' }, size: 8 },
    });
    expect(undo.map(line)).toEqual(['undo DELETE /streams/accessLogs']);
    expect(wizard.forms[0]?.texts.join()).toContain('cannot be taken out');
    expect(summary).toBe(
      'Loads 3 files (15 bytes) into stream accessLogs of CDAP namespace default.',
    );
  });

  it('asks for the stream where the package names none', () => {
    const wizard = cdapWizard([load({ files: ['access.txt'] })], { files });
    expect(wizard.forms[0]?.fields).toMatchObject([
      { label: 'name', required: true, readOnly: false },
    ]);
    expect(wrongWith(wizard)).toEqual(['arguments.name: name is required.']);
    expect(stepOf(wizard, { name: 'mine' }).requests.map(line)[3]).toBe(
      'write POST /streams/mine/batch',
    );
  });

  it('goes with the step that creates the stream', () => {
    const wizard = cdapWizard(
      [
        create({ name: 'logStream', description: 'Logs' }),
        load({ name: 'logStream', files: ['access.txt'] }),
      ],
      { files },
    );
    const result = wizard.plan({});
    expect(result.ok && result.plan.steps.map(({ requests }) => requests.length)).toEqual([3, 4]);
    expect(result.ok && result.plan.summary[0]).toBe(
      'Creates 1 stream; loads 8 bytes of events into 1 stream.',
    );
  });

  it.each([
    { name: 's', files: [] },
    { name: 's', files: [''] },
    { name: 's', files: 'access.txt' },
    { name: 's', files: ['access.txt', 'access.txt'] },
    { name: 's' },
    { name: '../s', files: ['access.txt'] },
  ])('%j is refused', (values) => {
    expect(codeOf(() => cdapWizard([load(values)], { files }))).toBe('action-argument');
  });

  it('refuses files that the package lacks, and clusters without streams', () => {
    expect(codeOf(() => cdapWizard([load({ name: 's', files: ['gone.txt'] })]))).toBe(
      'action-file',
    );
    const run = () =>
      cdapWizard([load({ name: 's', files: ['access.txt'] })], {
        files,
        cdap: cdapVersion('6.1.1'),
      });
    expect(codeOf(run)).toBe('cluster-lacks');
  });
});

describe('create_dataset', () => {
  const dataset = (values: Record<string, unknown>) => action('create_dataset', values);
  const TABLE = 'co.cask.cdap.api.dataset.table.Table';

  it('sends the type as typeName, and compares it with what is there', () => {
    const properties = { 'dataset.table.ttl': '3600' };
    const { requests, undo } = stepOf(
      cdapWizard([dataset({ name: 'my$data', type: TABLE, description: 'Data', properties })]),
    );
    expect(requests.map(line)).toEqual([
      'probe GET /data/datasets/my%24data',
      'write PUT /data/datasets/my%24data',
    ]);
    expect(bodyOf(requests[1])).toEqual({ typeName: TABLE, properties, description: 'Data' });
    expect(requests[0]?.present).toMatchObject({
      then: 'skip',
      differs: 'conflict',
      compare: [{ pointer: '/spec/type', value: TABLE }],
    });
    expect(requests[1]?.answers).toContainEqual({ status: 409, means: 'present' });
    expect(undo[0]?.purpose).toContain('with all data in it');
  });

  it('checks what the user types', () => {
    const wizard = cdapWizard([
      dataset({
        name: 'd',
        type: modifiable(TABLE),
        properties: modifiable({}),
        description: argument({ default: '' }),
      }),
    ]);
    expect(bodyOf(stepOf(wizard, { properties: '{"a":"b"}' }).requests[1]).properties).toEqual({
      a: 'b',
    });
    expect(wrongWith(wizard, { properties: '{"a":1}' })[0]).toContain('"a" is none');
    expect(wrongWith(wizard, { properties: '{"__proto__":"x"}' })).toHaveLength(1);
    expect(wrongWith(wizard, { type: 'a b' })).toEqual([
      'arguments.type: Use the name of a dataset type.',
    ]);
  });

  it.each([
    { name: 'a/b', type: TABLE },
    { name: '..', type: TABLE },
    { name: 'd', type: 'a\r\nb' },
    { name: 'd', type: TABLE, properties: { ttl: 1 } },
    { name: 'd', type: TABLE, properties: 'x' },
  ])('%j is refused', (values) => {
    expect(codeOf(() => cdapWizard([dataset(values)]))).toBe('action-argument');
  });
});
