import { sql } from 'kysely'
import { type FileInfo, photosOf } from '#modules/files/index.ts'
import type { InBoth } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Case, CHILD } from './case.ts'
import { visibleCases } from './visible.ts'
import { openParts } from './visible-parts.ts'

/** What the office that works on a part knows of the whole. */
export interface Whole {
  id: Uuid
  number: string
  title: InBoth
  unitId: Uuid | null
  /** The report's own words; null where they are limited to some people. */
  words: { body: string; lang: string | null } | null
  photos: readonly FileInfo[]
  /** The actor sees the whole by themselves, and so may open it. */
  visible: boolean
}

/**
 * Who is asked for a part is told what it is about: number, kind, place, the report's words and its photos, read where
 * they stand, so that what is erased or limited there is so here. Not who reported it, and nothing that was said since
 * (docs/adr/0033). The caller has made sure that the part is visible. Null for a case that is no part.
 */
export async function wholeOf(ctx: Ctx, child: Case): Promise<Whole | null> {
  if (child.kind !== CHILD) return null
  const { rows } = await sql<{
    id: Uuid
    number: string
    title: string
    title_en: string
    unit_id: Uuid | null
    visible: boolean | null
    body: string | null
    lang: string | null
  }>`
    select c.id, c.number, c.title, c.title_en, c.unit_id, ${visibleCases(ctx)} as visible, m.body, m.lang
    from cases.child k
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = k.parent_id
    left join lateral (
      select w.body, w.lang, w.restricted, w.id, w.case_id from cases.message w
      where w.tenant_id = ${ctx.tenant.id} and w.case_id = c.id order by w.at, w.id limit 1
    ) m on ${openParts(ctx, 'm')}
    where k.tenant_id = ${ctx.tenant.id} and k.case_id = ${child.id}`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  const photos = await photosOf(ctx, [row.id], openParts(ctx, 'f'))
  return {
    id: row.id,
    number: row.number,
    title: { de: row.title, en: row.title_en },
    unitId: row.unit_id,
    words: row.body === null ? null : { body: row.body, lang: row.lang },
    photos: photos.filter((photo) => photo.stage === 'report' && photo.visibility !== 'internal'),
    visible: row.visible === true,
  }
}

/** Does the actor see a part of this case? Then the photos of its report are theirs to see. */
export async function seesChildOf(ctx: Ctx, parent: Uuid): Promise<boolean> {
  if (ctx.actor.kind !== 'staff') return false
  const { rows } = await sql`
    select 1 from cases.child k
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = k.case_id
    where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent} and ${visibleCases(ctx)} limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}
