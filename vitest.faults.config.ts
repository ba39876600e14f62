import { defineConfig } from 'vitest/config'

/** Processes are killed and platforms fail: slow, and one at a time, for these tests count on the machine to themselves. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
})
