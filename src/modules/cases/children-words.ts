import { sql } from 'kysely'
import { organisation, unitName } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { textsOf } from '#platform/tenants.ts'
import type { Case } from './case.ts'
import { childrenOf } from './children.ts'

/** How far one office is with its part, for the person who reported the whole. */
export interface ChildStep {
  id: Uuid
  /** "Straßenbeleuchtung: erledigt" */
  words: string
  done: boolean
  /** What the office said to the reporter as it closed its part; null in a language nobody chose or without words. */
  note: { body: string; lang: string | null } | null
}

/** The steps of every office in plain words, in the order in which they were brought in. The caller sees the whole. */
export async function childSteps(
  ctx: Ctx,
  parent: Pick<Case, 'id'>,
  lang: Lang = ctx.lang,
): Promise<ChildStep[]> {
  const children = await childrenOf(ctx, parent)
  if (children.length === 0) return []
  const [{ units }, notes] = [await organisation(ctx), await lastNotes(ctx, parent.id)]
  const t = textsOf(ctx.platform, ctx.tenant.id, lang)
  const { formatDay } = formatter(lang, ctx.tenant.timeZone)
  return children.map((child) => {
    const unit = units.get(child.unitId ?? '')
    const planned = child.status === 'scheduled' && child.scheduledFor
    const state = child.status === 'closed' ? `closed_${child.outcome ?? 'fixed'}` : child.status
    return {
      id: child.id,
      words: t(`parts.step.${state}`, {
        unit: unit ? unitName(unit, lang) : child.title[lang],
        day: planned ? formatDay(child.scheduledFor!) : '',
      }),
      done: child.status === 'closed',
      note: (child.status === 'closed' && notes.get(child.id)) || null,
    }
  })
}

/** What was said to the reporter on each part last. */
async function lastNotes(ctx: Ctx, parent: Uuid): Promise<Map<Uuid, { body: string; lang: string | null }>> {
  const { rows } = await sql<{ case_id: Uuid; body: string; lang: string | null }>`
    select distinct on (m.case_id) m.case_id, m.body, m.lang from cases.message m
    where m.tenant_id = ${ctx.tenant.id} and m.direction = 'out' and m.visibility <> 'internal' and not m.restricted
      and m.case_id in (
        select k.case_id from cases.child k where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent})
    order by m.case_id, m.at desc, m.id desc`.execute(ctx.db)
  return new Map(rows.map((r) => [r.case_id, { body: r.body, lang: r.lang }]))
}
