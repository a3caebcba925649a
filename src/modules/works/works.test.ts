import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCase, erasePeople, historyOf, restrictCase, visibleCase } from '#modules/cases/index.ts'
import { splitReport, submit } from '#modules/reports/index.ts'
import { subscriberByMail, subscribersTo } from '#modules/subscriptions/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { tieByHand, untie } from './answering.ts'
import { BATCH, goOnAnswering } from './answering-earlier.ts'
import { readDrawing } from './drawing.ts'
import { endByClock } from './ending.ts'
import { covers } from './extent.ts'
import { askToFollow, confirmFollowing, followedWork, stopFollowing } from './following.ts'
import { eraseFollowers, forgetFollowers, workSections } from './forgetting.ts'
import { publicWork, publicWorks } from './listing.ts'
import { changeWork, endWork, makeWork, managedWork, publishWork, type WorkInput } from './managing.ts'
import { matchingWorks } from './matching.ts'
import { type SaidWhere, whereFrom } from './placing.ts'
import { goOnTelling, LETTERS } from './telling.ts'
import { reportsOf } from './ties.ts'
import { stateOf, type Where } from './work.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }
let gardener: Actor & { kind: 'staff' }
beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
  gardener = await town.staff(town.ids.gardener)
})
afterAll(() => town?.close())

const hours = (n: number) => new Date(town.clock.now().getTime() + n * 3_600_000)
const where = (said: SaidWhere) => town.tx('system', (ctx) => whereFrom(ctx, said))
const near: SaidWhere = { extent: 'point', address: '50.128, 8.928', radius: 200 }
const make = (more: Partial<WorkInput> = {}, said: SaidWhere = near, who: Actor = clerk): Promise<Uuid> =>
  town.tx(who, async (ctx) =>
    makeWork(ctx, {
      kind: 'power',
      title: { de: 'Stromausfall <b>Nord</b>', en: 'Power cut' },
      body: { de: 'Wir arbeiten daran.', en: 'We are on it.' },
      beginsAt: hours(-1),
      endsAt: hours(5),
      types: ['schlagloch'],
      onMatch: 'leave',
      onEnd: 'leave',
      unitId: town.ids.roads,
      ...(await whereFrom(ctx, said)),
      ...more,
    }),
  )
const publish = (id: Uuid, on = true) => town.tx(clerk, (ctx) => publishWork(ctx, id, on))
const reported = ({
  email = 'erika@example.org',
  ...more
}: {
  place?: typeof somewhere
  category?: string
  email?: string
} = {}) =>
  town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Alles dunkel',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: { name: null, email, phone: null, lang: 'de' },
      channel: 'web',
      ...more,
    }),
  )
const look = (id: Uuid) => town.tx('system', (ctx) => visibleCase(ctx, id))
const tiesOf = (work: Uuid) => town.tx('system', async (ctx) => (await reportsOf(ctx, work)).reports)
const mails = (like: string): Promise<{ to: string; text: string; link: string }[]> =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.mail')
      .select(['recipient as to', 'body_text as text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('body_text', 'like', `%${like}%`)
      .execute()
    return rows.map((r) => ({ ...r, link: /http\S+/.exec(r.text)?.[0] ?? '' }))
  })
/** No test is to be answered by another's work. */
const over = (id: Uuid) => publish(id, false)

