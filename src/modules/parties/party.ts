import type { Ctx } from '#platform/context/context.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'

/** How to reach somebody; any of it may be missing. `lang` is the language they are written to in. */
export interface Contact {
  name?: string | null
  email?: string | null
  phone?: string | null
  lang: string
}

export type PartyKind = 'person' | 'organisation'

/** All that a town may know of a party itself. */
export interface Party extends Contact {
  id: Uuid
  kind: PartyKind
  name: string | null
  email: string | null
  phone: string | null
  /** ISO date; of persons. */
  birthDate: string | null
  /** Street, number, postcode and town in one line. */
  address: string | null
  /** Entry in a register of companies or associations: "HRB 4711 Hanau"; of organisations. */
  register: string | null
  createdAt: Date
  erasedAt: Date | null
  /** The party that stands for all that were merged with this one; null for one that stands for itself. */
  mergedInto: Uuid | null
  version: number
}

/** Remembers a person that a case is about or from. Two cases of one person make two parties; joining is a decision. */
export function createParty(
  ctx: Ctx,
  contact: Contact & {
    kind?: PartyKind
    birthDate?: string | null
    address?: string | null
    register?: string | null
  },
): Uuid {
  const id = newId()
  ctx.send(
    `insert into parties.party (tenant_id, id, kind, name, email, phone, lang, birth_date, address, register, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.tenant.id,
      id,
      contact.kind ?? 'person',
      contact.name || null,
      contact.email || null,
      contact.phone || null,
      contact.lang,
      contact.birthDate || null,
      contact.address || null,
      contact.register || null,
      ctx.now,
    ],
  )
  return id
}

export async function contactOf(ctx: Ctx, id: Uuid): Promise<Contact | null> {
  const row = await ctx.db
    .selectFrom('parties.party')
    .select(['name', 'email', 'phone', 'lang'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Some parties with all that is known of them, by id; the caller has made sure that the actor may know. */
export async function partiesById(ctx: Ctx, ids: readonly Uuid[]): Promise<Map<Uuid, Party>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('parties.party')
    .select(partyColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .execute()
  // Days come as ISO texts (src/platform/db/connection.ts), whatever the generated types say.
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, kind: row.kind as PartyKind, birthDate: row.birthDate as unknown as string | null },
    ]),
  )
}

const partyColumns = [
  'id',
  'kind',
  'name',
  'email',
  'phone',
  'lang',
  'birth_date as birthDate',
  'address',
  'register',
  'created_at as createdAt',
  'erased_at as erasedAt',
  'merged_into as mergedInto',
  'version',
] as const

export type PartyChange = Partial<
  Pick<Party, 'name' | 'email' | 'phone' | 'lang' | 'birthDate' | 'address' | 'register'>
>

/**
 * Changes what is known of a party; the worker compares it anew with all others. `version` is the one that was read.
 * Throws NotFound, Conflict.
 */
export async function changeParty(ctx: Ctx, id: Uuid, change: PartyChange, version?: number): Promise<void> {
  const { birthDate, ...same } = change
  let query = ctx.db
    .updateTable('parties.party')
    .set((eb) => ({
      ...same,
      ...(birthDate === undefined ? {} : { birth_date: birthDate as unknown as Date | null }),
      folded_at: null,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
  if (version !== undefined) query = query.where('version', '=', version)
  const changed = await query.returning('id').executeTakeFirst()
  if (changed) return
  if (!(await partiesById(ctx, [id])).get(id)) throw new NotFound()
  throw new Conflict('party.changed')
}
