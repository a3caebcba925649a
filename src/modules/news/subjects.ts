import { sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { Happening } from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { worksOf } from './works.ts'

/** What a letter says of a report or of works: a kind and a place, never anybody's own words (docs/adr/0031). */
export interface Subject {
  title: Record<Lang, string>
  address: string | null
  /** A path of the town. */
  path: string
}

interface Row {
  id: Uuid
  number: string
  title: string
  title_en: string
  address: string | null
  status: string
  outcome: string | null
}

/**
 * What is still there to be told, asked anew as the letter is written: what was taken from the public since it happened,
 * or is not so any more (fixed, and then opened again), is left out.
 */
export async function subjectsOf(ctx: Ctx, all: readonly Happening[]): Promise<Map<Happening, Subject>> {
  const works = await worksOf(
    ctx,
    all.filter((h) => h.topic === 'works').map((h) => h.subject),
  )
  const reports = await reportsOf(ctx, [
    ...new Set(all.filter((h) => h.topic !== 'works').map((h) => h.subject)),
  ])
  return new Map(
    all.flatMap((h): [Happening, Subject][] => {
      const work = works.get(h.subject)
      if (work)
        return [[h, { title: work.title, address: work.streets.join(', '), path: `/baustellen/${work.id}` }]]
      const c = reports.get(h.subject)
      return c && stillSo(h, c) ? [[h, subjectOf(c)]] : []
    }),
  )
}

async function reportsOf(ctx: Ctx, ids: readonly Uuid[]): Promise<Map<Uuid, Row>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select c.id, c.number, c.title, c.title_en, c.address, c.status, c.outcome from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.id = any (${[...ids]}::uuid[]) and ${visibleCases(ctx)}`.execute(
    ctx.db,
  )
  return new Map(rows.map((r) => [r.id, r]))
}

const stillSo = ({ topic }: Happening, c: Row): boolean =>
  topic === 'fixed' ? c.status === 'closed' && c.outcome === 'fixed' : c.outcome !== 'duplicate'

const subjectOf = (c: Row): Subject => ({
  title: { de: c.title, en: c.title_en },
  address: c.address,
  path: `/meldungen/${c.number}`,
})