describe('where a work is', () => {
  test('ends at its edge', async () => {
    const point = await where(near)
    const at = (lat: number, lon: number) => covers(point, { lat, lon }, null)
    expect(at(somewhere.lat, somewhere.lon)).toBe(true)
    expect(at(somewhere.lat + 199 / 111_195, somewhere.lon)).toBe(true)
    expect(at(somewhere.lat + 201 / 111_195, somewhere.lon)).toBe(false)
    const streets = await where({ extent: 'streets', streets: 'hauptstraße' })
    expect(streets.streets).toEqual(['Hauptstraße'])
    expect(covers(streets, { lat: 50.128 + 49 / 111_195, lon: 8.94 }, null)).toBe(true)
    expect(covers(streets, { lat: 50.128 + 51 / 111_195, lon: 8.94 }, null)).toBe(false)
    expect(covers(streets, { lat: 50.128, lon: 8.952 }, null)).toBe(false)
    const ring = [
      [8.92, 50.12],
      [8.93, 50.12],
      [8.93, 50.13],
      [8.92, 50.13],
      [8.92, 50.12],
    ]
    const hole = ring.map(([x, y]) => [8.925 + (x! - 8.925) / 10, 50.125 + (y! - 50.125) / 10])
    const drawn = await where({
      extent: 'drawn',
      drawing: JSON.stringify({
        type: 'FeatureCollection',
        features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring, hole] } }],
      }),
    })
    expect(covers(drawn, { lat: 50.121, lon: 8.921 }, null)).toBe(true)
    expect(covers(drawn, { lat: 50.125, lon: 8.925 }, null)).toBe(false)
    expect(covers(drawn, { lat: 50.1301, lon: 8.925 }, null)).toBe(false)
    const district = await where({ extent: 'district', areaId: town.ids.north })
    expect([town.ids.north, town.ids.south, null].map((id) => covers(district, somewhere, id))).toEqual([
      true,
      false,
      false,
    ])
    expect(covers(await where({ extent: 'town' }), { lat: 0, lon: 0 }, null)).toBe(true)
    // A line has room beside it.
    const line: Where = {
      ...drawn,
      shape: readDrawing('{"type":"LineString","coordinates":[[8.92,50.12],[8.93,50.12]]}'),
      radius: 30,
      box: null,
    }
    expect(covers(line, { lat: 50.1202, lon: 8.925 }, null)).toBe(true)
  })

  test('is refused when it is nowhere', async () => {
    const bad: SaidWhere[] = [
      { extent: 'point', address: 'Nirgendweg 1', radius: 100 },
      { extent: 'point', address: '50.128, 8.928', radius: 5 },
      { extent: 'point', address: '50.128, 8.928', radius: Number.NaN },
      { extent: 'streets', streets: 'Hauptstraße, Gibtsnichtgasse' },
      { extent: 'streets', streets: ' , ' },
      { extent: 'district', areaId: town.other.ids.north },
      { extent: 'drawn', drawing: '' },
    ]
    for (const said of bad) await expect(where(said)).rejects.toThrow(Invalid)
    for (const drawing of [
      'kein json',
      '{"type":"Point","coordinates":[8,50]}',
      '{"type":"LineString","coordinates":[[8,50]]}',
      '{"type":"LineString","coordinates":[["8",50],[9,50]]}',
      '{"type":"Polygon","coordinates":[[[8,50],[9,50],[9,51],[8,51]]]}',
      '{"type":"LineString","coordinates":[[800,50],[9,50]]}',
      `{"type":"LineString","coordinates":[${Array(6000).fill('[8,50]').join()}]}`,
      'x'.repeat(300_000),
    ])
      expect(() => readDrawing(drawing)).toThrow(Invalid)
  })
})

