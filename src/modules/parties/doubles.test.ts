import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { decideDoubles, undoDecision } from './deciding.ts'
import { doubles, doublesOf } from './doubles.ts'
import { findDoubles } from './finding.ts'
import { foldAddress, foldName, foldPhone } from './folding.ts'
import { changeParty, createParty, partiesById } from './party.ts'
import { sameAs } from './same.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const all = () => sql<boolean>`true`
const make = (party: Partial<Parameters<typeof createParty>[1]>): Promise<Uuid> =>
  town.tx('system', async (ctx) => createParty(ctx, { lang: 'de', ...party }))
const look = () => town.tx('system', (ctx) => findDoubles(ctx))
const as = async <R>(run: (ctx: Ctx) => Promise<R>): Promise<R> =>
  town.tx(await town.staff(town.ids.officer), run)
const reasons = async (one: Uuid): Promise<Record<Uuid, string[]>> => {
  const group = await as((ctx) => doublesOf(ctx, one, all))
  return Object.fromEntries((group?.doubles ?? []).map((d) => [d.a === one ? d.b : d.a, d.reasons]))
}

describe('what is compared', () => {
  test.each([
    ['Dr. Erika Müßig', 'MUESSIG, Erika'],
    ['Ayşe Łukasiewicz', 'Lukasiewicz Ayse'],
    ['Đorđe Čižmešija', 'Dorde Cizmesija'],
    ['Þórunn Ægisdóttir', 'thorunn aegisdottir'],
    ['Nguyễn Thị Hồng', 'Nguyen Thi Hong'],
    ['Ștefan Țăranu', 'Stefan Taranu'],
    ['Jürgen Groß', 'Juergen Gross'],
  ])('%s is %s', (one, other) => expect(foldName(one)).toBe(foldName(other)))

  test('other names are other names', () => {
    expect(foldName('Erika Müßig')).not.toBe(foldName('Erik Müßig'))
    expect([foldName(''), foldName(null), foldName(' . ')]).toEqual([null, null, null])
  })

  test('addresses and numbers are one however they are written, and nothing when they say too little', () => {
    expect(foldAddress('Hauptstr. 12, 63450 Teststadt')).toBe(foldAddress('hauptstraße 12 63450 teststadt'))
    expect(foldAddress('Hauptstr. 12')).not.toBe(foldAddress('Hauptstr. 13'))
    expect([foldAddress('Teststadt'), foldAddress('Am Markt')]).toEqual([null, null])
    expect(foldPhone('+49 (0)6181 295-0')).toBe(foldPhone('06181/2950'))
    expect(foldPhone('0049 170 1234567')).toBe(foldPhone('0170-1234567'))
    expect([foldPhone('110'), foldPhone('keines')]).toEqual([null, null])
  })
})

describe('the worker', () => {
  test('proposes who shares a sign, and says which; nobody else', async () => {
    const one = await make({ name: 'Zoë Çelik-Müßig', birthDate: '1980-02-29', email: 'zoe@example.org' })
    const born = await make({ name: 'Celik-Muessig, Zoe', birthDate: '1980-02-29' })
    const mail = await make({ name: 'Z. Çelik', email: ' ZOE@example.org' })
    const namesake = await make({ name: 'Zoë Çelik-Müßig', birthDate: '1991-01-01' })
    const firm = await make({ name: 'Zoë Çelik-Müßig', email: 'zoe@example.org', kind: 'organisation' })
    await look()
    expect(await reasons(one)).toEqual({ [born]: ['birth'], [mail]: ['email'] })
    expect([await reasons(namesake), await reasons(firm)]).toEqual([{}, {}])
  })

  test('finds the same address with the same name, the same number, and organisations of one name', async () => {
    const one = await make({
      name: 'Łukasz Żak',
      address: 'Lindenstr. 3, 63450 Teststadt',
      phone: '06181 777001',
    })
    const home = await make({ name: 'Lukasz Zak', address: 'Lindenstraße 3 63450 Teststadt' })
    await make({ name: 'Marta Żak', address: 'Lindenstraße 3 63450 Teststadt' })
    const call = await make({ phone: '+49 6181 777001' })
    const [club, again] = [
      await make({ name: 'Turnverein 1860', kind: 'organisation' }),
      await make({ name: 'TURNVEREIN 1860', kind: 'organisation' }),
    ]
    await look()
    expect(await reasons(one)).toEqual({ [home]: ['address'], [call]: ['phone'] })
    expect(await reasons(club)).toEqual({ [again]: ['name'] })
  })

  test('looks again at what was changed, and drops what is true no more', async () => {
    const one = await make({ name: 'Wer Da', email: 'da@example.org' })
    const other = await make({ email: 'da@example.org' })
    await look()
    expect(await reasons(one)).toEqual({ [other]: ['email'] })
    await town.tx('system', (ctx) => changeParty(ctx, other, { email: 'dort@example.org' }))
    await look()
    expect(await reasons(one)).toEqual({})
  })

  test('makes no hundred pairs of somebody who reported a hundred times', async () => {
    const made = await Promise.all(Array.from({ length: 60 }, () => make({ email: 'viel@example.org' })))
    await look()
    const { rows } = await town.tx('system', (ctx) =>
      sql<{ n: number }>`select count(*) as n from parties.double d
        where d.tenant_id = ${ctx.tenant.id} and d.a = any (${made}::uuid[])`.execute(ctx.db),
    )
    expect(Number(rows[0]!.n)).toBeGreaterThan(50)
    expect(Number(rows[0]!.n)).toBeLessThanOrEqual(60 * 5)
  })

  test('compares nobody with another town', async () => {
    await town.tx(
      'system',
      async (ctx) => createParty(ctx, { lang: 'de', email: 'weg@example.org' }),
      town.other.tenant,
    )
    const here = await make({ email: 'weg@example.org' })
    await look()
    await town.tx('system', (ctx) => findDoubles(ctx), town.other.tenant)
    expect(await reasons(here)).toEqual({})
  })
})

