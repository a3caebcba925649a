import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeSetting, secret, settings } from '#modules/tenancy/index.ts'
import { loadConfig } from '#platform/config.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { newId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { anonymous, system } from './actor.ts'
import type { Ctx, Tenant } from './context.ts'
import { changeReference, remember } from './memory.ts'
import { inOneTrip, inTx } from './transaction.ts'

let town: TestTown
/** Another process on the same database, as far as that can be had within one. */
let second: CreatedPlatform
beforeAll(async () => {
  town = await testTown()
  second = createPlatform(loadConfig({ NODE_ENV: 'test', DATA_DIR: `${town.platform.config.dataDir}-2` }), {
    url: town.database.url,
    log: createLog('silent'),
    clock: town.clock,
  })
})
afterAll(async () => {
  await second.close()
  await town.close()
})

const readings = (ctx: Ctx) =>
  ctx.db.selectFrom('audit.reading').select('id').where('tenant_id', '=', ctx.tenant.id).execute()
const read = (ctx: Ctx, id = newId()) =>
  ctx.send(
    `insert into audit.reading (tenant_id, id, actor_kind, actor_id, what, subject_id, at) values ($1, $2, 'system', null, 'test', $2, $3)`,
    [ctx.tenant.id, id, ctx.now],
  )
const count = (tenant?: Tenant) => town.tx('system', async (ctx) => (await readings(ctx)).length, tenant)