describe('a work', () => {
  test('is nobody’s to see before it is published, and its own unit’s to manage', async () => {
    const id = await make()
    const seen = (who: Actor) => town.tx(who, (ctx) => publicWork(ctx, id))
    await expect(seen(anonymous)).rejects.toThrow(NotFound)
    await expect(town.tx(gardener, (ctx) => managedWork(ctx, id))).rejects.toThrow(Forbidden)
    await expect(town.tx(gardener, (ctx) => publishWork(ctx, id, true))).rejects.toThrow(Forbidden)
    await expect(make({}, near, await town.staff(town.ids.worker))).rejects.toThrow(Forbidden)
    await expect(make({ unitId: town.ids.parks })).rejects.toThrow(Forbidden)
    const foreign = await town.staff(town.other.ids.clerk, town.other.tenant)
    await expect(town.tx(foreign, (ctx) => managedWork(ctx, id), town.other.tenant)).rejects.toThrow(NotFound)
    await publish(id)
    expect((await seen(anonymous)).title.de).toBe('Stromausfall <b>Nord</b>')
    expect(await town.tx(anonymous, (ctx) => publicWorks(ctx), town.other.tenant)).toEqual([])
    const work = await town.tx(clerk, (ctx) => managedWork(ctx, id))
    const { version, ...input } = work
    const change = (more: Partial<WorkInput>, at = version) =>
      town.tx(clerk, (ctx) => changeWork(ctx, id, { ...input, ...more }, at))
    await expect(change({ endsAt: hours(-2) })).rejects.toThrow(Invalid)
    await expect(change({ title: { de: ' ', en: 'x' } })).rejects.toThrow(Invalid)
    await expect(change({ types: ['gibtsnicht'] })).rejects.toThrow(Invalid)
    await change({ endsAt: null })
    await expect(change({ endsAt: null })).rejects.toThrow(Conflict)
    await over(id)
    await expect(seen(anonymous)).rejects.toThrow(NotFound)
  })

  test('matches by category, place and time, to the second', async () => {
    const id = await make()
    await publish(id)
    const found = async (more: object = {}) =>
      (
        await town.tx(anonymous, (ctx) =>
          matchingWorks(ctx, { category: 'schlagloch', place: somewhere, ...more }),
        )
      ).length
    expect(await found()).toBe(1)
    expect(await found({ category: 'baum' })).toBe(0)
    expect(await found({ place: { lat: 50.135, lon: 8.93 } })).toBe(0)
    expect(await found({ at: hours(-1) })).toBe(1)
    expect(await found({ at: new Date(hours(-1).getTime() - 1) })).toBe(0)
    expect(await found({ at: new Date(hours(5).getTime() - 1) })).toBe(1)
    expect(await found({ at: hours(5) })).toBe(0)
    await over(id)
  })
})

