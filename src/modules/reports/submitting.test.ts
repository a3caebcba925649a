import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { historyOf, visibleCase } from '#modules/cases/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { onStateRoad, outside, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { publicReports } from './public-list.ts'
import { reportOf } from './report.ts'
import { type NewReport, submit } from './submitting.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const report = (more: Partial<NewReport> = {}): NewReport => ({
  id: newId(),
  category: 'schlagloch',
  text: 'Tiefes Loch vor der Einfahrt',
  place: somewhere,
  address: null,
  placedBy: 'map',
  answers: {},
  reporter: { name: 'Zoë Ğüler', email: 'zoe@buerger.example', lang: 'de' },
  channel: 'web',
  ...more,
})

const send = (more?: Partial<NewReport>, actor: Actor = anonymous) =>
  town.tx(actor, (ctx) => submit(ctx, report(more)))

describe('submitting a report', () => {
  test('opens a case at the responsible unit with number, district, address and deadline', async () => {
    const sent = await send()
    expect(sent.number).toMatch(/^2026-\d+$/)
    const c = await town.tx('system', (ctx) => visibleCase(ctx, sent.id))
    expect(c).toMatchObject({
      status: 'open',
      unitId: town.ids.roads,
      areaId: town.ids.north,
      type: 'schlagloch',
    })
    expect(c.address).toContain('Hauptstraße 12')
    // 24 business hours from Monday 09:00 at 8 hours a day end on Thursday at 09:00.
    expect(c.dueAt?.toISOString()).toBe('2026-11-26T08:00:00.000Z')
  })

  test('the nearest qualified person on duty gets it and hears of it, the reporter gets a receipt, each once', async () => {
    const sent = await send()
    await town.drain()
    await town.drain()
    const c = await town.tx('system', (ctx) => visibleCase(ctx, sent.id))
    expect(c.assigneeId).toBe(town.ids.worker)
    const history = await town.tx('system', (ctx) => historyOf(ctx, c, 'internal'))
    expect(history.map((h) => h.event.type)).toEqual(['case.opened', 'case.assigned'])
    expect(history[1]!.event.payload.reason).toMatchObject({ skill: 'asphalt', from: null })
    const mails = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .selectAll()
        .where('tenant_id', '=', town.tenant.id)
        .where('stream', '=', sent.id)
        .execute(),
    )
    expect(mails.map((m) => m.recipient).sort()).toEqual(['worker@teststadt.example', 'zoe@buerger.example'])
    const receipt = mails.find((m) => m.recipient === 'zoe@buerger.example')!
    expect(receipt).toMatchObject({ status: 'kept', lang: 'de' })
    expect(receipt.body_text).toContain(sent.number)
    expect(receipt.body_text).toContain('Tiefbauamt')
    expect(receipt.body_text).toContain(`/status/${sent.trackingToken}`)
  })

  test('the same id makes one case', async () => {
    const once = report()
    await town.tx(anonymous, (ctx) => submit(ctx, once))
    await expect(town.tx(anonymous, (ctx) => submit(ctx, once))).rejects.toMatchObject({ code: '23505' })
  })

  test('a state road goes to its authority and the reporter hears whose it is', async () => {
    const sent = await send({ place: onStateRoad })
    expect(sent.decision.authority?.id).toBe(town.ids.state)
    await town.drain()
    const c = await town.tx('system', (ctx) => visibleCase(ctx, sent.id))
    expect(c).toMatchObject({ status: 'closed', outcome: 'not_responsible', authorityId: town.ids.state })
    const mails = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .select(['recipient', 'body_text'])
        .where('tenant_id', '=', town.tenant.id)
        .where('stream', '=', sent.id)
        .execute(),
    )
    expect(mails.map((m) => m.recipient).sort()).toEqual(['post@strassen.example', 'zoe@buerger.example'])
    const [toAuthority, toReporter] = ['post@strassen.example', 'zoe@buerger.example'].map(
      (r) => mails.find((m) => m.recipient === r)!,
    )
    expect(toAuthority!.body_text).not.toContain('zoe@buerger.example')
    expect(toReporter!.body_text).toContain('Diese Straße gehört dem Land.')
  })

  test('a place outside the town is never a dead end', async () => {
    const sent = await send({ place: outside })
    expect(sent.decision.authority?.id).toBe(town.ids.neighbour)
  })

  test('a category that the town does not have is refused', async () => {
    await expect(send({ category: 'ufo' })).rejects.toBeInstanceOf(Invalid)
  })

  test('numbers are unique when many report at once', async () => {
    const sent = await Promise.all(Array.from({ length: 40 }, () => send({ reporter: null })))
    expect(new Set(sent.map((s) => s.number)).size).toBe(40)
  })
})

describe('who sees a report', () => {
  test('the public list shows public reports only, newest first, in pages without gaps', async () => {
    const hidden = await send({ category: 'person', reporter: null })
    const all: string[] = []
    let after: { at: string; id: string } | undefined
    do {
      const page = await town.tx(anonymous, (ctx) => publicReports(ctx, after ? { after } : {}, 7))
      all.push(...page.reports.map((r) => r.number))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(all).size).toBe(all.length)
    expect(all).not.toContain(hidden.number)
    await expect(town.tx(anonymous, (ctx) => reportOf(ctx, hidden.number))).rejects.toBeInstanceOf(NotFound)
  })

  test('another town sees nothing of it', async () => {
    const sent = await send()
    await expect(
      town.tx(anonymous, (ctx) => reportOf(ctx, sent.id), town.other.tenant),
    ).rejects.toBeInstanceOf(NotFound)
    const { reports } = await town.tx('system', (ctx) => publicReports(ctx, {}), town.other.tenant)
    expect(reports).toEqual([])
  })
})
