import type { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { SESSION_COOKIE } from '#http/session.ts'
import { trackingToken } from '#modules/cases/index.ts'
import { restrictCase } from '#modules/cases/restricting.ts'
import { openAccount } from '#modules/citizens/account.ts'
import { claimParty } from '#modules/citizens/claim.ts'
import { beginCitizenSession } from '#modules/citizens/session.ts'
import { beginSession, createAccount, createApiKey } from '#modules/identity/index.ts'
import { addMembership, nameDeputy } from '#modules/organisation/index.ts'
import { submit } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown } from '../helpers.ts'
import { PageClient } from '../page-client.ts'
import type { Visitor, World } from './row.ts'

/** Words that stand in the cases; whoever may not see a case must not find its words in any answer. */
export const words = {
  open: 'Kanarienloch',
  closed: 'Kanariensenke',
  restricted: 'Kanarienhort',
  elsewhere: 'Kanarienfern',
} as const
export const personOf = (word: string): string => `Erika ${word}frau`

/** The cases that rows speak of, and everybody who comes. */
export async function worldOf(town: TestTown): Promise<World> {
  const report = async (word: string, where: Tenant = town.tenant) =>
    town
      .tx(
        'system',
        async (ctx) => {
          const id = newId()
          const made = await submit(ctx, {
            id,
            category: 'schlagloch',
            text: `Ein ${word} mitten im Weg`,
            place: somewhere,
            address: `${word}gasse 7`,
            placedBy: 'map',
            answers: {},
            reporter: {
              name: personOf(word),
              email: `${word.toLowerCase()}@example.org`,
              phone: '069 4711',
              lang: 'de',
            },
            channel: 'web',
          })
          return { id, number: made.number }
        },
        where,
      )
      .then(async (made) => ({
        ...made,
        token: await town.tx(
          'system',
          async (ctx) => trackingToken(ctx, made.id, await partyOf(ctx, made.id)),
          where,
        ),
      }))
  const world: World = {
    town,
    open: await report(words.open),
    closed: await report(words.closed),
    restricted: await report(words.restricted),
    elsewhere: await report(words.elsewhere, town.other.tenant),
    made: {},
  }
  // Both towns count from one; a number that both have would find one's own case.
  world.elsewhere.number = '2026-9001'
  await town.tx(
    'system',
    (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ number: world.elsewhere.number })
        .where('tenant_id', '=', town.other.tenant.id)
        .where('id', '=', world.elsewhere.id)
        .execute(),
    town.other.tenant,
  )
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('cases.case')
      .set({ public: false })
      .where('tenant_id', '=', town.tenant.id)
      .where('id', '=', world.closed.id)
      .execute(),
  )
  await town.tx(await town.staff(town.ids.clerk), (ctx) =>
    restrictCase(ctx, world.restricted.id, {
      reason: 'personnel',
      named: { accounts: [town.ids.clerk], unit: null },
    }),
  )
  await town.drain()
  return world
}

type Tx = Parameters<Parameters<TestTown['tx']>[1]>[0]

async function partyOf(ctx: Tx, id: Uuid): Promise<Uuid> {
  const row = await ctx.db
    .selectFrom('cases.party')
    .select('party_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow()
  return row.party_id
}

/** A browser, or a program, for each visitor. Staff have a session that was confirmed a moment ago. */
export async function visitorsOf(world: World, app: Hono<Env>): Promise<Record<Visitor, PageClient>> {
  const { town } = world
  const deputy = newId()
  const newcomer = newId()
  await town.tx('system', async (ctx) => {
    for (const [id, name] of [
      [deputy, 'Vera Tretung'],
      [newcomer, 'Neu Hier'],
    ] as const)
      await createAccount(ctx, { id, email: `${id}@teststadt.example`, name })
  })
  await deputise(town, deputy)
  const staff = async (account: Uuid, tenant: Tenant = town.tenant) => {
    const client = new PageClient(app, `${tenant.hosts[0]}:3000`)
    const { token } = await town.tx(
      'system',
      (ctx) => beginSession(ctx, account, 'password', { address: '127.0.0.1' }),
      tenant,
    )
    client.cookies.set(SESSION_COOKIE, token)
    return client
  }
  const citizen = async (email: string, parties: readonly Uuid[] = []) => {
    const client = new PageClient(app)
    const { id, token } = await town.tx('system', async (ctx) => {
      const { id } = await openAccount(ctx, { email, name: 'Cara Bürgerin' })
      return { id, token: await beginCitizenSession(ctx, id, { method: 'link', level: 'none' }) }
    })
    const actor: Actor = { kind: 'citizen', id, name: 'Cara Bürgerin', level: 'none', parties: [] }
    for (const party of parties) await town.tx(actor, (ctx) => claimParty(ctx, party, 'link'))
    client.cookies.set('konto', token)
    return client
  }
  const { key } = await town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'leer', scopes: [], perMinute: 100_000 }),
  )
  const machine = new PageClient(app)
  machine.headers = { 'x-api-key': key }
  const own = await town.tx('system', async (ctx) =>
    Promise.all([world.open, world.closed, world.restricted].map((c) => partyOf(ctx, c.id))),
  )
  return {
    nobody: new PageClient(app),
    machine,
    newcomer: await staff(newcomer),
    worker: await staff(town.ids.worker),
    clerk: await staff(town.ids.clerk),
    head: await staff(town.ids.head),
    gardener: await staff(town.ids.gardener),
    admin: await staff(town.ids.admin),
    officer: await staff(town.ids.officer),
    deputy: await staff(deputy),
    foreign: await staff(town.other.ids.head, town.other.tenant),
    citizen: await citizen('cara@example.org', own),
    stranger: await citizen('fremd@example.org'),
  }
}

/** A clerk of parks who stands in for the clerk of roads, for a week. */
async function deputise(town: TestTown, deputy: Uuid): Promise<void> {
  await town.tx('system', (ctx) =>
    addMembership(ctx, { account: deputy, unit: town.ids.parks, role: 'clerk' }),
  )
  await town.tx('system', (ctx) =>
    nameDeputy(ctx, {
      absent: town.ids.clerk,
      deputy,
      from: new Date(ctx.now.getTime() - 3_600_000),
      until: new Date(ctx.now.getTime() + 7 * 86_400_000),
      unit: null,
      types: null,
      onlyWhenAbsent: false,
    }),
  )
}
