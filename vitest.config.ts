import { defineConfig } from 'vitest/config'

const common = {
  globalSetup: ['test/database.ts'],
  testTimeout: 30_000,
  hookTimeout: 120_000,
  // Left to itself it runs one file at a time on two cores, and half of the time that one waits for the database.
  maxWorkers: 2,
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'test/*.test.ts', 'test/matrix/*.test.ts'],
        },
      },
      {
        extends: true,
        // Real processes that are killed, each file on servers of its own.
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          // A browser on a busy machine now and then misses a moment; what is broken fails twice.
          retry: 1,
        },
      },
    ],
  },
})
