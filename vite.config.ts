/** Test projects; the bundles are made by scripts/build.mjs with configurations of their own. */
import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const };

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          // Some run tools of their own; a busy machine makes none of them wrong.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: ['test/{core,flows,adapters,cli,sandbox,house}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          testTimeout: 30_000,
          environment: 'happy-dom',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          deps: { optimizer: { client: { enabled: true, include: ['@fluentui/react'] } } },
        },
      },
      // Needs dist/ and a browser: scripts/test.mjs sees to both.
      {
        extends: true,
        test: {
          ...node,
          name: 'e2e',
          include: ['test/{e2e,browser}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      // Needs dist/: commands are killed as processes.
      {
        extends: true,
        test: { ...node, name: 'kill', include: ['test/kill/**/*.test.ts'], hookTimeout: 120_000 },
      },
      // Needs a folder of cases that is not part of the project: PAI_MARKET_CASES, by default ../shared/cases.
      {
        extends: true,
        test: { ...node, name: 'cases', include: ['test/cases/**/*.test.ts'], testTimeout: 30_000 },
      },
    ],
  },
});
