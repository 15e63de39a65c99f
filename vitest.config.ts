import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// unit: pure Node, no browser, no built pages. e2e: real processes and a real Chromium.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.{ts,tsx}', 'tools/test/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          // on a small machine, too: many of these tests wait for a process of theirs
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
