import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { backupCommand } from './backup.ts'
import { importCommand } from './import.ts'
import { keptByNpm } from './kept-by-npm.ts'

const run = promisify(execFile)

test('an option that npm has kept for itself is named, one behind -- is not', () => {
  const npm = { npm_lifecycle_event: 'cli', npm_config_keep: 'true', npm_config_dry_run: 'true' }
  expect(keptByNpm(backupCommand.options!, new Set(), npm)).toEqual(['keep'])
  expect(keptByNpm(backupCommand.options!, new Set(['keep']), npm)).toEqual([])
  expect(keptByNpm(importCommand.options!, new Set(['tenant']), npm)).toEqual(['dry-run'])
  // What npm knows of itself is no option of ours, and without npm nobody takes any.
  expect(keptByNpm(backupCommand.options!, new Set(), { ...npm, npm_config_keep: '' })).toEqual([])
  expect(keptByNpm(backupCommand.options!, new Set(), { npm_config_keep: 'true' })).toEqual([])
})

test('a check that would have become a restore is refused before anything is touched', async () => {
  const called = run(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'restore', '/nowhere'], {
    env: { ...process.env, DATA_DIR: '/nowhere', npm_lifecycle_event: 'cli', npm_config_check: 'true' },
  })
  await expect(called).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('npm run cli -- restore … --check'),
  })
})
