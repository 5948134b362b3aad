/** Reads the files of a source within limits, texts once and with their places. */
import { SourceDocument } from '#core/lint/index.ts';
import { MarketError } from '#core/errors.ts';
import { parseYaml } from '#core/protocol/index.ts';
import { decodeText } from '#core/read/index.ts';

import type { Limits } from '#core/limits.ts';
import type { Tree, TreeEntry } from '#core/ports.ts';

/** Why a file could not be read, with the place where that is known. */
export interface ReadProblem {
  file: string;
  message: string;
  line?: number | undefined;
  column?: number | undefined;
}

/** What is asked of YAML and JSON alike: a text, and the data in it. */
export interface Files {
  /** The text as a document without data; undefined where it is not UTF-8, too large, or not there. */
  text(path: string): Promise<SourceDocument | undefined>;
  /** The text with its data; `value` is undefined where it is no YAML, which is then among the problems. */
  data(path: string): Promise<SourceDocument | undefined>;
  /** Undefined above the limit, and where it cannot be read. */
  bytes(path: string, limit: number): Promise<Uint8Array | undefined>;
  /** Of all files read as data so far. */
  readonly problems: ReadonlyMap<string, ReadProblem>;
}

/** Reads each file when it is first asked for. */
export function createSourceFiles(
  tree: Tree,
  { entries, limits }: { entries: readonly TreeEntry[]; limits: Limits },
): Files {
  return new SourceFiles(tree, { entries, limits });
}

class SourceFiles implements Files {
  readonly problems = new Map<string, ReadProblem>();
  private readonly tree: Tree;
  private readonly limits: Limits;
  private readonly sizes: ReadonlyMap<string, number>;
  private readonly texts = new Map<string, Promise<SourceDocument | undefined>>();
  private readonly documents = new Map<string, Promise<SourceDocument | undefined>>();

  constructor(tree: Tree, { entries, limits }: { entries: readonly TreeEntry[]; limits: Limits }) {
    this.tree = tree;
    this.limits = limits;
    const plain = entries.filter(({ kind }) => kind === 'file');
    this.sizes = new Map(plain.map(({ path, size }) => [path, size]));
  }

  text(path: string): Promise<SourceDocument | undefined> {
    return once(this.texts, path, () => this.readText(path));
  }

  data(path: string): Promise<SourceDocument | undefined> {
    return once(this.documents, path, () => this.readData(path));
  }

  async bytes(path: string, limit: number): Promise<Uint8Array | undefined> {
    const size = this.sizes.get(path);
    if (size === undefined || size > limit) return undefined;
    try {
      return await this.tree.read(path, limit);
    } catch (thrown) {
      // It went, grew or changed its rights since it was listed.
      this.note(path, thrown);
      return undefined;
    }
  }

  private async readText(path: string): Promise<SourceDocument | undefined> {
    const found = await this.bytes(path, this.limits.configBytes);
    if (!found) return undefined;
    try {
      return new SourceDocument(path, decodeText(found, path));
    } catch (thrown) {
      if (!(thrown instanceof MarketError)) throw thrown;
      // Only data must be text: who asks for data hears of it.
      return undefined;
    }
  }

  private async readData(path: string): Promise<SourceDocument | undefined> {
    const { configBytes } = this.limits;
    const size = this.sizes.get(path);
    if (size === undefined) return undefined;
    if (size > configBytes) {
      this.problems.set(path, { file: path, message: `it has more than ${configBytes} bytes.` });
      return undefined;
    }
    const found = await this.text(path);
    if (!found) {
      const message = 'it is no text in UTF-8 without byte order mark.';
      if (!this.problems.has(path)) this.problems.set(path, { file: path, message });
      return undefined;
    }
    try {
      const limits = { ...this.limits, protocolBytes: configBytes };
      return new SourceDocument(path, found.text, parseYaml(found.text, limits));
    } catch (thrown) {
      this.note(path, thrown);
      return found;
    }
  }

  /** Throws on what is no refusal. */
  private note(path: string, thrown: unknown): void {
    if (!(thrown instanceof MarketError)) throw thrown;
    const { line, column } = thrown.details;
    this.problems.set(path, {
      file: path,
      message: thrown.message,
      ...(typeof line === 'number' ? { line } : {}),
      ...(typeof column === 'number' ? { column } : {}),
    });
  }
}

function once<T>(known: Map<string, Promise<T>>, path: string, read: () => Promise<T>): Promise<T> {
  const found = known.get(path) ?? read();
  known.set(path, found);
  return found;
}
