import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { access } from './access.ts'
import { duplicates } from './duplicates.ts'
import { fixture } from './fixture.ts'
import { intake } from './intake.ts'
import { map } from './map.ts'
import { page } from './page.ts'
import { root } from './processes.ts'
import { queue } from './queue.ts'
import { type Row, table } from './result.ts'
import { startAndWeight } from './start.ts'

/**
 * `npm run bench`: ratios measured in one run, so that they mean the same on any machine. `--smoke` shows only that
 * everything runs; `--only intake` measures one row.
 */
const smoke = process.argv.includes('--smoke')
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined
const wants = (name: string): boolean => !only || only === name
const say = (text: string): void => console.error(text)

const rows: Row[] = []
const time = smoke ? { seconds: 2, rounds: 1 } : { seconds: 8, rounds: 3 }
if (wants('intake') || wants('page')) {
  const f = await fixture()
  try {
    if (wants('intake') || wants('page')) {
      say('intake: reports through Open311 …')
      const row = await intake(f, wants('intake') ? time : { seconds: 1, rounds: 1 })
      if (wants('intake')) rows.push(row)
    }
    if (wants('page')) {
      say('page: the public list …')
      rows.push(await page(f, time))
    }
  } finally {
    await f.close()
  }
}
if (wants('queue')) {
  say('queue: a work list with few and with many cases …')
  rows.push(
    await queue(smoke ? { few: 500, many: 5000, seconds: 2 } : { few: 10_000, many: 1_000_000, seconds: 8 }),
  )
}
if (wants('map')) {
  say('map: clusters of a whole town with few and with many reports …')
  rows.push(
    await map(
      smoke ? { few: 500, many: 5000, seconds: 2 } : { few: 10_000, many: 1_000_000, seconds: 8 },
      say,
    ),
  )
}
if (wants('duplicates')) {
  say('duplicates: "is it this one?" with few and with many reports …')
  rows.push(
    await duplicates(
      smoke ? { few: 500, many: 5000, seconds: 2 } : { few: 10_000, many: 1_000_000, seconds: 8 },
      say,
    ),
  )
}
if (wants('access') || wants('reading')) {
  say('access, reading: a work list with its rules, and with its record …')
  const measured = await access(smoke ? { cases: 5000, seconds: 2 } : { cases: 1_000_000, seconds: 15 })
  rows.push(...measured.filter((row) => wants(row.name)))
}
if (wants('start') || wants('weight')) {
  say('start: npm start, twice …')
  rows.push(...(await startAndWeight()))
}
console.log(`\n${table(rows)}\n`)
if (smoke) console.log('Smoke run: it shows that everything runs; the figures mean nothing.')
else
  writeFileSync(
    join(root, 'bench/results.json'),
    `${JSON.stringify(
      rows.map(({ name, value, unit, baseline, ratio }) => ({ name, value, unit, baseline, ratio })),
      null,
      2,
    )}\n`,
  )