describe('a transaction', () => {
  test('keeps what it did, and runs what was to come after the commit', async () => {
    const before = await count()
    let after = 0
    await town.tx('system', async (ctx) => {
      read(ctx)
      ctx.afterCommit(() => after++)
      expect(after).toBe(0)
    })
    expect([await count(), after]).toEqual([before + 1, 1])
  })

  test('keeps nothing of what it did when it throws', async () => {
    const before = await count()
    let after = 0
    const failing = town.tx('system', async (ctx) => {
      read(ctx)
      ctx.emit('town.tested', { town: newId() })
      ctx.afterCommit(() => after++)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect([await count(), after]).toEqual([before, 0])
  })

  test('fails when a statement fails that nobody waited for', async () => {
    const id = newId()
    await town.tx('system', async (ctx) => read(ctx, id))
    const before = await count()
    const failing = town.tx('system', async (ctx) => {
      read(ctx)
      read(ctx, id)
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect(await count()).toBe(before)
  })

  test('does not pass for done when a failure was swallowed', async () => {
    const swallowing = town.tx('system', async (ctx) => {
      await ctx.db
        .selectFrom('cases.case')
        .select('nonsense' as 'id')
        .execute()
        .catch(() => {})
      return 'done'
    })
    await expect(swallowing).rejects.toThrow('rolled back')
  })

  test('works as app, whatever came before it on the connection', async () => {
    for (let i = 0; i < 3; i++) {
      const role = await town.tx('system', async (ctx) => {
        const { rows } = await import('kysely').then(({ sql }) =>
          sql<{ current_user: string }>`select current_user`.execute(ctx.db),
        )
        return rows[0]!.current_user
      })
      expect(role).toBe('app')
    }
  })

  test('needs a tenant that is one', async () => {
    const nobody = { ...town.tenant, id: `' or true --` }
    await expect(town.tx('system', async () => 1, nobody)).rejects.toThrow('UUID')
    const unknown = { ...town.tenant, id: newId() }
    expect(await count(unknown)).toBe(0)
  })

  test('does not open another one within itself', async () => {
    const nested = town.tx('system', (ctx) => ctx.db.transaction().execute(async () => 1))
    await expect(nested).rejects.toThrow('already open')
  })

  test('a hundred at once share the few connections of the pool', async () => {
    const before = await count()
    await Promise.all(Array.from({ length: 100 }, () => town.tx(anonymous, async (ctx) => read(ctx))))
    expect(await count()).toBe(before + 100)
  })
})

describe('towns are kept apart', () => {
  test('the other town’s rows are not there, neither to read nor to change nor to add', async () => {
    await town.tx('system', async (ctx) => read(ctx), town.other.tenant)
    const seen = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('audit.reading').select('id').where('tenant_id', '=', town.other.tenant.id).execute(),
    )
    expect(seen).toEqual([])
    const changed = await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('identity.account')
        .set({ name: 'Mallory' })
        .where('tenant_id', '=', town.other.tenant.id)
        .executeTakeFirst(),
    )
    expect(Number(changed.numUpdatedRows)).toBe(0)
    const adding = town.tx('system', async (ctx) => read({ ...ctx, tenant: town.other.tenant } as Ctx))
    await expect(adding).rejects.toMatchObject({ code: '42501' })
  })

  test('a statement that forgets the tenant sees one town only, and none outside of a transaction', async () => {
    const { sql } = await import('kysely')
    const slugs = await town.tx('system', async (ctx) => {
      const { rows } = await sql<{
        tenant_id: string
      }>`select distinct tenant_id from identity.account`.execute(ctx.db)
      return rows.map((r) => r.tenant_id)
    })
    expect(slugs).toEqual([town.tenant.id])
    await expect(town.platform.pool.query('select * from identity.account')).rejects.toThrow(
      /app\.tenant|uuid/,
    )
    // Nor after a transaction of that very connection, in which a tenant was set.
    const client = await town.platform.pool.connect()
    try {
      await client.query(`begin; select platform.enter('${town.tenant.id}'); commit`)
      await expect(client.query('select * from identity.account')).rejects.toThrow(/app\.tenant|uuid/)
    } finally {
      client.release()
    }
  })

  test('a secret of one town opens nothing of the other, not even when its row is copied', async () => {
    const [one, other] = await Promise.all([
      town.tx('system', (ctx) => secret(ctx, 'links')),
      town.tx('system', (ctx) => secret(ctx, 'links'), town.other.tenant),
    ])
    expect(one.equals(other)).toBe(false)
    const row = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('tenancy.secret')
        .select('wrapped')
        .where('tenant_id', '=', town.tenant.id)
        .where('name', '=', 'links')
        .executeTakeFirstOrThrow(),
    )
    const copied = town.tx(
      'system',
      async (ctx) => {
        await ctx.db
          .insertInto('tenancy.secret')
          .values({ tenant_id: ctx.tenant.id, name: 'copied', wrapped: row.wrapped })
          .execute()
        return secret(ctx, 'copied')
      },
      town.other.tenant,
    )
    await expect(copied).rejects.toThrow()
  })
})

describe('what is remembered', () => {
  const inSecond = <R>(run: (ctx: Ctx) => Promise<R>) =>
    inTx(second, { tenant: town.tenant, actor: system('test') }, run)

  test('is read once, by all transactions of a process, until reference data change anywhere', async () => {
    let reads = 0
    const load = (ctx: Ctx) => remember(ctx, 'test', async () => ++reads)
    expect(await town.tx('system', load)).toBe(1)
    expect(await town.tx('system', load)).toBe(1)
    await inSecond(changeReference)
    expect(await town.tx('system', load)).toBe(2)
  })

  test('of one town is nothing to the other', async () => {
    const load = (value: string) => (ctx: Ctx) => remember(ctx, 'apart', async () => value)
    expect(await town.tx('system', load('here'))).toBe('here')
    expect(await town.tx('system', load('there'), town.other.tenant)).toBe('there')
  })

  test('a change is seen by its own transaction at once, by others after the commit, by nobody when it fails', async () => {
    const name = async (ctx: Ctx) => (await settings(ctx)).shortName
    const was = await inSecond(name)
    const failing = town.tx('system', async (ctx) => {
      await changeReference(ctx)
      await ctx.db
        .insertInto('tenancy.setting')
        .values({ tenant_id: ctx.tenant.id, key: 'shortName', version: 1, value: '"Neu"', at: ctx.now })
        .execute()
      expect(await name(ctx)).toBe('Neu')
      expect(await inSecond(name)).toBe(was)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await town.tx('system', name)).toBe(was)
    expect(await inSecond(name)).toBe(was)
  })

  test('a failure to read is not remembered', async () => {
    await expect(
      town.tx('system', (ctx) => remember(ctx, 'shaky', async () => Promise.reject(new Error('no')))),
    ).rejects.toThrow('no')
    expect(await town.tx('system', (ctx) => remember(ctx, 'shaky', async () => 'yes'))).toBe('yes')
  })
})

describe('in one trip', () => {
  const who = () => ({ tenant: town.tenant, actor: system('test') })

  test('a transaction does what any other does', async () => {
    await town.tx('system', async () => {})
    const before = await count()
    let runs = 0
    await inOneTrip(town.platform, who(), async (ctx) => {
      runs++
      read(ctx)
      ctx.emit('town.tested', { town: newId() }, { first: true })
    })
    expect(await count()).toBe(before + 1)
    expect(runs).toBe(1)
  })

  test('is done again on what is now when reference data has changed meanwhile, and keeps nothing of the first try', async () => {
    const value = (ctx: Ctx) => remember(ctx, 'test.one-trip', async () => (await settings(ctx)).population)
    await inOneTrip(town.platform, who(), value)
    const before = await count()
    await inTx(second, who(), async (ctx) => {
      await changeSetting(ctx, 'population', 4711)
    })
    const seen: unknown[] = []
    await inOneTrip(town.platform, who(), async (ctx) => {
      seen.push(await value(ctx))
      read(ctx)
    })
    expect(seen.at(-1)).toBe(4711)
    expect(seen).toHaveLength(2)
    expect(await count()).toBe(before + 1)
  })

  test('a refusal is believed only of what is now', async () => {
    let runs = 0
    const refuse = async () => {
      runs++
      throw new Error('no')
    }
    await expect(inOneTrip(town.platform, who(), refuse)).rejects.toThrow('no')
    expect(runs).toBe(2)
  })
})

test('a town is found by its host name, the default one by this machine’s', async () => {
  const slug = async (host: string | undefined) => (await town.platform.tenants.byHost(host))?.slug
  expect(await slug('teststadt.localhost')).toBe('teststadt')
  expect(await slug('ANDERSTADT.localhost:3000')).toBe('anderstadt')
  expect(await slug('localhost:3000')).toBe('teststadt')
  expect(await slug('127.0.0.1')).toBe('teststadt')
  expect(await slug('fremd.example')).toBeUndefined()
  expect(await slug(undefined)).toBeUndefined()
  expect(await slug('teststadt.localhost.fremd.example')).toBeUndefined()
})
