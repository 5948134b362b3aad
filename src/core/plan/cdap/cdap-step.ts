/** What every step on CDAP starts from: its place, the cluster's facts, and the addresses below its namespace. */
import { MarketError } from '../../errors.ts';
import { isAtLeast } from './versions.ts';
import { clip } from '../words.ts';

import type { Entity, PlanStep } from '../../model/generated.ts';
import type { CdapFacts, Field, StepForm } from '../../model/install.ts';
import type { ActionPlace, StepInput } from '../action-type.ts';

export interface CdapStep {
  input: StepInput;
  place: ActionPlace;
  cdap: CdapFacts;
  /** The action's own label, or that of its kind. */
  label: string;
}

/** Throws `cdap-missing` where no CDAP is configured. */
export function cdapStep(input: StepInput, label: string): CdapStep {
  const place = { number: input.number, type: input.type };
  const { cdap } = input.facts;
  if (!cdap) {
    throw new MarketError(
      'cdap-missing',
      `Step ${place.number} (${place.type}) needs a CDAP cluster, and none is configured for this portal.`,
      { details: { step: place.number, type: place.type } },
    );
  }
  return { input, place, cdap, label: clip(input.label ?? label, 256) };
}

/** Address of a thing in a namespace of CDAP; every segment is encoded, so none can lead elsewhere. */
export function cdapUrl(
  step: CdapStep,
  segments: readonly string[],
  namespace: string = step.cdap.namespace,
): string {
  const path = ['v3', 'namespaces', namespace, ...segments].map(encodeURIComponent).join('/');
  return `${step.cdap.base}${path}`;
}

/** A thing in a namespace of CDAP. */
export function cdapEntity(
  step: CdapStep,
  kind: Entity['kind'],
  name: string,
  more: Partial<Pick<Entity, 'namespace' | 'version'>> = {},
): Entity {
  return { target: 'cdap', kind, namespace: step.cdap.namespace, name, ...more };
}

/** The form of a step; files, ignored arguments and the like are added by the wizard. */
export function cdapForm(step: CdapStep, fields: Field[], texts: string[] = []): StepForm {
  const { number, type, package: name } = step.input;
  const rest = { markdown: false, files: [], document: false };
  return { number, package: name, type, label: step.label, fields, texts, ...rest };
}

export function cdapPlanStep(
  step: CdapStep,
  summary: string,
  sent: Pick<PlanStep, 'requests' | 'undo'>,
): PlanStep {
  const { number, type, package: found } = step.input;
  return {
    number,
    package: { name: found.name, version: found.version },
    type,
    label: step.label,
    summary: clip(summary, 1024),
    ...sent,
  };
}

/** Streams were taken out of CDAP with 6.0. Throws `cluster-lacks`. */
export function assertStreams(step: CdapStep): void {
  if (!isAtLeast(step.cdap.version, 6, 0)) return;
  throw lacks(step, 'needs streams, which CDAP has up to version 5 only');
}

/** Pipeline drafts are kept by the cluster itself since 6.3; before, each browser page had its own way. Throws `cluster-lacks`. */
export function assertDrafts(step: CdapStep): void {
  if (isAtLeast(step.cdap.version, 6, 3)) return;
  throw lacks(step, 'needs the store of pipeline drafts, which CDAP has from version 6.3 on');
}

/** `what` completes "Step 2 (create_app) …". */
export function lacks(step: CdapStep, what: string): MarketError {
  const { number, type } = step.place;
  return new MarketError(
    'cluster-lacks',
    `Step ${number} (${type}) ${what}; this cluster runs CDAP ${step.cdap.version}.`,
    { details: { step: number, type, cdapVersion: step.cdap.version } },
  );
}
