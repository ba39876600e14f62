import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/faults/**'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2, // much of the time is waiting for processes and databases
    isolate: false, // reading content takes half a second: once for a worker is enough
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
