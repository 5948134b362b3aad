/** What the CDAP stand-in remembers: plain data, per namespace, with how often each thing was created. */

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