describe('a decision', () => {
  const pair = async (word: string): Promise<[Uuid, Uuid, Uuid]> => {
    const email = `${word}@example.org`
    const three: [Uuid, Uuid, Uuid] = [
      await make({ name: `${word} A`, email }),
      await make({ name: `${word} B`, email }),
      await make({ name: `${word} C`, email }),
    ]
    await look()
    return three
  }
  const into = async (ids: Uuid[]): Promise<(Uuid | null)[]> => {
    const found = await town.tx('system', (ctx) => partiesById(ctx, ids))
    return ids.map((id) => found.get(id)!.mergedInto)
  }
  const decide = (party: Uuid, others: Uuid[], verdict: 'same' | 'different', note = 'am Telefon geklärt') =>
    as((ctx) => decideDoubles(ctx, { party, others, verdict, note }, all))

  test('points, is followed by readers, and is undone without a trace on the rows', async () => {
    const [a, b, c] = await pair('eins')
    await decide(b, [a], 'same')
    await decide(b, [c], 'same')
    expect(await into([a, b, c])).toEqual([null, a, a])
    expect((await town.tx('system', (ctx) => sameAs(ctx, [c]))).sort()).toEqual([a, b, c].sort())
    await as((ctx) => undoDecision(ctx, a, b, all))
    expect(await into([a, b, c])).toEqual([null, null, b])
    await as((ctx) => undoDecision(ctx, b, c, all))
    expect(await into([a, b, c])).toEqual([null, null, null])
    const names = await town.tx('system', (ctx) => partiesById(ctx, [a, b, c]))
    expect([...names.values()].map((p) => p.name).sort()).toEqual(['eins A', 'eins B', 'eins C'])
  })

  test('that they are two is remembered, for those merged with them too', async () => {
    const [a, b, c] = await pair('zwei')
    await decide(a, [b], 'different')
    await decide(b, [c], 'same')
    await look()
    const open = await as((ctx) => doubles(ctx, all, 'open'))
    const about = open.pairs.filter((p) => [a, b, c].includes(p.a) || [a, b, c].includes(p.b))
    expect(about).toEqual([])
  })

  test('needs a reason, a permission, and a pair that is still open', async () => {
    const [a, b] = await pair('drei')
    await expect(decide(a, [b], 'same', '  ')).rejects.toMatchObject({ code: 'doubles.note_missing' })
    const clerk = await town.staff(town.ids.clerk)
    await expect(
      town.tx(clerk, (ctx) => decideDoubles(ctx, { party: a, others: [b], verdict: 'same', note: 'x' }, all)),
    ).rejects.toMatchObject({ status: 403 })
    await decide(a, [b], 'different')
    await expect(decide(a, [b], 'same')).rejects.toMatchObject({ status: 409 })
  })

  test('is not for who may not know of one of them', async () => {
    const [a, b] = await pair('vier')
    const hidden = (party: ReturnType<typeof sql>) => sql<boolean>`${party} <> ${b}::uuid`
    expect(await as((ctx) => doublesOf(ctx, b, hidden))).toBeNull()
    await expect(
      as((ctx) => decideDoubles(ctx, { party: a, others: [b], verdict: 'same', note: 'x' }, hidden)),
    ).rejects.toMatchObject({ status: 404 })
  })

  test('of two at once that hang together, both hold', async () => {
    const [a, b, c] = await pair('funf')
    await Promise.all([decide(a, [b], 'same'), decide(b, [c], 'same').catch(() => decide(b, [c], 'same'))])
    expect(await into([a, b, c])).toEqual([null, a, a])
  })

  test('tells in the history who and which, and no name', async () => {
    const [a, b] = await pair('sechs')
    await decide(a, [b], 'same', 'Frau Sechs war da')
    const events = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.event')
        .select(['type', 'payload'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('stream', '=', a)
        .execute(),
    )
    expect(events.map((e) => e.type)).toEqual(['party.merged'])
    expect(JSON.stringify(events)).not.toContain('Sechs')
  })
})
