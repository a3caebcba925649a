import { type Party, partiesById } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** What somebody may do for an organisation. */
export const powers = ['submit', 'read', 'pay', 'manage'] as const
export type Power = (typeof powers)[number]

export interface CitizenOrganisation {
  id: Uuid
  party: Party
  state: 'waiting' | 'confirmed' | 'refused'
  /** By the town, or because a sign-in of level substantial spoke for it. */
  how: 'staff' | 'claim' | null
  refusal: string | null
  /** What the founder wrote to the town. */
  note: string | null
  foundedBy: Uuid
  createdAt: Date
  confirmedAt: Date | null
  version: number
}

const columns = [
  'id',
  'party_id',
  'founded_by',
  'note',
  'created_at',
  'confirmed_at',
  'confirmed_how',
  'refused_at',
  'refusal',
  'version',
] as const

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (ctx: Ctx, ids: readonly Uuid[]) =>
  ctx.db
    .selectFrom('citizens.organisation')
    .select(columns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .execute()

const toOrganisation = (row: Row, party: Party): CitizenOrganisation => ({
  id: row.id,
  party,
  state: row.refused_at ? 'refused' : row.confirmed_at ? 'confirmed' : 'waiting',
  how: row.confirmed_how as CitizenOrganisation['how'],
  refusal: row.refusal,
  note: row.note,
  foundedBy: row.founded_by,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  version: row.version,
})

/** Some organisations by id; the caller has made sure that the actor may know of them. */
export async function organisationsById(
  ctx: Ctx,
  ids: readonly Uuid[],
): Promise<Map<Uuid, CitizenOrganisation>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf(ctx, ids)
  const parties = await partiesById(
    ctx,
    rows.map((row) => row.party_id),
  )
  return new Map(rows.map((row) => [row.id, toOrganisation(row, parties.get(row.party_id)!)]))
}
