/** What a repository holds, as the list of its tracked files says it. */

/** The component types of OpenPAI, and packages. */
export type MemberType = 'job' | 'data' | 'script' | 'dockerimage' | 'output' | 'package';

/** One tracked file: a component file, or the `package.yaml` of a package folder. */
export interface Member {
  /** Of the file, below the root, `/` between segments. */
  path: string;
  type: MemberType;
  /** What it is called by its own `name`; of a package that has none, by its folders; empty where nothing says it. */
  name: string;
  /** Of a package: its `version`, or what its folder is called. Empty for components. */
  version: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the file, lower-case hexadecimal; empty for one that is too large to be read. */
  digest: string;
  /** Why the file is broken, as a full sentence; undefined for a good one. */
  invalid?: string | undefined;
  /** Folder of the package that the file is of, or lies in. */
  package?: string | undefined;
  /** Folder of the innermost nested repository that the file lies in. */
  repository?: string | undefined;
}

/** How one list differs from the one before; each is in byte order of paths. */
export interface MemberChanges {
  added: Member[];
  /** As they are now. */
  changed: Member[];
  /** What vanished at one place and appeared at another with the same bytes. */
  moved: { from: string; to: Member }[];
  /** As they were. */
  removed: Member[];
}

/** What is left out of the list although somebody may miss it; `message` is a full sentence. */
export interface RepositoryNotice {
  path: string;
  message: string;
}
