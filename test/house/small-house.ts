/** A small house with the project's own rules, in which one thing at a time can be broken. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

const RULES = [
  'package.json',
  'eslint.config.mjs',
  '.dependency-cruiser.mjs',
  'tsconfig.base.json',
  'tsconfig.lint.json',
  'src/core/tsconfig.json',
  'src/core/platform.d.ts',
];

/** Smallest tree in which each import below exists. */
const SOUND: Record<string, string> = {
  'src/core/errors.ts': 'export const code = 1;\n',
  'src/core/ports.ts': 'export interface Source { read(): void }\n',
  'src/core/model/thing.ts': 'export interface Thing { name: string }\n',
  'src/core/verify/index.ts': "export { check } from './check.ts';\n",
  'src/core/verify/check.ts': 'export const check = 1;\n',
  'src/core/read/index.ts': 'export const read = 1;\n',
  'src/flows/open.ts': 'export const open = 1;\n',
  'src/adapters/http/fetch.ts': 'export const get = 1;\n',
  'src/adapters/node/files.ts': 'export const files = 1;\n',
  'src/adapters/browser/store.ts': 'export const store = 1;\n',
  'src/ui/market/view.tsx': 'export const view = 1;\n',
  'src/ui/package/view.tsx': 'export const view = 1;\n',
  'src/cli/program.ts': 'export const program = 1;\n',
  'test/helper.ts': 'export const help = 1;\n',
};

export interface SmallHouse {
  /** Its folder, below .cache/ of the project. */
  readonly folder: string;
  /** Runs a tool of the project in it. */
  runTool(tool: string, ...args: string[]): { code: number | null; output: string };
  /** Writes the files, gives what `act` gives, and takes them away again. */
  withFiles<T>(files: Record<string, string>, act: () => T | Promise<T>): Promise<T>;
  remove(): void;
}

/** Builds a sound one. */
export function buildHouse(): SmallHouse {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/house-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const file of RULES) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(SOUND)) write(path, text);
  return {
    folder,
    runTool(tool, ...args) {
      const program = join(root, 'node_modules/.bin', tool);
      const result = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
      return { code: result.status, output: result.stdout + result.stderr };
    },
    async withFiles(files, act) {
      for (const [path, text] of Object.entries(files)) write(path, text);
      try {
        return await act();
      } finally {
        for (const path of Object.keys(files)) {
          if (path in SOUND) write(path, SOUND[path] ?? '');
          else rmSync(join(folder, path));
        }
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
