import { existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for databases of tests: in memory where there is plenty of it, since nothing has to last. */
export function quickFolder(name: string): string {
  const memory = '/dev/shm'
  const free = existsSync(memory) ? statfsSync(memory).bavail * statfsSync(memory).bsize : 0
  return mkdtempSync(join(free > 4 * 2 ** 30 ? memory : tmpdir(), `stadtdraht-${name}-`))
}

/** As root with the checkout in a closed folder, the server's programs are copied once for all runs. */
export const programCopies = process.getuid?.() === 0 ? '/var/lib/stadtdraht/postgres' : undefined
