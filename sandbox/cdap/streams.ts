/** Streams of CDAP up to 5.x: properties, events one by one and in batches. */
import { badRequest, CdapError, headerOf, isObject, notFound, readObject } from './call.ts';
import { namespaceOf, nameOf } from './names.ts';

import type { CdapAnswer, CdapCall } from './call.ts';
import type { StreamState } from './state.ts';

const FORMATS = ['avro', 'csv', 'tsv', 'text', 'clf', 'grok', 'syslog'];
const KEYS = ['ttl', 'format', 'notification.threshold.mb', 'description', 'principal'];
const COMPLAINT =
  'Invalid stream configuration. Please check that the configuration is a valid JSON Object with a valid schema.';

const DEFAULTS = {
  ttl: 9_223_372_036_854_775,
  format: { name: 'text', schema: bodySchema('string'), settings: {} },
  'notification.threshold.mb': 1024,
};

export function listStreams(call: CdapCall): CdapAnswer {
  const { namespace } = namespaceOf(call);
  return { status: 200, body: namespace.streams.map(({ name }) => ({ name })) };
}

export function getStream(call: CdapCall): CdapAnswer {
  return { status: 200, body: findStream(call).properties };
}

/** 200 also when it is there; then nothing changes. */
export function putStream(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'stream');
  const given = call.exchange.body.length > 0 ? readConfig(call) : {};
  const old = namespace.streams.find((each) => each.name === name);
  if (old) {
    assertPrincipal(old, given);
    return { status: 200 };
  }
  namespace.streams.push({ name, properties: { ...DEFAULTS, ...given }, events: [] });
  call.changed(`${id}/stream/${name}`, 'created');
  return { status: 200 };
}

/** Keys that are absent stay as they are. */
export function putStreamProperties(call: CdapCall): CdapAnswer {
  const { id } = namespaceOf(call);
  const stream = findStream(call);
  const given = readConfig(call);
  assertPrincipal(stream, given);
  Object.assign(stream.properties, given);
  call.changed(`${id}/stream/${stream.name}`, 'updated');
  return { status: 200 };
}

export function deleteStream(call: CdapCall): CdapAnswer {
  const { id, namespace } = namespaceOf(call);
  const stream = findStream(call);
  namespace.streams.splice(namespace.streams.indexOf(stream), 1);
  call.changed(`${id}/stream/${stream.name}`, 'removed');
  return { status: 200 };
}

/** One event: the body. */
export function postEvent(call: CdapCall): CdapAnswer {
  return append(call, findStream(call), [call.exchange.body.toString('utf8')]);
}

/** One event a line; sent twice, they are there twice. */
export function postBatch(call: CdapCall): CdapAnswer {
  const stream = findStream(call);
  const type = headerOf(call, 'content-type') ?? '';
  if (!type.startsWith('text/')) {
    throw new CdapError(406, `Unsupported content type ${type === '' ? 'null' : type}`);
  }
  const lines = call.exchange.body.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return append(call, stream, lines);
}

export function truncateStream(call: CdapCall): CdapAnswer {
  const { id } = namespaceOf(call);
  const stream = findStream(call);
  stream.events = [];
  call.changed(`${id}/events/${stream.name}`, 'removed');
  return { status: 200 };
}

/** Times of events are not kept: all are of now, which `start` and `end` are compared with. */
export function getEvents(call: CdapCall): CdapAnswer {
  const { events } = findStream(call);
  const [limit, start, end] = ['limit', 'start', 'end'].map((name) => readNumber(call, name));
  const inTime = call.now >= (start ?? 0) && call.now < (end ?? Infinity);
  const found = inTime ? events.slice(0, limit ?? events.length) : [];
  if (found.length === 0) return { status: 204 };
  return {
    status: 200,
    body: found.map((body) => ({ timestamp: call.now, headers: {}, body })),
  };
}

function append(call: CdapCall, stream: StreamState, events: string[]): CdapAnswer {
  const { id } = namespaceOf(call);
  for (const event of events) stream.events.push(event);
  call.changed(`${id}/events/${stream.name}`, 'created');
  return { status: 200 };
}

function findStream(call: CdapCall): StreamState {
  const { id, namespace } = namespaceOf(call);
  const name = nameOf(call, 'stream');
  const found = namespace.streams.find((each) => each.name === name);
  if (!found) throw notFound(`stream:${id}.${name}`);
  return found;
}

function readConfig(call: CdapCall): Record<string, unknown> {
  const body = readObject(call, COMPLAINT);
  const given = Object.fromEntries(Object.entries(body).filter(([key]) => KEYS.includes(key)));
  const { ttl, format, description } = given;
  const threshold = given['notification.threshold.mb'];
  if (ttl !== undefined && !Number.isInteger(ttl)) throw badRequest(COMPLAINT);
  if (Number(ttl ?? 0) < 0) {
    throw badRequest(`Invalid TTL ${String(ttl)}. TTL value should be positive.`);
  }
  if (threshold !== undefined && !Number.isInteger(threshold)) throw badRequest(COMPLAINT);
  if (Number(threshold ?? 1) <= 0) {
    throw badRequest(
      `Invalid threshold ${String(threshold)}. Threshold value should be greater than zero.`,
    );
  }
  if (description !== undefined && typeof description !== 'string') throw badRequest(COMPLAINT);
  return format === undefined ? given : { ...given, format: readFormat(format) };
}

function readFormat(format: unknown): object {
  if (!isObject(format)) throw badRequest(COMPLAINT);
  const { name, schema, settings } = format;
  if (typeof name !== 'string') throw badRequest('A format name must be specified.');
  if (!FORMATS.includes(name)) {
    throw badRequest(`Invalid format, unable to instantiate format ${name}`);
  }
  if (schema !== undefined && !isRecord(schema)) {
    throw badRequest(`Format ${name} does not support the requested schema.`);
  }
  const fields = name === 'csv' || name === 'tsv' ? bodySchema(['string']) : bodySchema('string');
  return { name, schema: schema ?? fields, settings: settings ?? {} };
}

function isRecord(schema: unknown): boolean {
  return isObject(schema) && schema['type'] === 'record' && Array.isArray(schema['fields']);
}

function bodySchema(type: 'string' | ['string']): object {
  const body = typeof type === 'string' ? type : { type: 'array', items: 'string' };
  return { type: 'record', name: 'stringBody', fields: [{ name: 'body', type: body }] };
}

function assertPrincipal(stream: StreamState, given: Record<string, unknown>): void {
  const { principal } = given;
  if (principal === undefined || principal === stream.properties['principal']) return;
  throw new CdapError(403, `The owner principal of stream '${stream.name}' cannot be changed.`);
}

function readNumber(call: CdapCall, name: string): number | undefined {
  const text = call.query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,16}$/.test(text)) return Number(text);
  throw badRequest(`Invalid value '${text}' of parameter ${name}.`);
}
