import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#platform/context/actor.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { takeCase } from './assigning.ts'
import { aCase } from './case.fixture.ts'
import { openInEmergency } from './emergency.ts'
import { emergencies, forgetEmergencyWords, myEmergencies } from './emergency-list.ts'
import { historyOf } from './history.ts'
import { messagesOf } from './messages.ts'
import type { OpenedCase } from './opening.ts'
import { restrictCase } from './restricting.ts'
import { addNote } from './speaking.ts'
import { visibleCase } from './visible.ts'

let town: TestTown
let [worker, clerk, head, gardener, officer]: (Actor & { kind: 'staff' })[] = []
let c: OpenedCase
const reason = 'Das Kind ist allein zu Hause, niemand erreichbar.'
beforeAll(async () => {
  town = await testTown()
  ;[worker, clerk, head, gardener, officer] = await Promise.all(
    (['worker', 'clerk', 'head', 'gardener', 'officer'] as const).map((who) => town.staff(town.ids[who])),
  )
})
beforeEach(async () => {
  town.clock.advance({ hours: 2 })
  c = await town.tx('system', (ctx) => aCase(ctx, town.ids.roadTeam))
  await town.tx(clerk!, (ctx) =>
    restrictCase(ctx, c.id, { reason: 'child_welfare', named: { accounts: [clerk!.id], unit: null } }),
  )
})
afterAll(() => town.close())

const open = (actor: Actor, number = c.number, why = reason) =>
  town.tx(actor, (ctx) => openInEmergency(ctx, { number, reason: why }))
const sees = (actor: Actor): Promise<boolean> =>
  town.tx(actor, (ctx) =>
    visibleCase(ctx, c.id).then(
      () => true,
      () => false,
    ),
  )

describe('emergency access', () => {
  it('opens a restricted case to one person, for four hours, and ends by itself', async () => {
    expect(await open(head!)).toMatchObject({ outcome: 'opened' })
    expect([await sees(head!), await sees(worker!)]).toEqual([true, false])
    expect(await town.tx(head!, myEmergencies)).toMatchObject([{ number: c.number }])
    const types = await town.tx(head!, async (ctx) =>
      (await historyOf(ctx, await visibleCase(ctx, c.id), 'internal')).map((e) => e.event.type),
    )
    expect(types.at(-1)).toBe('case.emergency_opened')
    town.clock.advance({ hours: 3, minutes: 59 })
    expect(await sees(head!)).toBe(true)
    town.clock.advance({ minutes: 2 })
    expect(await sees(head!)).toBe(false)
    expect(await town.tx(head!, myEmergencies)).toEqual([])
  })

  it('lets nobody keep the case by taking it upon themselves', async () => {
    await open(head!)
    await expect(town.tx(head!, (ctx) => takeCase(ctx, c.id))).rejects.toMatchObject({
      code: 'case.not_named',
    })
  })

  it('says the same of what is not there, not restricted, or of another office, and keeps each try', async () => {
    const plain = await town.tx('system', (ctx) => aCase(ctx, town.ids.parks, { public: false }))
    const refused = { outcome: 'refused', until: null }
    expect(await open(head!, '2026-999999')).toEqual(refused)
    expect(await open(head!, 'kein Vorgang')).toEqual(refused)
    expect(await open(head!, plain.number)).toEqual(refused)
    expect(await open(gardener!)).toEqual(refused)
    expect(await sees(gardener!)).toBe(false)
    expect(await open(clerk!)).toMatchObject({ outcome: 'not_needed' })
    const { emergencies: all } = await town.tx(officer!, (ctx) => emergencies(ctx))
    expect(all.slice(0, 5)).toMatchObject([
      { account: clerk!.id, outcome: 'not_needed', number: c.number },
      { account: gardener!.id, outcome: 'refused', number: c.number, reason },
      { account: head!.id, outcome: 'refused', number: plain.number },
      { account: head!.id, outcome: 'refused', number: 'kein Vorgang' },
      { account: head!.id, outcome: 'refused', number: '2026-999999' },
    ])
  })

  it('asks for permission and a reason, and stops those who guess', async () => {
    await expect(open(worker!)).rejects.toMatchObject({ status: 403 })
    await expect(open(head!, c.number, 'Notfall')).rejects.toMatchObject({ code: 'emergency.reason_short' })
    await expect(open(head!, c.number, 'x'.repeat(2000))).rejects.toMatchObject({
      code: 'emergency.reason_long',
    })
    for (let i = 0; i < 10; i++) await open(gardener!, `2026-${900_000 + i}`)
    await expect(open(gardener!)).rejects.toMatchObject({ code: 'emergency.too_many' })
  })

  it('opens the restricted parts of an open case too', async () => {
    const other = await town.tx('system', (ctx) => aCase(ctx, town.ids.roadTeam))
    await town.tx(clerk!, (ctx) =>
      addNote(ctx, other.id, 'Attest', undefined, { accounts: [worker!.id], unit: null }),
    )
    const read = () =>
      town.tx(head!, async (ctx) =>
        (await messagesOf(ctx, await visibleCase(ctx, other.id), 'internal')).map((m) => m.body),
      )
    expect(await read()).not.toContain('Attest')
    expect(await open(head!, other.number)).toMatchObject({ outcome: 'opened' })
    expect(await read()).toContain('Attest')
    town.clock.advance({ hours: 5 })
    expect(await read()).not.toContain('Attest')
  })

  it('is told to the data protection officer at once, with the name', async () => {
    await open(head!)
    await town.drain()
    const mails = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .select(['recipient', 'subject', 'body_text', 'restricted'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('stream', '=', c.id)
        .where('subject', 'like', 'Notzugriff%')
        .execute(),
    )
    expect(mails).toMatchObject([{ recipient: expect.stringContaining('officer@'), restricted: true }])
    expect(mails[0]!.body_text).toContain('Łukasiewicz')
    expect(mails[0]!.body_text).not.toContain(reason)
  })

  it('is for the officer to look at, nobody else', async () => {
    await expect(town.tx(head!, (ctx) => emergencies(ctx))).rejects.toMatchObject({ status: 403 })
  })

  it('is remembered for ever, its words for a year', async () => {
    await open(head!, '2026-123456')
    town.clock.advance({ days: 366 })
    await town.tx('system', forgetEmergencyWords)
    const { emergencies: all } = await town.tx(officer!, (ctx) => emergencies(ctx))
    expect(all[0]).toMatchObject({ account: head!.id, outcome: 'refused', reason: null, number: '' })
    town.clock.advance({ days: -366 })
  })
})
