/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */

export type ProtocolVersion = '2' | 2;
export type ComponentName = string;
export type ComponentVersion = string | number;
export type Prerequisite = DockerImageComponent | ScriptComponent | OutputComponent | DataComponent;
/**
 * @minItems 1
 */
export type Commands = string[];

/**
 * OpenPAI component of type data; keys of its own are allowed and open to commands.
 */
export interface DataComponent {
  protocolVersion?: ProtocolVersion;
  name: ComponentName;
  type: 'data';
  version?: ComponentVersion;
  contributor?: string;
  description?: string;
  /**
   * Runtime plugin that provides the files.
   */
  plugin?: string;
  /**
   * Names of prerequisites that come first.
   */
  require?: string[];
  /**
   * Where the data lives, for <% $data.uri[0] %>.
   */
  uri?: string[];
  [k: string]: unknown;
}
/**
 * OpenPAI component of type dockerimage.
 */
export interface DockerImageComponent {
  protocolVersion?: ProtocolVersion;
  name: ComponentName;
  type: 'dockerimage';
  version?: ComponentVersion;
  contributor?: string;
  description?: string;
  auth?: DockerImageAuth;
  /**
   * Image reference, such as openpai/standard:python_3.6.
   */
  uri: string;
}
/**
 * Account at the registry; the only place where the server fills in secrets.
 */
export interface DockerImageAuth {
  username?: string;
  password?: string;
  registryuri?: string;
  [k: string]: unknown;
}
/**
 * OpenPAI job protocol, version 2.
 */
export interface JobProtocol {
  protocolVersion: ProtocolVersion;
  name: ComponentName;
  type: 'job';
  version?: ComponentVersion;
  contributor?: string;
  description?: string;
  /**
   * @minItems 1
   */
  prerequisites?: Prerequisite[];
  /**
   * Values for <% $parameters.x %>.
   */
  parameters?: {
    [k: string]: unknown;
  };
  /**
   * Values for <% $secrets.x %>; never filled into commands by the server.
   */
  secrets?: {
    [k: string]: unknown;
  };
  jobRetryCount?: number;
  /**
   * Task roles by name.
   */
  taskRoles: {
    [k: string]: TaskRole;
  };
  /**
   * @minItems 1
   */
  deployments?: Deployment[];
  defaults?: Defaults;
  extras?: Extras;
}
/**
 * OpenPAI component of type script; keys of its own are allowed and open to commands.
 */
export interface ScriptComponent {
  protocolVersion?: ProtocolVersion;
  name: ComponentName;
  type: 'script';
  version?: ComponentVersion;
  contributor?: string;
  description?: string;
  /**
   * Runtime plugin that provides the files.
   */
  plugin?: string;
  /**
   * Names of prerequisites that come first.
   */
  require?: string[];
  /**
   * Where the script lives, for <% $script.uri %>.
   */
  uri?: string;
  [k: string]: unknown;
}
/**
 * OpenPAI component of type output; keys of its own are allowed and open to commands.
 */
export interface OutputComponent {
  protocolVersion?: ProtocolVersion;
  name: ComponentName;
  type: 'output';
  version?: ComponentVersion;
  contributor?: string;
  description?: string;
  /**
   * Runtime plugin that provides the files.
   */
  plugin?: string;
  /**
   * Names of prerequisites that come first.
   */
  require?: string[];
  /**
   * Where results go, for <% $output.uri %>.
   */
  uri?: string;
  [k: string]: unknown;
}
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-zA-Z_][a-zA-Z0-9_]*$".
 */
export interface TaskRole {
  protocolVersion?: ProtocolVersion;
  instances?: number;
  completion?: Completion;
  taskRetryCount?: number;
  /**
   * Names of prerequisites of any type.
   */
  prerequisites?: string[];
  /**
   * Name of a dockerimage prerequisite.
   */
  dockerImage: string;
  /**
   * Name of a data prerequisite.
   */
  data?: string;
  /**
   * Name of an output prerequisite.
   */
  output?: string;
  /**
   * Name of a script prerequisite.
   */
  script?: string;
  extraContainerOptions?: ExtraContainerOptions;
  resourcePerInstance: ResourcePerInstance;
  commands: Commands;
}
export interface Completion {
  minFailedInstances?: number | null;
  minSucceededInstances?: number | null;
}
export interface ExtraContainerOptions {
  shmMB?: number;
  [k: string]: unknown;
}
export interface ResourcePerInstance {
  cpu: number;
  memoryMB: number;
  gpu: number;
  /**
   * Number of ports by label.
   */
  ports?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-zA-Z_][a-zA-Z0-9_]*$".
     */
    [k: string]: number;
  };
}
export interface Deployment {
  protocolVersion?: ProtocolVersion;
  name: ComponentName;
  taskRoles: {
    [k: string]: DeploymentTaskRole;
  };
  [k: string]: unknown;
}
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[a-zA-Z_][a-zA-Z0-9_]*$".
 */
export interface DeploymentTaskRole {
  preCommands?: Commands;
  postCommands?: Commands;
}
/**
 * Also holds virtualCluster, which the server checks when it schedules the job.
 */
export interface Defaults {
  /**
   * Name of the deployment whose commands are put around those of the task roles.
   */
  deployment?: string;
  [k: string]: unknown;
}
/**
 * What the portal, the scheduler and the runtime plugins add.
 */
export interface Extras {
  [k: string]: unknown;
}
