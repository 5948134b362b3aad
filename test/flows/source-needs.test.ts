import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DEFAULT_LIMITS } from '#core/limits.ts';
import { buildMarket } from '#flows/build-market.ts';
import { sourceNeeds } from '#flows/source-needs.ts';
import { createPublisher, JOB, PACKAGE, sourceFiles } from '../fakes/publisher.ts';

import type { Action, ActionArgument } from '#core/model/generated.ts';
import type { Publisher } from '../fakes/publisher.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const job = (roles: string) =>
  bytes(`protocolVersion: 2\nname: a\ntype: job\ntaskRoles:\n${roles}`);
const role = (name: string, instances: number, [gpu, cpu, memoryMB]: number[]) =>
  `  ${name}: { instances: ${instances}, resourcePerInstance: { gpu: ${gpu}, cpu: ${cpu}, memoryMB: ${memoryMB} } }\n`;
const argument = (name: string, value: unknown): ActionArgument => ({
  name,
  value: value as never,
});
const submit = (file: string, more: ActionArgument[] = []): Action => ({
  type: 'submit_job',
  arguments: [argument('protocol', file), ...more],
});
const needs = (actions: Action[], files: Record<string, Uint8Array>) =>
  sourceNeeds(actions, new Map(Object.entries(files)), DEFAULT_LIMITS);

describe('what the jobs of a package need', () => {
  it('is what all tasks of the job ask for together', () => {
    const roles = role('worker', 4, [2, 8, 1000]) + role('server', 1, [0, 2, 500]);
    expect(needs([submit('job.yaml')], { 'job.yaml': job(roles) })).toEqual({
      gpu: 8,
      cpu: 34,
      memoryMB: 4500,
    });
  });

  it('counts what the action sets in the place of what the protocol says', () => {
    const files = { 'job.yaml': job(role('worker', 4, [2, 8, 1000])) };
    const taskRoles = { worker: { instances: 1, gpu: 3 } };
    expect(needs([submit('job.yaml', [{ name: 'taskRoles', default: taskRoles }])], files)).toEqual(
      { gpu: 3, cpu: 8, memoryMB: 1000 },
    );
  });

  it('is the most that one of several jobs asks for', () => {
    const files = {
      'a.yaml': job(role('worker', 1, [1, 16, 100])),
      'b.yaml': job(role('worker', 1, [4, 2, 50])),
    };
    expect(needs([submit('a.yaml'), submit('b.yaml')], files)).toEqual({
      gpu: 4,
      cpu: 16,
      memoryMB: 100,
    });
  });

  it('is known of a job that takes its image from another package', () => {
    const prerequisites = [{ package: 'images', version: '1.0.0', file: 'image.yaml' }];
    const action = submit('job.yaml', [argument('prerequisites', prerequisites)]);
    expect(needs([action], { 'job.yaml': job(role('worker', 2, [1, 4, 10])) })).toMatchObject({
      gpu: 2,
    });
  });

  it('takes what is left out as the cluster does: one instance, no GPU', () => {
    const files = {
      'job.yaml': job('  worker: { resourcePerInstance: { cpu: 4, memoryMB: 10 } }\n'),
    };
    expect(needs([submit('job.yaml')], files)).toEqual({ gpu: 0, cpu: 4, memoryMB: 10 });
  });

  it('does not stumble over numbers that are none', () => {
    const odd =
      '  worker: { instances: .inf, resourcePerInstance: { gpu: -4, cpu: two, memoryMB: 1.e+300 } }\n';
    expect(needs([submit('job.yaml')], { 'job.yaml': job(odd) })).toEqual({
      gpu: 0,
      cpu: 0,
      memoryMB: 1_000_000_000,
    });
  });

  it('is nothing where there is no job, or none that can be read', () => {
    const text: Action = {
      type: 'informational',
      arguments: [argument('text', 'Read this.')],
    };
    expect(needs([text], {})).toBeUndefined();
    expect(needs([submit('job.yaml')], {})).toBeUndefined();
    expect(needs([submit('job.yaml')], { 'job.yaml': bytes('a: [') })).toBeUndefined();
    expect(needs([{ type: 'paint_house', arguments: [] }], {})).toBeUndefined();
  });
});

describe('a built market', () => {
  let publisher: Publisher;
  beforeEach(() => {
    publisher = createPublisher();
  });
  afterEach(() => publisher.remove());

  it('says the needs in the row and in the signed spec', async () => {
    publisher.write(
      sourceFiles({
        'packages/hello/1.1.0/archive/job.yaml': JOB.replace('gpu: 0', 'gpu: 2').replace(
          'instances: 1',
          'instances: 3',
        ),
        'packages/talk/1.0.0/package.yaml': PACKAGE.replace(
          /actions:[\s\S]*/,
          'actions:\n  - type: informational\n    arguments: [{ name: text, value: Read this. }]\n',
        ),
        'packages/talk/1.0.0/license.txt': 'Do as you like.\n',
      }),
    );
    const source = publisher.io.files.tree(publisher.path('source'));
    const target = publisher.io.files.tree(publisher.path('market'));
    const { findings } = await buildMarket({ source, target }, publisher.io);
    expect(findings).toEqual([]);
    const read = async (path: string) =>
      JSON.parse(new TextDecoder().decode(await target.read(path, 1_000_000))) as unknown;
    const rows = (await read('packages.json')) as {
      name: string;
      version: string;
      needs: unknown;
    }[];
    const needsOf = (name: string, version: string) =>
      rows.find((row) => row.name === name && row.version === version)?.needs;
    expect(needsOf('hello', '1.0.0')).toEqual({ gpu: 0, cpu: 1, memoryMB: 512 });
    expect(needsOf('hello', '1.1.0')).toEqual({ gpu: 6, cpu: 3, memoryMB: 1536 });
    expect(needsOf('talk', '1.0.0')).toBeUndefined();
    expect(await read('packages/hello/1.1.0/spec.json')).toMatchObject({
      needs: { gpu: 6, cpu: 3, memoryMB: 1536 },
    });
  });
});
