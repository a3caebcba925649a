import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Conflict, Forbidden, Invalid } from '#platform/errors.ts'
import { anonymous, type TestTown, testTown } from '../../../test/helpers.ts'
import {
  changeSetting,
  changeText,
  createTenant,
  legalPage,
  secret,
  settingHistory,
  settings,
  textOverrides,
} from './index.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

async function asOwner<R>(run: (owner: pg.Client) => Promise<R>): Promise<R> {
  const owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  try {
    return await run(owner)
  } finally {
    await owner.end()
  }
}

describe('a town', () => {
  const input = {
    slug: 'dorf',
    name: 'Dorf',
    hosts: ['Dorf.localhost'],
    publicUrl: 'http://dorf.localhost/',
    timeZone: 'Europe/Berlin',
  }

  it('is made by the owner and found by its host', async () => {
    await asOwner((owner) => createTenant(town.platform, owner, input))
    expect(await town.platform.tenants.byHost('dorf.localhost:3000')).toMatchObject({
      publicUrl: 'http://dorf.localhost',
    })
  })

  it('shares no host name, slug or place as default with another', async () => {
    const taken = [
      { ...input, slug: 'weiler' },
      { ...input, hosts: ['b.localhost'] },
      { ...input, slug: 'c', hosts: ['c.localhost'], isDefault: true },
    ]
    for (const other of taken) {
      await asOwner((owner) =>
        expect(createTenant(town.platform, owner, other)).rejects.toBeInstanceOf(
          other.slug === 'c' ? Invalid : Conflict,
        ),
      )
    }
    await asOwner((owner) =>
      expect(
        createTenant(town.platform, owner, { ...input, slug: 'cc', hosts: ['c.localhost'], isDefault: true }),
      ).rejects.toBeInstanceOf(Conflict),
    )
  })

  it('is never made by the role of the program', async () => {
    const sql = `insert into tenancy.tenant (id, slug, name, hosts, public_url, time_zone, created_at)
      select gen_random_uuid(), 'x', 'x', '{x}', 'x', 'x', now()`
    await expect(town.platform.pool.query(sql)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a setting', () => {
  it('is its default until the town sets it, and is filled in by the next transaction', async () => {
    expect(await town.tx('system', settings)).toMatchObject({
      shortName: 'Teststadt',
      holidays: { country: 'DE', state: 'HE' },
    })
    const inside = await town.tx('system', async (ctx) => {
      await changeSetting(ctx, 'contact', { phone: '06181 2950' })
      return settings(ctx)
    })
    expect(inside.contact.phone).toBe('06181 2950')
    const after = await town.tx(anonymous, settings)
    expect(after.contact).toMatchObject({ phone: '06181 2950', authority: 'Stadt Teststadt' })
    expect((await town.tx(anonymous, settings, town.other.tenant)).contact.phone).toBe('')
  })

  it('keeps every version, with who and when', async () => {
    const admin = await town.staff(town.ids.admin)
    await town.tx(admin, (ctx) => changeSetting(ctx, 'population', 115_000, 0))
    town.clock.advance({ hours: 1 })
    await town.tx(admin, (ctx) => changeSetting(ctx, 'population', 115_200, 1))
    const history = await town.tx(admin, (ctx) => settingHistory(ctx, 'population'))
    expect(history.map((h) => [h.version, h.value, h.by])).toEqual([
      [2, 115_200, town.ids.admin],
      [1, 115_000, town.ids.admin],
    ])
    expect(history[0]!.at.getTime() - history[1]!.at.getTime()).toBe(3_600_000)
  })

  it('saved over a newer version is a conflict, also when two do it at once', async () => {
    const save = (shortName: string) =>
      town.tx('system', (ctx) => changeSetting(ctx, 'shortName', shortName, 0))
    const results = await Promise.allSettled([save('Eins'), save('Zwei')])
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find((r) => r.status === 'rejected')?.reason).toBeInstanceOf(Conflict)
  })

  it('that does not fit is refused with the place of each fault', async () => {
    const change = town.tx('system', (ctx) =>
      changeSetting(ctx, 'map', { zoom: 99, centre: { lat: 0, lon: 999 } }),
    )
    await expect(change).rejects.toMatchObject({
      code: 'setting.invalid',
      params: {
        issues: [expect.objectContaining({ path: 'centre.lon' }), expect.objectContaining({ path: 'zoom' })],
      },
    })
  })

  it('is changed by those who may', async () => {
    const clerk = await town.staff(town.ids.clerk)
    for (const actor of [anonymous, clerk]) {
      await expect(town.tx(actor, (ctx) => changeSetting(ctx, 'population', 1))).rejects.toBeInstanceOf(
        Forbidden,
      )
      await expect(town.tx(actor, (ctx) => changeText(ctx, 'de', 'ui.next', 'x'))).rejects.toBeInstanceOf(
        Forbidden,
      )
    }
  })
})

describe('a text', () => {
  it("is said in the town's own words from the next transaction on, and again in ours", async () => {
    const said = () => town.tx(anonymous, async (ctx) => ctx.t('ui.next'))
    const ours = await said()
    await town.tx('system', (ctx) => changeText(ctx, 'de', 'ui.next', 'Auf geht’s'))
    expect(await said()).toBe('Auf geht’s')
    expect(await town.tx(anonymous, async (ctx) => ctx.t('ui.next'), town.other.tenant)).toBe(ours)
    await town.tx('system', (ctx) => changeText(ctx, 'de', 'ui.next', null))
    expect(await said()).toBe(ours)
    expect(await town.tx('system', (ctx) => textOverrides(ctx, 'de'))).toEqual({})
  })

  it('must be one of the program', async () => {
    await expect(town.tx('system', (ctx) => changeText(ctx, 'de', 'ui.nothing', 'x'))).rejects.toBeInstanceOf(
      Invalid,
    )
  })
})

describe('a legal page', () => {
  it('is complete from the start, without lines for what the town has not told', async () => {
    const pages = await town.tx(anonymous, (ctx) => legalPage(ctx, 'imprint'), town.other.tenant)
    const words = JSON.stringify(pages)
    expect(words).toContain('Stadt Anderstadt')
    expect(words).not.toMatch(/Telefon|\{\{|u0000/)
    for (const page of ['imprint', 'privacy', 'accessibility', 'plain', 'sign'] as const) {
      const { sections } = await town.tx(anonymous, (ctx) => legalPage(ctx, page))
      expect(sections.length).toBeGreaterThan(1)
    }
  })

  it("shows the town's own words where it has some", async () => {
    const own = [{ heading: 'Anbieter', paragraphs: ['Wir.'] }]
    await town.tx('system', (ctx) => changeSetting(ctx, 'legal', { imprint: { de: own, en: null } }))
    expect((await town.tx(anonymous, (ctx) => legalPage(ctx, 'imprint'))).sections).toEqual(own)
  })
})

describe('a secret', () => {
  it('is the same for everybody, other for another town or name, and not to be found in the database', async () => {
    const of = (name: string, tenant = town.tenant) => town.tx('system', (ctx) => secret(ctx, name), tenant)
    const [a, b] = await Promise.all([of('files'), of('files')])
    expect(a).toHaveLength(32)
    expect(a.equals(b)).toBe(true)
    expect(a.equals(await of('files'))).toBe(true)
    expect(a.equals(await of('mail'))).toBe(false)
    expect(a.equals(await of('files', town.other.tenant))).toBe(false)
    const rows = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('tenancy.secret').selectAll().where('tenant_id', '=', town.tenant.id).execute(),
    )
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row.wrapped.includes(a)).toBe(false)
  })

  it('made in a transaction that is rolled back is forgotten', async () => {
    let lost: Buffer | undefined
    const failed = town.tx('system', async (ctx) => {
      lost = await secret(ctx, 'lost')
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect((await town.tx('system', (ctx) => secret(ctx, 'lost'))).equals(lost!)).toBe(false)
  })
})
