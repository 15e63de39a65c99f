import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * No test says how fast anything is: these end what hangs, on the slowest machine, and nothing else. A poll ends as soon
 * as what it waits for is there.
 */
const patience = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 60_000 } } }

// unit: pure Node, no browser, no built pages. e2e: real processes and a real Chromium.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.{ts,tsx}', 'tools/test/**/*.test.ts'],
          environment: 'node',
          ...patience,
          // on a small machine, too: many of these tests wait for a process of theirs
          maxWorkers: Math.max(2, availableParallelism() - 1),
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          ...patience,
          // they wait more than they work: two at a time take little more than half of the time
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
