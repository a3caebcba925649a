import { expect, test } from 'vitest'
import { categories, groups, neighbourCategories, responsibilityRules } from './categories.ts'
import { generateNeighbourOrganisation, generateOrganisation } from './organisation.ts'
import { categoriesCsv, staffCsv } from './serialise.ts'
import { generateNeighbour, generateTown } from './town.ts'

const town = generateTown()
const organisation = generateOrganisation(town)
const units = new Set(organisation.units.map((u) => u.code))

test('the organisation is complete', () => {
  expect(organisation.units.filter((u) => u.kind === 'department')).toHaveLength(19)
  expect(organisation.staff).toHaveLength(60)
  expect(new Set(organisation.staff.map((s) => s.email)).size).toBe(60)
  expect(organisation.staff.filter((s) => !units.has(s.unit))).toEqual([])
  for (const [role, email] of Object.entries(organisation.logins))
    expect(organisation.staff.find((s) => s.email === email)?.role).toBe(role)
})

test('mail addresses are plain ASCII although names are not', () => {
  for (const s of organisation.staff) expect(s.email).toMatch(/^[a-z.-]+@musterstadt\.example$/)
  expect(organisation.staff.some((s) => /[^\p{ASCII}äöüß]/iu.test(s.name))).toBe(true)
})

test('forty categories say everything in both languages', () => {
  expect(categories).toHaveLength(40)
  expect(new Set(categories.map((c) => c.code)).size).toBe(40)
  for (const c of categories) {
    expect(units, c.code).toContain(c.unit)
    expect(groups.map((g) => g.code)).toContain(c.group)
    const texts = [
      c.name,
      c.description,
      ...c.questions.flatMap((q) => [q.label, ...(q.options ?? []).map((o) => o.label)]),
      ...c.dangers.map((d) => d.text),
    ]
    for (const text of texts) expect(text.de && text.en, c.code).toBeTruthy()
    for (const words of [c.keywords, ...c.dangers.map((d) => d.words)])
      expect(words.de.length && words.en.length, c.code).toBeTruthy()
  }
})

test('whoever a category needs is there', () => {
  const skills = new Set(organisation.staff.flatMap((s) => s.skills))
  expect(categories.filter((c) => c.skill && !skills.has(c.skill))).toEqual([])
})

test('responsibility rules lead somewhere', () => {
  const authorities = new Set(organisation.authorities.map((a) => a.code))
  for (const { to, categories: codes = [] } of responsibilityRules) {
    expect('unit' in to ? units.has(to.unit) : authorities.has(to.authority)).toBe(true)
    for (const code of codes) expect(categories.map((c) => c.code)).toContain(code)
  }
  expect(town.streets.filter((s) => s.authority && !authorities.has(s.authority))).toEqual([])
})

test('the neighbour has its own few people', () => {
  const neighbour = generateNeighbourOrganisation(generateNeighbour())
  expect([neighbour.units.length, neighbour.staff.length, neighbourCategories.length]).toEqual([3, 5, 8])
})

test('tables for importers have one line a record', () => {
  expect(staffCsv(organisation.staff).trimEnd().split('\r\n')).toHaveLength(61)
  expect(categoriesCsv(categories).trimEnd().split('\r\n')).toHaveLength(41)
})
