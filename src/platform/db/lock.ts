import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomToken } from '../secret.ts'

export class AlreadyRunning extends Error {
  readonly pid: number
  constructor(pid: number, dataDir: string) {
    super(
      `Stadtdraht is already running with the data in ${dataDir} (process ${pid}). Stop it first, or set DATA_DIR.`,
    )
    this.name = 'AlreadyRunning'
    this.pid = pid
  }
}

/**
 * Claims a folder for this process; throws AlreadyRunning while another one that lives holds it. The lock says
 * when its process was started, because after a restart of the machine another one may bear the same number.
 */
export function lockFolder(dataDir: string, path: string): () => void {
  const mine = `${process.pid} ${startOf(process.pid)}`
  const draft = `${path}.${randomToken()}`
  writeFileSync(draft, mine, { flag: 'wx', mode: 0o600 })
  try {
    for (let attempt = 0; ; attempt++) {
      try {
        linkSync(draft, path)
        return () => {
          if (readIfThere(path) === mine) rmSync(path, { force: true })
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 20) throw error
      }
      const found = readIfThere(path)
      const holder = holderOf(found)
      if (holder) throw new AlreadyRunning(holder, dataDir)
      if (found !== undefined) takeAway(path, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The process that holds the lock and lives. */
export function lockHolder(path: string): number | undefined {
  return holderOf(readIfThere(path))
}

function holderOf(lock: string | undefined): number | undefined {
  if (lock === undefined) return undefined
  const at = lock.indexOf(' ')
  const pid = Number(lock.slice(0, at))
  return at > 0 && startOf(pid) === lock.slice(at + 1) ? pid : undefined
}

// Two starters may both have seen the dead lock, and the other one may have a new lock already: what was taken
// away is looked at once more and put back when it is not the dead one.
function takeAway(path: string, dead: string): void {
  const aside = `${path}.${randomToken()}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') !== dead) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  rmSync(aside, { force: true })
}

/** When a process was started, in a form that only serves comparing; empty when there is no such process. */
export function startOf(pid: number): string {
  if (!Number.isSafeInteger(pid) || pid < 1) return ''
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    }
    // Behind the name in brackets, which may hold anything, the 20th field is the start in ticks since boot (proc(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return fields[0] === 'Z' ? '' : `${fields[19]} ${boot}`
  } catch {
    return ''
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
