/** Instances, GPUs, CPUs and memory of each task role as one small table, with what the job asks for in all and what is free. */
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import {
  amounts,
  fitOf,
  formatMemory,
  freeWords,
  listed,
  plural,
  readRoles,
  sizeOf,
} from './job-size.ts';

import type { Field, FieldValue, VirtualClusterFacts } from '#core/model/install.ts';
import type { ReactNode } from 'react';
import type { Fit, JobSize, ResourceKey } from './job-size.ts';

export interface ResourceTableProps {
  /** Of the group `resources`. */
  fields: readonly Field[];
  values: Record<string, FieldValue>;
  virtualClusters: readonly VirtualClusterFacts[];
  /** Name of the chosen one. */
  virtualCluster: string | undefined;
  /** Draws the control of a field; `note` says its value in other words. */
  control: (field: Field, cell: { note?: string | undefined } | undefined) => ReactNode;
}

const COLUMNS: { key: ResourceKey; title: string }[] = [
  { key: 'instances', title: 'Instances' },
  { key: 'gpu', title: 'GPUs each' },
  { key: 'cpu', title: 'CPUs each' },
  { key: 'memoryMB', title: 'Memory each, MB' },
];

export function ResourceTable(props: ResourceTableProps): ReactNode {
  const { fields, values, control } = props;
  const { roles, others } = readRoles(fields);
  const size = roles.length > 0 ? sizeOf(roles, values) : undefined;
  return (
    <>
      {roles.length > 0 && (
        <div className="pm-roles">
          {/* For the eye only: each field has a whole name of its own. */}
          <div className="pm-role pm-role-head" aria-hidden="true">
            <span>Task role</span>
            {COLUMNS.map(({ key, title }) => (
              <span key={key}>{title}</span>
            ))}
          </div>
          {roles.map((role) => (
            <div
              key={role.name}
              className="pm-role"
              role="group"
              aria-label={`Task role ${toLine(role.name, TEXT_LIMITS.label)}`}
            >
              <span className="pm-role-name" dir="auto" aria-hidden="true">
                {toLine(role.name, TEXT_LIMITS.label)}
              </span>
              {COLUMNS.map(({ key }) => {
                const field = role.fields[key];
                if (!field) return <span key={key} />;
                const note = key === 'memoryMB' ? memoryNote(field, values) : undefined;
                return <div key={key}>{control(field, { note })}</div>;
              })}
            </div>
          ))}
          <Totals size={size} />
        </div>
      )}
      {others.map((field) => (
        <div key={field.id}>{control(field, undefined)}</div>
      ))}
      {size && <Room {...props} size={size} />}
    </>
  );
}

function memoryNote(field: Field, values: Record<string, FieldValue>): string | undefined {
  const value = Number(field.readOnly ? field.default : (values[field.id] ?? field.default));
  return Number.isFinite(value) && value >= 1024 ? formatMemory(value) : undefined;
}

function Totals({ size }: { size: JobSize | undefined }): ReactNode {
  return (
    <div className="pm-role pm-role-total" data-resources="total">
      <span>In all</span>
      <span>{size ? plural(size.instances, 'instance') : '–'}</span>
      <span>{size ? plural(size.gpus, 'GPU') : '–'}</span>
      <span>{size ? plural(size.cpus, 'CPU') : '–'}</span>
      <span>{size ? formatMemory(size.memoryMB) : '–'}</span>
    </div>
  );
}

/** What is asked for beside what is free; a warning stops nothing, for the cluster itself decides. */
function Room(props: ResourceTableProps & { size: JobSize }): ReactNode {
  const { size, virtualClusters, virtualCluster } = props;
  const chosen = virtualClusters.find(({ name }) => name === virtualCluster);
  const asked = listed(amounts(size)) || 'no GPUs, CPUs or memory';
  const free = chosen && freeWords(chosen);
  const fit = chosen && fitOf(size, chosen);
  return (
    <div className="pm-room" aria-live="polite">
      <p>
        This job asks for {asked}
        {chosen && free ? (
          <>
            ; <bdi>{toLine(chosen.name, TEXT_LIMITS.label)}</bdi> has {free} now.
          </>
        ) : (
          '.'
        )}
      </p>
      {chosen && fit && fit.short.length > 0 && (
        <NoticeBar tone="warning">
          <span data-fit={fit.kind}>{warning(chosen, fit, roomier(props))}</span>
        </NoticeBar>
      )}
    </div>
  );
}

function warning(chosen: VirtualClusterFacts, fit: Fit, others: string[]): string {
  const name = toLine(chosen.name, TEXT_LIMITS.label);
  const short = listed(fit.short);
  const instead = others.length === 0 ? '' : ` There is room now in ${listed(others)}.`;
  if (fit.kind === 'never') {
    return `That is ${short} more than ${name} has at all, so the job would never start there: ask for less or choose another virtual cluster.${instead}`;
  }
  return `That is ${short} more than ${name} has free now: the job would wait until they are free.${instead}`;
}

/** Other virtual clusters in which the job would fit now; the first three. */
function roomier(props: ResourceTableProps & { size: JobSize }): string[] {
  return props.virtualClusters
    .filter(({ name }) => name !== props.virtualCluster)
    .filter((each) => fitOf(props.size, each).kind === 'fits')
    .slice(0, 3)
    .map(({ name }) => toLine(name, TEXT_LIMITS.label));
}
