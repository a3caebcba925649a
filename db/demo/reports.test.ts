import { expect, test } from 'vitest'
import { categories, neighbourCategories } from './categories.ts'
import { depotHours } from './organisation/units.ts'
import { generateNeighbourOrganisation, generateOrganisation } from './organisation.ts'
import { scenes } from './photos.ts'
import { addOpenHours } from './reports/time.ts'
import { generateReports } from './reports.ts'
import { generateNeighbour, generateTown } from './town.ts'

const town = generateTown()
const organisation = generateOrganisation(town)
const now = new Date('2026-11-18T10:00:00Z')
const reports = generateReports({ town, organisation, categories, now })
const share = (part: unknown[]) => part.length / reports.length

test('the same seed gives the same reports', () => {
  expect(JSON.stringify(generateReports({ town, organisation, categories, now }))).toBe(
    JSON.stringify(reports),
  )
})

test('the mix is believable', () => {
  const open = reports.filter((r) => r.status !== 'closed')
  expect(reports).toHaveLength(2000)
  expect(share(open)).toBeGreaterThan(0.14)
  expect(share(open)).toBeLessThan(0.24)
  expect(reports.filter((r) => r.outcome === 'fixed').length / (2000 - open.length)).toBeGreaterThan(0.72)
  expect(share(reports.filter((r) => r.photos.length))).toBeGreaterThan(0.6)
  expect(share(reports.filter((r) => !r.reporter))).toBeGreaterThan(0.5)
  expect(open.filter((r) => r.dueAt < now).length).toBeGreaterThan(80)
  expect(
    open.filter((r) => r.dueAt > now && r.dueAt.toISOString().slice(0, 10) === '2026-11-18').length,
  ).toBeGreaterThan(5)
  expect(open.filter((r) => !r.assignee).length).toBeGreaterThan(60)
})

test('the road office has the most cases', () => {
  const count = (code: string) => reports.filter((r) => r.unit.startsWith(code)).length
  for (const code of ['STR', 'GFA', 'ORD', 'SVB', 'SWB', 'SEW'])
    expect(count('TBA')).toBeGreaterThan(count(code))
})

test('what happened is in order and over', () => {
  for (const r of reports) {
    expect(r.history[0]!.type).toBe('opened')
    for (let i = 1; i < r.history.length; i++)
      expect(r.history[i]!.at.getTime(), `${r.index} step ${i}`).toBeGreaterThanOrEqual(
        r.history[i - 1]!.at.getTime(),
      )
    const last = r.history[r.history.length - 1]!
    expect(last.at <= now).toBe(true)
    expect(last.type === 'closed').toBe(r.status === 'closed')
    if (r.status === 'scheduled' || r.status === 'in_progress')
      expect(r.history.map((h) => h.type)).toContain(r.status)
    for (const photo of r.photos) expect(photo.takenAt <= r.createdAt).toBe(true)
    if (r.duplicateOf !== undefined) expect(r.duplicateOf).toBeLessThan(r.index)
  }
})

test('everything named exists', () => {
  const people = new Set(organisation.staff.map((s) => s.email))
  const ids = new Set(scenes.map((s) => s.id))
  for (const r of reports) {
    for (const step of r.history)
      for (const email of [step.by, step.to]) if (email) expect(people).toContain(email)
    for (const photo of [...r.photos, ...(r.afterPhoto ? [r.afterPhoto] : [])])
      expect(ids).toContain(photo.scene)
    for (const key of Object.keys(r.answers))
      expect(categories.find((c) => c.code === r.category)!.questions.map((q) => q.code)).toContain(key)
  }
})

test('open hours pass only while the office is open', () => {
  // Friday 12:00 in Berlin, one hour left until 13:00; the second hour is Monday's first
  expect(addOpenHours(new Date('2026-11-20T11:00:00Z'), 2, depotHours).toISOString()).toBe(
    '2026-11-23T06:30:00.000Z',
  )
})

test('the neighbour has thirty reports of its own', () => {
  const neighbour = generateNeighbour()
  const own = generateReports({
    town: neighbour,
    organisation: generateNeighbourOrganisation(neighbour),
    categories: neighbourCategories,
    now,
    count: 30,
  })
  expect(own).toHaveLength(30)
  expect(own.every((r) => r.place.district.startsWith('N'))).toBe(true)
})
