/** What the page may ask of the trust worker; the token is in none of it. */
import type { Limits } from '#core/limits.ts';
import type { PluginConfig } from '#core/model/generated.ts';
import type { LoadedPackage, OpenMarket, OpenPackage, PackageRef } from '#core/model/market.ts';
import type { FileEntry } from '#core/model/trust.ts';
import type { LoadProgress } from './market-services.ts';

/** Given once, when it is started. */
export interface TrustInit {
  config: PluginConfig;
  limits: Limits;
  /** Address of the page. */
  page: string;
}

/** One file of the package that is loaded under this handle; the page gives each load a handle of its own. */
export interface EntryRef {
  handle: number;
  name: string;
}

/** A loaded package without what the page has already and what stays in the worker. */
export type RemoteLoaded = Omit<LoadedPackage, 'package' | 'files'> & {
  entries: Pick<FileEntry, 'name' | 'size'>[];
};

interface Call<Input, Output, Progress = never> {
  input: Input;
  output: Output;
  progress: Progress;
}

export interface TrustCalls {
  openMarket: Call<{ id: string; again: boolean }, OpenMarket>;
  openPackage: Call<PackageRef, OpenPackage>;
  /** Lets go of the package that was loaded before. */
  loadPackage: Call<{ handle: number; opened: OpenPackage }, RemoteLoaded, LoadProgress>;
  readEntry: Call<EntryRef, Uint8Array>;
  checkEntry: Call<EntryRef, void>;
}
