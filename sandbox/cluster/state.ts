/** What the cluster remembers, in one file. */
import { readJsonFile, writeJsonFile } from '../http/json-file.ts';
import { seedState } from './seed.ts';

export interface User {
  username: string;
  email: string;
  admin: boolean;
  /** Virtual clusters that the user may use. */
  virtualCluster: string[];
  /** Storages that the user may use. */
  storageConfig: string[];
  grouplist: string[];
  token: string;
}

export interface Resources {
  /** MiB. */
  memory: number;
  vCores: number;
  GPUs: number;
}

export interface VirtualCluster {
  /** Share of the whole cluster in percent. */
  capacity: number;
  resources: Resources;
}

export interface Storage {
  name: string;
  share: boolean;
  volumeName: string;
  default: boolean;
}

export interface TaskRole {
  name: string;
  instances: number;
  /** Of all instances together. */
  resources: Resources;
}

/** A submitted job; its state is computed from the times, see lifecycle.ts. */
export interface Job {
  username: string;
  name: string;
  virtualCluster: string;
  /** The protocol, exactly as sent. */
  protocol: string;
  tags: string[];
  taskRoles: TaskRole[];
  /** Exit code that its commands will give. */
  exitCode: number;
  /** Milliseconds since the epoch. */
  submitted: number;
  /** When it was asked to stop, milliseconds since the epoch. */
  stopped?: number;
  executionType: 'START' | 'STOP';
}

export interface ClusterState {
  version: 1;
  users: User[];
  virtualClusters: Record<string, VirtualCluster>;
  storages: Storage[];
  jobs: Job[];
}

export interface StateStore {
  readonly state: ClusterState;
  /** Writes the state; call it after each change. */
  save(): void;
}

/** Opens the state file, or begins one with fresh tokens; without a file the state lives in memory. Throws for a file that is not a state. */
export function openState(file?: string): StateStore {
  const state = (file === undefined ? undefined : readJsonFile(file, isState)) ?? seedState();
  const store = {
    state,
    save: () => (file === undefined ? undefined : writeJsonFile(file, state)),
  };
  store.save();
  return store;
}

function isState(value: unknown): value is ClusterState {
  const { version, jobs } = (value ?? {}) as Partial<ClusterState>;
  return version === 1 && Array.isArray(jobs);
}
