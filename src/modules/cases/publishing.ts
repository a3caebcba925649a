import { type RawBuilder, sql } from 'kysely'
import { photosOf, showPhotos } from '#modules/files/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { forgetRendered } from '#platform/rendered.ts'
import type { Case } from './case.ts'
import { changeCase } from './changing.ts'
import { caseFor } from './visible.ts'

export interface Publication {
  /** What waits or waited for a look: the report as a whole, or only its photos. */
  what: 'report' | 'photos'
  state: 'waiting' | 'public' | 'withheld'
}

/** What was decided about a case being public, or that it waits for a look; null where nobody needed to. */
export async function publicationOf(ctx: Ctx, id: Uuid): Promise<Publication | null> {
  const row = await ctx.db
    .selectFrom('cases.publication')
    .select(['what', 'state'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', id)
    .executeTakeFirst()
  return row ? (row as Publication) : null
}

/** A condition on `cases.case c`: it waits for somebody to look at it before it is public. */
export const awaitsLook = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`c.id in (select p.case_id from cases.publication p
    where p.tenant_id = ${ctx.tenant.id} and p.state = 'waiting')`

/** Which of these cases wait for a look. */
export async function awaitingLook(ctx: Ctx, cases: readonly Uuid[]): Promise<ReadonlySet<Uuid>> {
  if (cases.length === 0) return new Set()
  const rows = await ctx.db
    .selectFrom('cases.publication')
    .select('case_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', 'in', [...cases])
    .where('state', '=', 'waiting')
    .execute()
  return new Set(rows.map((row) => row.case_id))
}

/** Has a case looked at before it is public; what was decided before stays, unless it has changed since (`again`). */
export function awaitLook(
  ctx: Ctx,
  id: Uuid,
  what: Publication['what'],
  { again = false }: { again?: boolean } = {},
): void {
  ctx.send(
    `insert into cases.publication (tenant_id, case_id, what, state, by_id, at) values ($1, $2, $3, 'waiting', null, $4)
     on conflict (tenant_id, case_id) do update set what = excluded.what, state = 'waiting', by_id = null, at = excluded.at
     where $5::boolean`,
    [ctx.tenant.id, id, what, ctx.now, again],
  )
}

/**
 * Makes a report public, with those of its photos that are named (all others are taken away from the public; without a
 * list they stay as they are); its first words are read by everybody from then on. What is restricted never is public.
 * Throws Invalid, NotFound, Forbidden, Conflict.
 */
export async function publishCase(
  ctx: Ctx,
  id: Uuid,
  { photos, version }: { photos?: readonly Uuid[]; version?: number } = {},
): Promise<void> {
  const c = await caseFor(ctx, 'publish', id, version)
  if (c.restricted || c.kind !== 'report') throw new Invalid('case.never_public')
  setWordsReach(ctx, c, 'public')
  if (photos) {
    const all = (await photosOf(ctx, [c.id])).filter(
      (p) => p.stage === 'report' && p.visibility !== 'internal',
    )
    const shown = all.filter((p) => photos.includes(p.id)).map((p) => p.id)
    showPhotos(ctx, c.id, shown, 'public')
    showPhotos(
      ctx,
      c.id,
      all.map((p) => p.id).filter((photo) => !shown.includes(photo)),
      'parties',
    )
  }
  decide(ctx, c, 'public')
  await changeCase(ctx, c, { public: true })
  forgetRendered(ctx)
  ctx.emit('case.published', { case: c.id })
}

/** Takes a report away from the public: lists, map, search, feeds and its own page. Throws like `publishCase`. */
export async function unpublishCase(
  ctx: Ctx,
  id: Uuid,
  { version }: { version?: number } = {},
): Promise<void> {
  const c = await caseFor(ctx, 'publish', id, version)
  if (c.restricted || c.kind !== 'report') throw new Invalid('case.never_public')
  setWordsReach(ctx, c, 'parties')
  decide(ctx, c, 'withheld')
  await changeCase(ctx, c, { public: false })
  forgetRendered(ctx)
  ctx.emit('case.unpublished', { case: c.id })
}

/** A report is public or not by its category, since its author changed it; what staff decided the caller has minded. */
export async function setPublic(ctx: Ctx, c: Case, isPublic: boolean): Promise<void> {
  setWordsReach(ctx, c, isPublic ? 'public' : 'parties')
  if (c.public === isPublic) return
  await changeCase(ctx, c, { public: isPublic })
  forgetRendered(ctx)
  ctx.emit(isPublic ? 'case.published' : 'case.unpublished', { case: c.id })
}

/** Notes what staff said about a report being public. */
export function decide(ctx: Ctx, c: Case, state: 'public' | 'withheld'): void {
  ctx.send(
    `insert into cases.publication (tenant_id, case_id, what, state, by_id, at) values ($1, $2, 'report', $3, $4, $5)
     on conflict (tenant_id, case_id) do update set state = excluded.state, by_id = excluded.by_id, at = excluded.at`,
    [ctx.tenant.id, c.id, state, actorId(ctx.actor), ctx.now],
  )
}

/** Who may read the words that a report began with. */
function setWordsReach(ctx: Ctx, c: Pick<Case, 'id'>, visibility: 'public' | 'parties'): void {
  ctx.send(
    `update cases.message set visibility = $3
     where tenant_id = $1 and case_id = $2 and direction = 'in' and not restricted and id = (
       select m.id from cases.message m where m.tenant_id = $1 and m.case_id = $2 order by m.at, m.id limit 1)`,
    [ctx.tenant.id, c.id, visibility],
  )
}
