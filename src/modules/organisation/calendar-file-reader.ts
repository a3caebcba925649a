import { fork } from 'node:child_process'
import type { CalendarJob, CalendarReading } from './calendar-file.ts'

/** Years of an official's calendar fit into it several times. */
export const LARGEST_CALENDAR = 2 * 1024 * 1024
/** Includes the start of the process. */
const LONGEST_MS = 8000

/** Reads an uploaded calendar file, in a process that is ended when it takes too long or too much. */
export async function readCalendarFile(
  bytes: Uint8Array,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<CalendarReading> {
  if (bytes.length > LARGEST_CALENDAR) return { ok: false, fault: 'too_large' }
  return inProcess({ text: decoded(bytes), timeZone, now: now.toISOString() })
}

/** UTF-8 (RFC 5545, 3.1.4); some old programs write Latin-1. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

function inProcess(job: CalendarJob): Promise<CalendarReading> {
  const { promise, resolve } = Promise.withResolvers<CalendarReading>()
  const child = fork(new URL('./calendar-file-child.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=192'],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const clock = setTimeout(() => {
    resolve({ ok: false, fault: 'too_slow' })
    child.kill('SIGKILL')
  }, LONGEST_MS)
  child.once('message', (reading) => resolve(reading as CalendarReading))
  child.once('error', () => resolve({ ok: false, fault: 'damaged' }))
  child.once('exit', () => resolve({ ok: false, fault: 'damaged' }))
  child.send(job, () => {}) // one that cannot be reached has ended, and says so by `exit`
  return promise.finally(() => clearTimeout(clock))
}
