import { createParty } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'

/** The demo's citizen: whoever reads the letters of the demo can sign in as her. */
const citizen = {
  name: 'Erika Mustermann-Çelik',
  email: 'erika.mustermann@buerger.example',
  phone: '06181 555010',
  birthDate: '1984-08-12',
  address: 'Lindenstraße 7, 63450 Musterstadt',
  lang: 'de',
}

/** Her account with a few cases, one business that waits to be confirmed, and people who may be known twice. */
export async function seedCitizens(ctx: Ctx): Promise<void> {
  const tenant_id = ctx.tenant.id
  const id = idFrom('demo', ctx.tenant.slug, 'citizen')
  const known = await ctx.db
    .selectFrom('citizens.account')
    .select('id')
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (known) return
  const party = createParty(ctx, citizen)
  await ctx.db
    .insertInto('citizens.account')
    .values({
      tenant_id,
      id,
      party_id: party,
      email: citizen.email,
      email_at: ctx.now,
      lang: 'de',
      created_at: ctx.now,
    })
    .execute()
  await follow(ctx, party)
  // Spelled otherwise, and from before she had an account.
  createParty(ctx, { name: 'Mustermann-Celik, Erika', birthDate: citizen.birthDate, lang: 'de' })
  createParty(ctx, { name: 'E. Mustermann', phone: '+49 6181 555010', lang: 'de' })
  await found(ctx, id)
}

const OWN = 5
const FOLLOWED = 2

/** Some cases that are under way are hers, as one who holds their links; two more of her neighbours she follows. */
async function follow(ctx: Ctx, party: Uuid): Promise<void> {
  const some = await ctx.db
    .selectFrom('cases.case')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('kind', '=', 'report')
    .where('public', '=', true)
    .where('unit_id', 'is not', null)
    .orderBy('scheduled_for', (order) => order.desc().nullsLast())
    .orderBy('opened_at', 'desc')
    .limit(OWN + FOLLOWED)
    .execute()
  if (some.length === 0) return
  await ctx.db
    .insertInto('cases.party')
    .values(
      some.map((one, i) => ({
        tenant_id: ctx.tenant.id,
        case_id: one.id,
        party_id: party,
        role: i < OWN ? 'bearer' : 'follower',
        // Letters go to those who reported; the demo writes to nobody twice.
        stopped_at: i < OWN ? ctx.now : null,
        since: ctx.now,
      })),
    )
    .execute()
}

async function found(ctx: Ctx, account: Uuid): Promise<void> {
  const tenant_id = ctx.tenant.id
  const id = idFrom('demo', ctx.tenant.slug, 'business')
  const party = createParty(ctx, {
    kind: 'organisation',
    name: 'Bäckerei Mustermann GmbH',
    register: 'HRB 4711, Amtsgericht Hanau',
    address: 'Marktplatz 3, 63450 Musterstadt',
    email: 'backstube@baeckerei.example',
    lang: 'de',
  })
  await ctx.db
    .insertInto('citizens.organisation')
    .values({
      tenant_id,
      id,
      party_id: party,
      founded_by: account,
      note: 'Ich bin die Geschäftsführerin.',
      created_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('citizens.member')
    .values({
      tenant_id,
      organisation_id: id,
      account_id: account,
      powers: ['submit', 'read', 'pay', 'manage'],
      since: ctx.now,
    })
    .execute()
}