describe('reports about it', () => {
  test('are answered once, those from before it was published too, and told once when it is over', async () => {
    const early = await reported()
    await town.drain()
    const id = await make({ endsAt: hours(2) })
    await publish(id)
    await town.drain()
    const late = await reported()
    const elsewhere = await reported({ place: { lat: 50.135, lon: 8.93 } })
    await town.drain()
    const about = (await tiesOf(id)).map((r) => r.id)
    expect(about.sort()).toEqual([early.id, late.id].sort())
    expect(about).not.toContain(elsewhere.id)
    expect((await look(late.id)).status).toBe('open')
    expect(await mails('Wir arbeiten daran.')).toHaveLength(2)
    town.clock.advance({ hours: 2 })
    for (let i = 0; i < 2; i++) {
      await town.tx('system', (ctx) => endByClock(ctx))
      await town.drain()
    }
    expect(await mails('Das sollte jetzt vorbei sein')).toHaveLength(2)
    const types = (
      await town.tx('system', async (ctx) => historyOf(ctx, await visibleCase(ctx, late.id), 'internal'))
    )
      .map((e) => e.event.type)
      .filter((type) => type === 'case.tied' || type === 'case.replied')
    expect(types).toEqual(['case.tied', 'case.replied', 'case.replied'])
    expect(stateOf(await town.tx('system', (ctx) => managedWork(ctx, id)), town.clock.now())).toBe('past')
    await expect(town.tx(clerk, (ctx) => endWork(ctx, id))).rejects.toThrow(Conflict)
  })

  test('are answered however many came before it, in batches that go on where the last one ended', async () => {
    const old = await reported()
    await town.drain()
    // As many as a batch holds, newer, and in a corner of the box that the radius does not reach.
    await town.tx('system', async (ctx) => {
      const { rows } = await sql<{
        columns: string
      }>`select string_agg(quote_ident(a.attname), ', ') as columns
        from pg_attribute a where a.attrelid = 'cases.case'::regclass and a.attnum > 0 and not a.attisdropped
          and a.attgenerated = '' and a.attname not in ('id', 'number', 'lat', 'lon', 'opened_at')`.execute(
        ctx.db,
      )
      const same = sql.raw(rows[0]!.columns)
      await sql`insert into cases.case (id, number, lat, lon, opened_at, ${same})
        select gen_random_uuid(), c.number || 'x' || i, c.lat + 0.0017, c.lon + 0.0026,
          c.opened_at + i * interval '1 second', ${same}
        from cases.case c, generate_series(1, ${BATCH}) i
        where c.tenant_id = ${ctx.tenant.id} and c.id = ${old.id}`.execute(ctx.db)
    })
    const id = await make()
    await publish(id)
    await town.drain()
    const waits = () =>
      town.tx('system', (ctx) =>
        ctx.db
          .selectFrom('works.answering')
          .select('work_id')
          .where('tenant_id', '=', ctx.tenant.id)
          .execute(),
      )
    expect(await tiesOf(id)).toEqual([])
    expect(await waits()).toEqual([{ work_id: id }])
    await Promise.all([goOnAnswering(town.platform), goOnAnswering(town.platform)])
    expect((await tiesOf(id)).map((r) => r.id)).toEqual([old.id])
    expect(await waits()).toEqual([])
    await over(id)
    await town.tx('system', (ctx) =>
      sql`update cases.case set status = 'closed' where tenant_id = ${ctx.tenant.id} and number like '%x%'`.execute(
        ctx.db,
      ),
    )
  })

  test('are closed where the work says so, and open again when somebody unties them', async () => {
    const id = await make({ onMatch: 'close', onEnd: 'close', kind: 'roadworks' })
    await publish(id)
    const one = await reported()
    await town.drain()
    expect(await look(one.id)).toMatchObject({ status: 'closed', outcome: 'no_action' })
    await expect(town.tx(gardener, (ctx) => untie(ctx, id, one.id))).rejects.toThrow(NotFound)
    await town.tx(clerk, (ctx) => untie(ctx, id, one.id))
    await town.tx(clerk, (ctx) => untie(ctx, id, one.id))
    expect((await look(one.id)).status).toBe('open')
    const again = (ctx: Ctx) => tieByHand(ctx, id, one.number)
    await expect(town.tx(clerk, again)).rejects.toThrow(Conflict)
    expect((await tiesOf(id)).map((r) => r.untied)).toEqual([true])
    await over(id)
  })

  test('stay open with an answer where two people must agree, or other offices still work on parts', async () => {
    await town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: false, categories: ['baum'] }))
    const [split, tree] = [await reported(), await reported({ category: 'baum' })]
    await town.tx(clerk, (ctx) =>
      splitReport(ctx, split.id, {
        category: 'baum',
        unitId: null,
        task: 'Mast',
        dueAt: null,
        mode: 'together',
      }),
    )
    const alone = await reported()
    await town.drain()
    const id = await make({ onMatch: 'close', types: ['schlagloch', 'baum'], beginsAt: hours(-1) })
    await publish(id)
    await town.drain()
    expect(await Promise.all([split, tree, alone].map(async (r) => (await look(r.id)).status))).toEqual([
      'open',
      'open',
      'closed',
    ])
    const answered = (await tiesOf(id)).map((r) => r.id)
    expect(answered).toEqual(expect.arrayContaining([split.id, tree.id, alone.id]))
    await town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: false, categories: [] }))
    await over(id)
  })

  test('are closed as fixed at the end, not those that somebody restricted or took elsewhere', async () => {
    const id = await make({ onEnd: 'close' }, { extent: 'district', areaId: town.ids.north })
    await publish(id)
    const [one, hidden] = [await reported(), await reported()]
    await town.drain()
    const named = { accounts: [town.ids.clerk], unit: null }
    await town.tx(clerk, (ctx) => restrictCase(ctx, hidden.id, { reason: 'other', named }))
    const listed = await town.tx(await town.staff(town.ids.head), (ctx) => reportsOf(ctx, id))
    expect(listed.reports.map((r) => r.id)).toEqual([one.id])
    expect(listed.all).toBe(1)
    await town.tx(clerk, (ctx) => endWork(ctx, id))
    await town.drain()
    expect(await look(one.id)).toMatchObject({ status: 'closed', outcome: 'fixed' })
    const closed = await reported()
    await town.drain()
    expect(await tiesOf(id)).not.toContainEqual(expect.objectContaining({ id: closed.id }))
    await expect(town.tx(clerk, (ctx) => tieByHand(ctx, id, one.number))).rejects.toThrow(Invalid)
    await expect(town.tx(clerk, (ctx) => tieByHand(ctx, id, "1' or 1=1"))).rejects.toThrow(Invalid)
  })
})

