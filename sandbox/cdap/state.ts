/** What the CDAP stand-in remembers: plain data, per namespace, with how often each thing was created. */
import { readJsonFile, writeJsonFile } from '../http/json-file.ts';

export type Scope = 'USER' | 'SYSTEM';

export interface ArtifactPlugin {
  name: string;
  type: string;
  className: string;
  description?: string;
}

export interface ArtifactState {
  name: string;
  version: string;
  /** Of the jar; of an artifact that was there from the beginning, of nothing. */
  sha256: string;
  /** Bytes. */
  size: number;
  /** Parents as the header Artifact-Extends gave them. */
  parents: string[];
  plugins: ArtifactPlugin[];
  properties: Record<string, string>;
}

export interface AppState {
  name: string;
  artifact: { name: string; version: string; scope: Scope };
  /** As the detail of an application gives it: JSON text. */
  configuration: string;
  description: string;
}

export interface StreamState {
  name: string;
  properties: Record<string, unknown>;
  /** Bodies, oldest first. */
  events: string[];
}

export interface DatasetState {
  name: string;
  typeName: string;
  description?: string;
  properties: Record<string, string>;
}

export interface DraftState {
  id: string;
  name: string;
  /** The request's body, parsed. */
  content: Record<string, unknown>;
}

export interface NamespaceState {
  artifacts: ArtifactState[];
  apps: AppState[];
  streams: StreamState[];
  datasets: DatasetState[];
  drafts: DraftState[];
}

export interface CdapState {
  format: 1;
  /** Of CDAP, such as 5.1.0. */
  cdapVersion: string;
  /** `system` holds what was there from the beginning. */
  namespaces: Record<string, NamespaceState>;
  /** How often each thing came into being, by `namespace/kind/name`; for events, how often some were added. */
  created: Record<string, number>;
  /** The same for every change that was accepted, creation included. */
  written: Record<string, number>;
}

export interface CdapStore {
  readonly state: CdapState;
  /** Writes the state; call it after each change. */
  save(): void;
}

/** Opens the state file, or begins one as `seed` gives it; without a file the state lives in memory. A file of another version of CDAP is begun anew. Throws for a file that is not a state. */
export function openCdapState(seed: CdapState, file?: string): CdapStore {
  const kept = file === undefined ? undefined : readJsonFile(file, isCdapState);
  const state = kept?.cdapVersion === seed.cdapVersion ? kept : seed;
  const store = {
    state,
    save: () => (file === undefined ? undefined : writeJsonFile(file, state)),
  };
  store.save();
  return store;
}

/** All that is there, as text that is equal for equal states. */
export function snapshotOf({ cdapVersion, namespaces }: CdapState): string {
  return JSON.stringify(sortDeep({ cdapVersion, namespaces }), null, 1);
}

function isCdapState(value: unknown): value is CdapState {
  const { format, namespaces } = (value ?? {}) as Partial<CdapState>;
  return format === 1 && typeof namespaces === 'object';
}

/** Keys in order; lists of named things by name and version, lists of texts as they are. */
function sortDeep(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(sortDeep);
    const isNamed = items.every(
      (each) => typeof each === 'object' && each !== null && 'name' in each,
    );
    return isNamed ? items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sortDeep(each)]));
}

function keyOf(item: unknown): string {
  const { name, version, id } = item as { name: string; version?: string; id?: string };
  return `${name}\n${version ?? ''}\n${id ?? ''}`;
}
