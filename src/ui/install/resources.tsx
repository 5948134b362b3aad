/** Instances, GPUs, CPUs and memory of each task role as one small table, with what the job asks for in all and what is free. */
import { installTexts } from '../messages/install.ts';
import { NoticeBar } from '../parts/notice.tsx';
import { TEXT_LIMITS, toLine } from '../parts/plain-text.ts';
import { Sentence } from '../parts/sentence.tsx';
import {
  amounts,
  countWords,
  fitOf,
  formatMemory,
  freeWords,
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

const COLUMNS: readonly ResourceKey[] = ['instances', 'gpu', 'cpu', 'memoryMB'];

export function ResourceTable(props: ResourceTableProps): ReactNode {
  const { fields, values, control } = props;
  const { roles, others } = readRoles(fields);
  const size = roles.length > 0 ? sizeOf(roles, values) : undefined;
  const { job } = installTexts;
  return (
    <>
      {roles.length > 0 && (
        <div className="pm-roles">
          {/* For the eye only: each field has a whole name of its own. */}
          <div className="pm-role pm-role-head" aria-hidden="true">
            <span>{job.role}</span>
            {COLUMNS.map((key) => (
              <span key={key}>{job.columns[key]}</span>
            ))}
          </div>
          {roles.map((role) => (
            <div
              key={role.name}
              className="pm-role"
              role="group"
              aria-label={job.roleNamed(toLine(role.name, TEXT_LIMITS.label))}
            >
              <span className="pm-role-name" dir="auto" aria-hidden="true">
                {toLine(role.name, TEXT_LIMITS.label)}
              </span>
              {COLUMNS.map((key) => {
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
  const { job } = installTexts;
  return (
    <div className="pm-role pm-role-total" data-resources="total">
      <span>{job.total}</span>
      <span>{size ? countWords.instances(size.instances) : '–'}</span>
      <span>{size ? countWords.gpus(size.gpus) : '–'}</span>
      <span>{size ? countWords.cpus(size.cpus) : '–'}</span>
      <span>{size ? formatMemory(size.memoryMB) : '–'}</span>
    </div>
  );
}

/** What is asked for beside what is free; a warning stops nothing, for the cluster itself decides. */
function Room(props: ResourceTableProps & { size: JobSize }): ReactNode {
  const { size, virtualClusters, virtualCluster } = props;
  const chosen = virtualClusters.find(({ name }) => name === virtualCluster);
  const { job } = installTexts;
  const asked = job.asks(amounts(size));
  const free = chosen && freeWords(chosen);
  const fit = chosen && fitOf(size, chosen);
  return (
    <div className="pm-room" aria-live="polite">
      <p>
        <Sentence
          words={free ? job.asksForAndFree : job.asksFor}
          parts={{
            ...{ asked, free },
            cluster: <bdi>{toLine(chosen?.name ?? '', TEXT_LIMITS.label)}</bdi>,
          }}
        />
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
  const { never, later, instead } = installTexts.job;
  const words = fit.kind === 'never' ? never(fit.short, name) : later(fit.short, name);
  return others.length === 0 ? words : words + instead(others);
}

/** Other virtual clusters in which the job would fit now; the first three. */
function roomier(props: ResourceTableProps & { size: JobSize }): string[] {
  return props.virtualClusters
    .filter(({ name }) => name !== props.virtualCluster)
    .filter((each) => fitOf(props.size, each).kind === 'fits')
    .slice(0, 3)
    .map(({ name }) => toLine(name, TEXT_LIMITS.label));
}
