import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Lang } from '#platform/i18n.ts'

/** Day ("2026-10-03") to the holiday's name. */
export type Holidays = ReadonlyMap<string, Record<Lang, string>>

const program = fileURLToPath(new URL('./holiday-list.ts', import.meta.url))
const run = promisify(execFile)
const known = new Map<string, Promise<Holidays>>()

/**
 * The public holidays of a state for a span of years around `year`, asked for once per process. They are worked
 * out by a short-lived child process: `date-holidays` knows the whole world and would keep 45 MB of it here
 * (a worker thread would keep even more), for a list of a hundred days. Takes about 0.3 s, the first time.
 */
export function holidaysAround(year: number, country: string, state: string): Promise<Holidays> {
  const [first, last] = [year - 5, year + 5]
  const key = `${country} ${state} ${first}`
  const held = known.get(key)
  if (held) return held
  const asked = ask(country, state, first, last)
  known.set(key, asked)
  asked.catch(() => known.delete(key))
  return asked
}

async function ask(country: string, state: string, first: number, last: number): Promise<Holidays> {
  if (!/^[A-Z]{2}$/.test(country) || !/^[A-Z0-9]{0,4}$/.test(state)) return new Map()
  const { stdout } = await run(process.execPath, [program, country, state, `${first}`, `${last}`], {
    timeout: 20_000,
    env: { PATH: process.env.PATH },
  })
  const list = JSON.parse(stdout) as [string, string, string][]
  return new Map(list.map(([day, de, en]) => [day, { de, en }]))
}