describe('who follows it', () => {
  test('says yes first, hears of changes and of the end, and is forgotten', async () => {
    const id = await make()
    const ask = (email: string) => town.tx(anonymous, (ctx) => askToFollow(ctx, id, { email, lang: 'de' }))
    await expect(ask('a@b.example')).rejects.toThrow(NotFound)
    await publish(id)
    await expect(ask('kein@')).rejects.toThrow(Invalid)
    for (const email of ['Nora@example.org', 'nora@example.org', 'never@example.org', 'gone@example.org'])
      await ask(email)
    await town.drain()
    const asked = await mails('jemand, wahrscheinlich Sie')
    expect(asked.map((m) => m.to).sort()).toEqual([
      'gone@example.org',
      'never@example.org',
      'nora@example.org',
    ])
    const tokenOf = (who: string) =>
      asked
        .find((m) => m.to === who)!
        .link.split('/')
        .at(-1)!
    const nora = tokenOf('nora@example.org')
    await town.tx(anonymous, (ctx) => confirmFollowing(ctx, nora))
    await town.tx(anonymous, (ctx) => confirmFollowing(ctx, tokenOf('gone@example.org')))
    await town.tx(anonymous, async (ctx) => stopFollowing(ctx, tokenOf('gone@example.org')))
    await expect(town.tx(anonymous, (ctx) => followedWork(ctx, nora), town.other.tenant)).rejects.toThrow(
      NotFound,
    )
    await expect(town.tx(anonymous, (ctx) => confirmFollowing(ctx, 'erfunden'))).rejects.toThrow(NotFound)
    const { version, ...input } = await town.tx(clerk, (ctx) => managedWork(ctx, id))
    await town.tx(clerk, (ctx) => changeWork(ctx, id, { ...input, endsAt: hours(9) }, version))
    await town.drain()
    expect((await mails('hat sich etwas geändert')).map((m) => m.to)).toEqual(['nora@example.org'])
    await town.tx(clerk, (ctx) => endWork(ctx, id))
    await town.drain()
    expect((await mails('ist vorbei. Ihre Adresse')).map((m) => m.to)).toEqual(['nora@example.org'])
    town.clock.advance({ days: 3 })
    await town.tx('system', forgetFollowers)
    const left = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('works.follower').select('email').where('tenant_id', '=', ctx.tenant.id).execute(),
    )
    expect(left).toEqual([])
  })

  const followers = () =>
    town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('works.follower')
        .select(['id', 'email'])
        .where('tenant_id', '=', ctx.tenant.id)
        .orderBy('email')
        .execute(),
    )
  const follow = async (work: Uuid, email: string, yes = true): Promise<void> => {
    await town.tx(anonymous, (ctx) => askToFollow(ctx, work, { email, lang: 'de' }))
    const link = (await mails('jemand, wahrscheinlich Sie')).findLast((m) => m.to === email)!.link
    if (yes) await town.tx(anonymous, (ctx) => confirmFollowing(ctx, link.split('/').at(-1)!))
  }

  test('is found by whoever asks what is known of them, and forgotten with all that goes to them', async () => {
    const id = await make({ endsAt: null })
    await publish(id)
    const person = await reported({ email: 'Vera@Example.org' })
    await town.drain()
    await town.tx('system', (ctx) => closeCase(ctx, person.id, { outcome: 'fixed', note: '' }))
    const [party] = await town.tx('system', (ctx) => peopleOn(ctx, person.id))
    await follow(id, 'vera@example.org')
    await follow(id, 'bleibt@example.org')
    // What they want to hear of near by, and what they said somewhere else without being known.
    await town.tx('system', async (ctx) => {
      await subscriberByMail(ctx, { email: 'vera@example.org', lang: 'de' })
      for (const email of ['Vera@example.org', 'bleibt@example.org'])
        await ctx.db
          .insertInto('voice.saying')
          .values({
            tenant_id: ctx.tenant.id,
            id: newId(),
            case_id: newId(),
            at: ctx.now,
            email,
            body: 'Noch da',
            photos: 0,
          })
          .execute()
    })
    const sections = (who: Uuid[]) => town.tx('system', (ctx) => workSections(ctx, who))
    expect(await sections([party!])).toMatchObject([
      { rows: [{ label: 'Stromausfall <b>Nord</b>', value: expect.stringContaining('vera@example.org') }] },
    ])
    expect(await sections([])).toEqual([])
    const [gone] = (await followers()).filter((f) => f.email === 'vera@example.org')
    // The case is all that the town has of this person: with it they are erased at once, and the address with them.
    await town.tx('system', (ctx) => erasePeople(ctx, [party!]))
    await town.drain()
    expect((await followers()).map((f) => f.email)).toEqual(['bleibt@example.org'])
    const left = await town.tx('system', async (ctx) => [
      await subscribersTo(ctx, ['vera@example.org']),
      await ctx.db
        .selectFrom('voice.saying')
        .select(['email', 'body'])
        .where('tenant_id', '=', ctx.tenant.id)
        .orderBy('email')
        .execute(),
    ])
    expect(left).toEqual([
      [],
      [
        { email: 'bleibt@example.org', body: 'Noch da' },
        { email: null, body: null },
      ],
    ])
    expect((await mails('jemand, wahrscheinlich Sie')).map((m) => m.to)).not.toContain('vera@example.org')
    const events = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.event')
        .select(['type', 'stream', 'payload'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('type', 'in', ['party.forgotten', 'follower.ended'])
        .execute(),
    )
    expect(JSON.stringify(events)).not.toMatch(/vera/i)
    expect(events).toContainEqual(expect.objectContaining({ type: 'follower.ended', stream: gone!.id }))
    // What was ended stays so when an older backup is brought back.
    const [stays] = await followers()
    await town.tx('system', (ctx) => eraseFollowers(ctx, [stays!.id, newId()]))
    expect(await followers()).toEqual([])
    await over(id)
  })

  test('hears once, however many others do, and nobody is left when it is over', async () => {
    const id = await make()
    await publish(id)
    await follow(id, 'zuletzt@example.org', false)
    await town.tx('system', (ctx) =>
      sql`insert into works.follower (tenant_id, id, work_id, email, lang, token_hash, asked_at, confirmed_at)
        select ${ctx.tenant.id}, gen_random_uuid(), ${id}, 'viele' || i || '@example.org', 'de',
          decode(lpad(to_hex(i), 16, '0'), 'hex'), ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
        from generate_series(1, ${LETTERS + 1}) i`.execute(ctx.db),
    )
    await town.tx(clerk, (ctx) => endWork(ctx, id))
    await town.drain()
    const told = async () => (await mails('ist vorbei. Ihre Adresse')).filter((m) => m.to.startsWith('viele'))
    expect(await told()).toHaveLength(LETTERS)
    expect(await followers()).toHaveLength(2)
    await Promise.all([goOnTelling(town.platform), goOnTelling(town.platform)])
    expect(new Set((await told()).map((m) => m.to)).size).toBe(LETTERS + 1)
    expect(await told()).toHaveLength(LETTERS + 1)
    expect(await followers()).toEqual([])
    const waiting = (ctx: Ctx) =>
      ctx.db.selectFrom('works.telling').selectAll().where('tenant_id', '=', ctx.tenant.id).execute()
    expect(await town.tx('system', waiting)).toEqual([])
  })

  test('hears for the last time when the consent has grown too old, and may follow again', async () => {
    const id = await make({ endsAt: null })
    await publish(id)
    await follow(id, 'alt@example.org')
    await follow(id, 'nie@example.org', false)
    town.clock.advance({ days: 729 })
    await town.tx('system', forgetFollowers)
    expect((await followers()).map((f) => f.email)).toEqual(['alt@example.org'])
    town.clock.advance({ days: 2 })
    for (let i = 0; i < 2; i++) await town.tx('system', forgetFollowers)
    expect(await followers()).toEqual([])
    expect((await mails('Ihre Einwilligung halten wir nicht für immer fest')).map((m) => m.to)).toEqual([
      'alt@example.org',
    ])
    await follow(id, 'alt@example.org')
    expect(await followers()).toHaveLength(1)
    await over(id)
  })
})

const peopleOn = async (ctx: Ctx, id: Uuid): Promise<Uuid[]> => {
  const rows = await ctx.db
    .selectFrom('cases.party')
    .select('party_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', id)
    .execute()
  return rows.map((row) => row.party_id)
}
