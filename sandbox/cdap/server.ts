/** The CDAP stand-in: the routes that packages need, with the statuses and plain-text errors of the real router, and no CORS. */
import type { RequestLog } from '../http/request-log.ts';
import type { Handler, RunningServer } from '../http/server.ts';
import type { CdapState, CdapStore } from './state.ts';

export interface CdapServerOptions {
  /** Of CDAP: streams up to 5.x, drafts of pipelines from 6.2; 5.1.0 if absent. */
  version?: string | undefined;
  /** A token that every call but of the version must carry; none is asked if absent. */
  auth?: { token: string } | undefined;
  /** Beside `system`; `default` if absent. */
  namespaces?: string[] | undefined;
  /** Milliseconds since the epoch; the system's clock if absent. */
  now?: (() => number) | undefined;
  /** Where the state is kept; in memory if absent. */
  store?: CdapStore | undefined;
  /** Path that a reverse proxy would take off, such as `/cdap`; none if absent. */
  mount?: string | undefined;
}

export interface CdapServer {
  readonly handle: Handler;
  readonly log: RequestLog;
  readonly state: CdapState;
  /** All that is there, as text that is equal for equal states; counts and times left out. */
  snapshot(): string;
}

export interface RunningCdap extends RunningServer {
  readonly cdap: CdapServer;
  /** Base address, ends in a slash. */
  readonly url: string;
}
