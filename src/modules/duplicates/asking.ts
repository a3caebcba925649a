import { sql } from 'kysely'
import { type Case, firstWordsOf, mergedCases } from '#modules/cases/index.ts'
import type { Place } from '#modules/geo/index.ts'
import { objectOfReport } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Found, findSame } from './finding.ts'

const OFFERED = 3
const SHOWN = 5

/** What a report that is being written may repeat: public reports only, whoever asks. `folder` has its photos. */
export async function sameReports(
  ctx: Ctx,
  report: {
    folder: Uuid
    category: string
    place: Place
    address: string | null
    objectId: Uuid | null
    text: string
  },
): Promise<Found[]> {
  const { folder, category: type, ...said } = report
  return findSame(
    ctx,
    { ...said, type, at: ctx.now, hashes: await hashesOf(ctx, folder) },
    { publicOnly: true, without: [folder], limit: OFFERED },
  )
}

/** What a case may repeat, or what may repeat it, among those that the actor sees; nothing for a restricted one. */
export async function likelyDuplicates(ctx: Ctx, c: Case, limit = SHOWN): Promise<Found[]> {
  if (c.restricted || c.kind !== 'report' || c.status === 'closed' || !c.place) return []
  const [words, hashes, merged, object] = await Promise.all([
    firstWordsOf(ctx, [c.id], 4000),
    hashesOf(ctx, c.id),
    mergedCases(ctx, c.id),
    objectOfReport(ctx, c.id),
  ])
  return findSame(
    ctx,
    {
      type: c.type,
      place: c.place,
      address: c.address,
      objectId: object?.id ?? null,
      text: words.get(c.id) ?? '',
      at: c.openedAt,
      hashes,
    },
    { publicOnly: false, without: [c.id, ...merged.map((m) => m.id)], limit },
  )
}

async function hashesOf(ctx: Ctx, folder: Uuid): Promise<Buffer[]> {
  const { rows } = await sql<{ dhash: Buffer }>`
    select f.dhash from files.file f where f.tenant_id = ${ctx.tenant.id} and f.folder_id = ${folder}
      and f.stage = 'report' and f.dhash is not null and not f.restricted and f.removed_at is null`.execute(
    ctx.db,
  )
  return rows.map((row) => row.dhash)
}
