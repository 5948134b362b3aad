/** A source in which lint finds nothing, and the findings of what is changed in it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { createFileTree } from '#adapters/node/file-tree.ts';
import { DEFAULT_LIMITS } from '#core/limits.ts';
import { fixSource, lintSource } from '#flows/lint/index.ts';

import type { LintFinding } from '#core/lint/index.ts';
import type { LintInput, LintReport } from '#flows/lint/index.ts';

export type Files = Record<string, string | Uint8Array | undefined>;

/** 2026-11-22 */
export const NOW = Date.UTC(2026, 10, 22);
export const HELLO = 'packages/hello/1.0.0/';
export const PLUGIN = 'packages/plugin/1.0.0/';
const ICON = readFileSync(
  join(import.meta.dirname, '../../../public/market-source/packages/hello-cpu/1.0.0/icon.png'),
);

export const MARKET = `id: test
name: Test
categories:
  - name: basics
    label: Basics
`;

export const PACKAGE = `# A package, with comments that must stay.
label: Hello world
description: Says hello # to everybody
author: Somebody
created: 1763769600
categories: [basics]
paiVersion: '[1.0.0,2.0.0)'
licenseId: MIT
changelog: First version.
actions:
  - type: submit_job
    arguments:
      - name: protocol
        value: job.yaml
`;

export const JOB = `protocolVersion: 2
name: hello
type: job
prerequisites:
  - type: dockerimage
    name: image
    uri: ubuntu:22.04
secrets:
  token: ""
taskRoles:
  worker:
    instances: 1
    dockerImage: image
    resourcePerInstance:
      gpu: 0
      cpu: 1
      memoryMB: 512
    commands:
      - echo hello
`;

export const DEPLOY = `label: Plugin
description: Cleans data
author: Somebody
created: 1763769600
categories: [basics]
cdapVersion: '[6.1.0,7.0.0-SNAPSHOT)'
licenseId: Apache-2.0
changelog: First version.
actions:
  - type: one_step_deploy_plugin
    label: Deploy the plugin
    arguments:
      - {name: name, value: clean}
      - {name: version, value: 1.0.0}
      - {name: scope, value: user}
      - {name: config, value: clean-1.0.0.json}
      - {name: jar, value: clean-1.0.0.jar}
  - type: create_pipeline
    label: Create the pipeline
    arguments:
      - name: artifact
        value: {scope: SYSTEM, name: cdap-data-pipeline, version: '[6.1.0,7.0.0-SNAPSHOT)'}
      - {name: name, value: cleaning}
      - {name: config, value: pipeline.json}
`;

export const CONFIG = {
  parents: ['system:cdap-data-pipeline[6.1.0,7.0.0-SNAPSHOT)'],
  properties: { 'doc.clean': 'Cleans' },
};
export const PIPELINE = {
  stages: [{ name: 'a', plugin: { name: 'Clean', artifact: { name: 'clean', scope: 'USER' } } }],
};
const JAR = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0]);

/** Nothing is wrong with it. */
export function soundFiles(changes: Files = {}): Files {
  return {
    'market.yaml': MARKET,
    [`${HELLO}package.yaml`]: PACKAGE,
    [`${HELLO}license.txt`]: 'Do as you like.\n',
    [`${HELLO}README.md`]: '# Hello\n',
    [`${HELLO}icon.png`]: ICON,
    [`${HELLO}archive/job.yaml`]: JOB,
    [`${PLUGIN}package.yaml`]: DEPLOY,
    [`${PLUGIN}license.txt`]: 'Do as you like.\n',
    [`${PLUGIN}icon.png`]: ICON,
    [`${PLUGIN}archive/clean-1.0.0.jar`]: JAR,
    [`${PLUGIN}archive/clean-1.0.0.json`]: `${JSON.stringify(CONFIG, undefined, 2)}\n`,
    [`${PLUGIN}archive/pipeline.json`]: `${JSON.stringify(PIPELINE, undefined, 2)}\n`,
    ...changes,
  };
}

export interface SmallSource {
  folder: string;
  write(files: Files): void;
  read(path: string): string;
  lint(input?: Partial<LintInput>): Promise<LintReport>;
  /** As `lint --fix` does, until nothing is left to repair; tells how many repairs were made. */
  fix(): Promise<number>;
  remove(): void;
}

export function createSource(files: Files): SmallSource {
  const folder = mkdtempSync(join(tmpdir(), 'pai-lint-'));
  const tree = createFileTree(folder);
  const settings = { levels: new Map(), waivers: [] };
  const source: SmallSource = {
    folder,
    write(each) {
      for (const [name, content] of Object.entries(each)) {
        const file = join(folder, name);
        mkdirSync(dirname(file), { recursive: true });
        if (content === undefined) rmSync(file, { force: true });
        else writeFileSync(file, content);
      }
    },
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    lint: (input) => lintSource({ tree, settings, limits: DEFAULT_LIMITS, now: NOW, ...input }),
    async fix() {
      let done = 0;
      for (let round = 0; round < 10; round++) {
        const { findings } = await source.lint();
        const fixed = await fixSource(tree, { findings, limits: DEFAULT_LIMITS, dryRun: false });
        if (fixed.length === 0) return done;
        done += fixed.reduce((sum, { fixes }) => sum + fixes.length, 0);
      }
      throw new Error('it goes round in circles');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  source.write(files);
  return source;
}

/** `check file:line:column`, for comparing. */
export function placeOf({ check, file, line, column }: LintFinding): string {
  return `${check} ${file}:${line}:${column}`;
}
