import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'

/** How to reach somebody; any of it may be missing. `lang` is the language they are written to in. */
export interface Contact {
  name?: string | null
  email?: string | null
  phone?: string | null
  lang: string
}

/** Remembers a person that a case is about or from. Two cases of one person make two parties; joining is a decision. */
export function createParty(ctx: Ctx, contact: Contact): Uuid {
  const id = newId()
  ctx.send(
    `insert into parties.party (tenant_id, id, kind, name, email, phone, lang, created_at)
     values ($1, $2, 'person', $3, $4, $5, $6, $7)`,
    [
      ctx.tenant.id,
      id,
      contact.name || null,
      contact.email || null,
      contact.phone || null,
      contact.lang,
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
