import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'

let town: TestTown
beforeAll(async () => {
  // One connection, so that what a failure leaves behind would be met by whoever comes next.
  town = await testTown({ config: { dbPool: 2 } })
})
afterAll(() => town.close())

const party =
  'insert into parties.party (tenant_id, id, kind, name, lang, created_at) values ($1, $2, $3, $4, $5, $6)'
const values = (id: string, name: string | null = 'Nina') => [
  town.tenant.id,
  id,
  'person',
  name,
  'de',
  new Date(),
]
const count = (id: string) =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('parties.party')
      .select('name')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    return rows.length
  })

describe('statements sent without waiting', () => {
  it('are there for the next question, in order', async () => {
    const id = newId()
    const found = await town.tx('system', async (ctx) => {
      ctx.send(party, values(id, 'a'))
      ctx.send('update parties.party set name = $3 where tenant_id = $1 and id = $2', [
        ctx.tenant.id,
        id,
        'b',
      ])
      return ctx.db
        .selectFrom('parties.party')
        .select('name')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', id)
        .executeTakeFirst()
    })
    expect(found).toEqual({ name: 'b' })
    expect(await count(id)).toBe(1)
  })

  it('undo everything when one of them fails, and say why', async () => {
    const [first, second] = [newId(), newId()]
    const attempt = () =>
      town.tx('system', async (ctx) => {
        ctx.send(party, values(first))
        ctx.send(
          'insert into parties.party (tenant_id, id, kind, lang, created_at) values ($1, $2, null, null, null)',
          [ctx.tenant.id, second],
        )
        ctx.send(party, values(second))
      })
    for (let i = 0; i < 3; i++) await expect(attempt()).rejects.toMatchObject({ code: '23502' })
    expect([await count(first), await count(second)]).toEqual([0, 0])
  })

  it('name their own failure, not that of the question after them', async () => {
    const attempt = town.tx('system', async (ctx) => {
      ctx.send('insert into parties.party (tenant_id) values ($1)', [ctx.tenant.id])
      await ctx.db.selectFrom('parties.party').select('id').where('tenant_id', '=', ctx.tenant.id).execute()
    })
    await expect(attempt).rejects.toMatchObject({ code: '23502' })
  })

  it('fail alike when they are no SQL, and the connection lives on', async () => {
    for (let i = 0; i < 5; i++) {
      await expect(
        town.tx('system', async (ctx) => ctx.send('insert into nowhere values ($1)', [i])),
      ).rejects.toMatchObject({ code: '42P01' })
      const id = newId()
      await town.tx('system', async (ctx) => ctx.send(party, values(id)))
      expect(await count(id)).toBe(1)
    }
  })

  it('of many transactions at once do not get mixed up', async () => {
    const ids = Array.from({ length: 60 }, () => newId())
    const done = await Promise.allSettled(
      ids.map((id, i) =>
        town.tx('system', async (ctx) => {
          ctx.send(party, values(id, `n${i}`))
          if (i % 3 === 0) ctx.send('insert into parties.party (tenant_id) values ($1)', [ctx.tenant.id])
          if (i % 2 === 0)
            await ctx.db
              .selectFrom('parties.party')
              .select('id')
              .where('tenant_id', '=', ctx.tenant.id)
              .where('id', '=', id)
              .execute()
        }),
      ),
    )
    expect(done.map((d) => d.status)).toEqual(ids.map((_, i) => (i % 3 === 0 ? 'rejected' : 'fulfilled')))
    for (const [i, id] of ids.entries()) expect(await count(id)).toBe(i % 3 === 0 ? 0 : 1)
  })
})

it('finds out who acts within the transaction', async () => {
  const who = { tenant: town.tenant, actor: { kind: 'anonymous' } as const }
  const { inTx } = await import('./transaction.ts')
  const id = newId()
  const kind = await inTx(
    town.platform,
    { ...who, identify: async () => ({ kind: 'machine', id, label: 'x', scopes: [] }) },
    async (ctx) => ctx.actor.kind,
  )
  expect(kind).toBe('machine')
})
