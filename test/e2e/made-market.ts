/** A small signed market in a temporary folder, made by the project's own tool, for browser tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { openSigningKey } from '../../sandbox/keys.ts';
import { buildSignedMarket } from '../../sandbox/sample-market.ts';

import type { SigningKey } from '../../sandbox/keys.ts';

/** Files of SOURCE by relative path, as `pai-market build` reads them. */
export type SourceFiles = Record<string, string | Uint8Array>;

export interface MadeMarket {
  /** The signed market. */
  folder: string;
  /** Its source. */
  source: string;
  key: SigningKey;
  /** Removes everything. */
  remove(): void;
}

const root = join(import.meta.dirname, '..', '..');

/** Builds and signs a market; needs dist/cli.js. Throws with the tool's words when it refuses. */
export async function makeMarket(files: SourceFiles = helloSource()): Promise<MadeMarket> {
  const temporary = mkdtempSync(join(tmpdir(), 'pai-market-'));
  const source = join(temporary, 'source');
  for (const [path, content] of Object.entries(files)) {
    const file = join(source, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const folder = join(temporary, 'market');
  const key = await openSigningKey(join(temporary, 'keys'));
  await buildSignedMarket({ source, out: folder, key, cli: join(root, 'dist', 'cli.js') });
  const remove = () => rmSync(temporary, { recursive: true, force: true });
  return { folder, source, key, remove };
}

/** A market `test-market` with the package `hello` 1.0.0 "Hello world", whose one action submits a job. */
export function helloSource(): SourceFiles {
  return {
    'market.yaml': MARKET,
    'packages/hello/1.0.0/package.yaml': PACKAGE,
    'packages/hello/1.0.0/license.txt': 'Anyone may use, copy and change this package.\n',
    'packages/hello/1.0.0/README.md': '# Hello world\n\nSays hello from a **task**.\n',
    'packages/hello/1.0.0/CHANGELOG.md': '# Changelog\n\n- First version.\n',
    'packages/hello/1.0.0/archive/job.yaml': JOB,
  };
}

const MARKET = `id: test-market
name: Test market
categories:
  - name: training
    label: Training
    description: Jobs that train models.
`;

const PACKAGE = `label: Hello world
description: Says hello and ends.
author: Test author
org: Test org
created: 1760000000
categories: [training]
tags: [hello]
license: license.txt
licenseId: MIT
components: [job, dockerimage]
changelog: First version.
actions:
  - type: submit_job
    label: Submit the job
    arguments:
      - name: protocol
        value: job.yaml
`;

const JOB = `protocolVersion: 2
name: hello
type: job
version: "1.0.0"
contributor: Test author
prerequisites:
  - protocolVersion: 2
    name: image
    type: dockerimage
    uri: python:3.11-slim
parameters:
  who: world
taskRoles:
  worker:
    instances: 1
    dockerImage: image
    resourcePerInstance:
      cpu: 1
      memoryMB: 1024
      gpu: 0
    commands:
      - echo "Hello, <% $parameters.who %>"
`;
