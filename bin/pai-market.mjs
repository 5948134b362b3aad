#!/usr/bin/env node
/** Starts dist/cli.js; in a checkout it first sees to the dependencies and to a build that is not older than its sources. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

// The published package has no sources: it comes with dist/.
if (existsSync(join(root, 'src/cli.ts'))) {
  const { ensureBuild, ensureDependencies } = await import('../scripts/setup.mjs');
  try {
    ensureDependencies();
    ensureBuild('cli');
  } catch (error) {
    console.error(`pai-market: ${error.message}`);
    process.exit(1);
  }
}

await import('../dist/cli.js');
