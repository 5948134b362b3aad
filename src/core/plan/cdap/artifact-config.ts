/** What the config file of an artifact says: its parents, plugins without annotations, and properties. */
import { argumentError } from '../arguments.ts';
import { isObject, own } from '../json.ts';
import { lacks } from './cdap-step.ts';
import { takeTexts } from './fields.ts';
import { configArgument } from './files.ts';
import { isName } from './names.ts';
import { asciiJson } from './requests.ts';
import { parseArtifactRange } from './versions.ts';

import type { Json, JsonObject } from '../json.ts';
import type { CdapStep } from './cdap-step.ts';
import type { ConfigFile } from './files.ts';
import type { ArtifactRange } from './versions.ts';

export interface ArtifactConfig {
  /** As they go into Artifact-Extends. */
  parents: string[];
  plugins: JsonObject[];
  properties: Record<string, string>;
  version?: string;
  /** What was read otherwise than it is written. */
  notes: string[];
}

/** Bytes that a header may have in a plan. */
const LONGEST_HEADER = 65536;

/** Applications of the system that run pipelines: what CDAP's own page lets a driver extend that names no parents. */
const PIPELINES = ['cdap-data-pipeline', 'cdap-data-streams', 'cdap-etl-batch'];
const PIPELINE_RANGE = '[3.0.0,10.0.0]';

/**
 * `forPipelines`: a file without parents means the pipelines that the cluster has.
 * Throws `action-file`, `action-argument` that names the file, and `cluster-lacks` where the cluster has none of the parents.
 */
export function artifactConfig(step: CdapStep, forPipelines = false): ArtifactConfig {
  const file = configArgument(step);
  if (!file) return { parents: [], plugins: [], properties: {}, notes: [] };
  const refuse = (what: string) =>
    argumentError(step.place, 'config', `names ${file.name}, whose ${what}`);
  const properties = takeTexts(own(file.json, 'properties') ?? {});
  if (!properties.ok) throw refuse(`"properties" ${properties.reason}`);
  const version = own(file.json, 'version');
  if (version !== undefined && (typeof version !== 'string' || !isName('version', version))) {
    throw refuse('"version" is no version');
  }
  return {
    ...(forPipelines && own(file.json, 'parents') === undefined
      ? pipelineParents(step, file)
      : readParents(step, file, refuse)),
    plugins: readPlugins(own(file.json, 'plugins') ?? [], refuse),
    properties: properties.value,
    ...(version === undefined ? {} : { version }),
  };
}

type Refuse = (what: string) => Error;

/** All of them, where the real hub's page took the first only. */
function readPlugins(value: Json, refuse: Refuse): JsonObject[] {
  if (!Array.isArray(value)) throw refuse('"plugins" must be a list');
  const plugins = value.map((plugin) => {
    const complete = ['name', 'type', 'className'].every((key) => isFilled(own(plugin, key)));
    if (!isObject(plugin) || !complete) {
      throw refuse('"plugins" must each have the texts name, type and className');
    }
    return plugin;
  });
  if (asciiJson(plugins).length > LONGEST_HEADER) {
    throw refuse('"plugins" are too large for the header that they are sent in');
  }
  return plugins;
}

function isFilled(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

interface Parent {
  /** Undefined means the own namespace. */
  namespace: string | undefined;
  name: string;
  range: ArtifactRange;
}

function readParents(
  step: CdapStep,
  file: ConfigFile,
  refuse: Refuse,
): Pick<ArtifactConfig, 'parents' | 'notes'> {
  const value = own(file.json, 'parents') ?? [];
  if (!Array.isArray(value)) throw refuse('"parents" must be a list');
  const notes: string[] = [];
  const parents = value.map((text) => {
    const parent = parseParent(text);
    const own = parent?.namespace === undefined || parent.namespace === step.cdap.namespace;
    if (!parent || !(own || parent.namespace === 'system')) {
      const shown = JSON.stringify(text).slice(0, 80);
      throw refuse(`"parents" must each be like system:name[1.0.0,2.0.0), and ${shown} is not`);
    }
    if (!own || !isSystemOnly(step, parent)) return parent;
    notes.push(
      `${file.name} names the parent ${parent.name} without its scope; only the system has it here, so it is sent as system:${parent.name}.`,
    );
    return { ...parent, namespace: 'system' };
  });
  assertSomeParent(step, parents);
  const texts = parents.map(toText);
  if (texts.join('/').length > LONGEST_HEADER) {
    throw refuse('"parents" are too many for the header that they are sent in');
  }
  return { parents: texts, notes };
}

/** Without a parent no pipeline could use the driver. */
function pipelineParents(
  step: CdapStep,
  file: ConfigFile,
): Pick<ArtifactConfig, 'parents' | 'notes'> {
  const range = parseArtifactRange(PIPELINE_RANGE);
  const there = PIPELINES.filter((name) =>
    step.cdap.artifacts.some(
      (artifact) =>
        artifact.scope === 'SYSTEM' && artifact.name === name && range?.includes(artifact.version),
    ),
  );
  if (there.length === 0) return { parents: [], notes: [] };
  return {
    parents: there.map((name) => `system:${name}${PIPELINE_RANGE}`),
    notes: [`${file.name} names no parents, so pipelines may use it: ${there.join(', ')}.`],
  };
}

function parseParent(value: Json): Parent | undefined {
  if (typeof value !== 'string') return undefined;
  const found = /^(?:([A-Za-z0-9_]{1,64}):)?([^[(:]+)([[(].*)$/.exec(value.trim());
  const [, namespace, name = '', rangeText = ''] = found ?? [];
  const range = parseArtifactRange(rangeText);
  return range && isName('artifact', name) ? { namespace, name, range } : undefined;
}

/** Such a parent would be looked for in the own namespace, where it is not, and CDAP would refuse the artifact with 404. */
function isSystemOnly(step: CdapStep, parent: Parent): boolean {
  const scopes = step.cdap.artifacts
    .filter(({ name, version }) => name === parent.name && parent.range.includes(version))
    .map((artifact) => artifact.scope);
  return scopes.length > 0 && !scopes.includes('USER');
}

/** CDAP asks for one parent that is there. Those of the user's scope may come from an earlier step, so that they are not judged here. */
function assertSomeParent(step: CdapStep, parents: readonly Parent[]): void {
  if (parents.length === 0 || parents.some(({ namespace }) => namespace !== 'system')) return;
  const there = step.cdap.artifacts.some(
    (artifact) =>
      artifact.scope === 'SYSTEM' &&
      parents.some(({ name, range }) => name === artifact.name && range.includes(artifact.version)),
  );
  if (there) return;
  const names = parents.map(toText).join(', ');
  throw lacks(step, `extends ${names}, none of which the cluster has`);
}

function toText({ namespace, name, range }: Parent): string {
  return `${namespace === undefined ? '' : `${namespace}:`}${name}${range.text}`;
}
