import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideApproval } from '#modules/organisation/index.ts'
import { splitReport, submit } from '#modules/reports/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { anonymiseCase } from './anonymising.ts'
import type { Outcome } from './case.ts'
import { childrenOf, parentNumber, type SplitMode } from './children.ts'
import { wholeOf } from './children-seeing.ts'
import { jointOutcome, tellOfParts } from './children-telling.ts'
import { childSteps } from './children-words.ts'
import { closeCase } from './closing.ts'
import { waitingClosure } from './closing-by-two.ts'
import type { SeenParts } from './closing-parts.ts'
import { mayReadFile } from './files-of-case.ts'
import { handToAuthority } from './handing-over.ts'
import { historyOf } from './history.ts'
import { mergeCases, unmergeCase } from './merging.ts'
import { messagesOf } from './messages.ts'
import { scheduleCase } from './planning.ts'
import { reopenCase } from './reopening.ts'
import { liftRestriction, restrictCase } from './restricting.ts'
import { reply } from './speaking.ts'
import { visibleCase } from './visible.ts'
import { workList } from './work-list.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }
let gardener: Actor & { kind: 'staff' }
beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
  gardener = await town.staff(town.ids.gardener)
})
afterAll(() => town?.close())

const reported = (): Promise<{ id: Uuid; number: string }> =>
  town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Ampel defekt und Mast umgefahren',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: { name: 'Erika Müßig', email: 'erika@example.org', phone: null, lang: 'de' },
      channel: 'web',
    }),
  )
const part = (id: Uuid, mode: SplitMode = 'together', more: { task?: string; unitId?: Uuid | null } = {}) =>
  town.tx(clerk, (ctx) =>
    splitReport(ctx, id, {
      category: 'baum',
      unitId: null,
      task: 'Bitte den <b>Mast</b> sichern',
      dueAt: null,
      mode,
      ...more,
    }),
  )
const close = (who: Actor, id: Uuid, outcome: Outcome = 'fixed', more = {}) =>
  town.tx(who, (ctx) => closeCase(ctx, id, { outcome, ...more }))
/** What the page of closing has shown. */
const seen = (...open: { id: Uuid }[]): SeenParts => ({ mode: 'together', open: open.map((one) => one.id) })
const apart = (...open: { id: Uuid }[]): SeenParts => ({ ...seen(...open), mode: 'apart' })
const status = async (id: Uuid) => (await town.tx('system', (ctx) => visibleCase(ctx, id))).status
const mails = (number: string): Promise<{ subject: string; text: string }[]> =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['subject', 'body_text as text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('subject', 'like', `Ihre Meldung ${number}%`)
      .where('subject', 'not like', '%angekommen%')
      .execute(),
  )

describe('a part of a case', () => {
  test('is a case of its own at the other office, and no report', async () => {
    const whole = await reported()
    const child = await part(whole.id)
    expect(child.number).toBe(`${whole.number}-1`)
    const c = await town.tx(gardener, (ctx) => visibleCase(ctx, child.number))
    expect(c).toMatchObject({
      kind: 'child',
      type: 'baum',
      unitId: town.ids.parks,
      public: false,
      restricted: false,
      status: 'open',
      place: somewhere,
    })
    expect(c.dueAt).not.toBeNull()
    expect(parentNumber(c)).toBe(whole.number)
    const [opened] = await town.tx(gardener, (ctx) => historyOf(ctx, c, 'internal'))
    expect(opened!.params.channel).toBe('als Teil eines Vorgangs')
    const list = await town.tx(gardener, (ctx) => workList(ctx, { view: 'unit' }))
    expect(list.cases.map((one) => one.number)).toContain(child.number)
    // Nobody outside, and no program that only reads what is public.
    for (const who of [
      { kind: 'anonymous' },
      { kind: 'machine', id: newId(), label: 'x', scopes: [] },
      { kind: 'holder', case: whole.id, party: null },
    ] as const)
      await expect(town.tx(who, (ctx) => visibleCase(ctx, child.id))).rejects.toThrow(NotFound)
    const counted = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('reports.report')
        .select('case_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', child.id)
        .execute(),
    )
    expect(counted).toEqual([])
  })

  test('shows its office words and photos of the whole, which that office does not see', async () => {
    const whole = await reported()
    const child = await part(whole.id)
    await town.tx(gardener, async (ctx) => {
      await expect(visibleCase(ctx, whole.id)).rejects.toThrow(NotFound)
      const seen = await wholeOf(ctx, await visibleCase(ctx, child.id))
      expect(seen).toMatchObject({ number: whole.number, visible: false })
      expect(seen?.words?.body).toContain('Mast umgefahren')
      expect(JSON.stringify(seen)).not.toContain('erika@')
      const photo = {
        id: newId(),
        folder: whole.id,
        visibility: 'parties',
        restricted: false,
        redacted: false,
      }
      const asked = photo as Parameters<typeof mayReadFile>[1]
      expect(await mayReadFile(ctx, asked, 'public')).toBe(true)
      expect(await mayReadFile(ctx, asked, 'original')).toBe(false)
      expect(await mayReadFile(ctx, { ...asked, visibility: 'internal' }, 'public')).toBe(false)
      expect(await mayReadFile(ctx, { ...asked, restricted: true }, 'public')).toBe(false)
    })
    await town.tx(clerk, async (ctx) => {
      const [one] = await childrenOf(ctx, whole)
      expect(one).toMatchObject({ number: child.number, visible: false, unitId: town.ids.parks })
    })
  })

  test('is made by those who may, with a task, an office of this town, and once for two clicks', async () => {
    const whole = await reported()
    const by = (who: Actor, change: object = {}) =>
      town.tx(who, (ctx) =>
        splitReport(ctx, whole.id, {
          category: 'baum',
          unitId: null,
          task: 'x',
          dueAt: null,
          mode: 'apart',
          ...change,
        }),
      )
    await expect(by(await town.staff(town.ids.admin))).rejects.toThrow(Forbidden)
    await expect(by(gardener)).rejects.toThrow(NotFound)
    await expect(by(clerk, { task: '  ' })).rejects.toThrow(Invalid)
    await expect(by(clerk, { category: 'gibtsnicht' })).rejects.toThrow(Invalid)
    await expect(by(clerk, { unitId: town.other.ids.parks })).rejects.toThrow(Invalid)
    await expect(by(clerk, { dueAt: new Date('2020-01-01') })).rejects.toThrow(Invalid)
    const { version } = await town.tx(clerk, (ctx) => visibleCase(ctx, whole.id))
    const child = await by(clerk, { version })
    await expect(by(clerk, { version })).rejects.toThrow(Conflict)
    // A part has no parts, no reporter to write to, and is restricted with its whole.
    const head = await town.staff(town.ids.head)
    const own = await part(whole.id, 'apart', { unitId: town.ids.roadTeam })
    await expect(
      town.tx(head, (ctx) =>
        splitReport(ctx, own.id, { category: 'baum', unitId: null, task: 'x', dueAt: null, mode: 'apart' }),
      ),
    ).rejects.toThrow(Conflict)
    await expect(
      town.tx(head, (ctx) => reply(ctx, own.id, { body: 'x', visibility: 'public' })),
    ).rejects.toThrow(Conflict)
    const foreign = await town.staff(town.other.ids.clerk, town.other.tenant)
    await expect(town.tx(foreign, (ctx) => visibleCase(ctx, child.id), town.other.tenant)).rejects.toThrow(
      NotFound,
    )
  })
})

describe('closing', () => {
  test('together: the last part closes the whole, with the steps of each office, in one letter', async () => {
    const whole = await reported()
    const [a, b] = [await part(whole.id), await part(whole.id)]
    await town.drain()
    await close(gardener, a.id)
    await town.drain()
    expect(await status(whole.id)).toBe('open')
    await close(gardener, b.id, 'not_reproducible')
    await town.drain()
    expect(await status(whole.id)).toBe('closed')
    const letters = await mails(whole.number)
    expect(letters).toHaveLength(1)
    expect(letters[0]!.text).toContain('Grünflächenamt: erledigt')
    // Opened again with the whole only.
    await expect(town.tx(gardener, (ctx) => reopenCase(ctx, a.id, { note: '' }))).rejects.toThrow(Invalid)
  })

  test('together: closing the whole closes its parts after a clear yes, with the same outcome', async () => {
    const whole = await reported()
    const child = await part(whole.id)
    await expect(close(clerk, whole.id)).rejects.toThrow(Invalid)
    await close(clerk, whole.id, 'fixed', { parts: seen(child) })
    await town.drain()
    expect(await town.tx('system', (ctx) => visibleCase(ctx, child.id))).toMatchObject({
      status: 'closed',
      outcome: 'fixed',
    })
    await expect(close(gardener, child.id)).rejects.toThrow(Conflict)
    await expect(close(clerk, whole.id)).rejects.toThrow(Conflict)
  })

  test('together: a part where two people must agree asks them for the whole', async () => {
    const [whole, other] = [await reported(), await reported()]
    const child = await part(whole.id)
    const left = await part(other.id, 'apart')
    await town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: false, categories: ['baum'] }))
    const note = 'Wir tun nichts.'
    await close(clerk, whole.id, 'no_action', { note, parts: seen(child) })
    expect([await status(whole.id), await status(child.id)]).toEqual(['open', 'open'])
    // What is left to itself is not ended with it.
    await close(clerk, other.id, 'no_action', { note, parts: apart(left) })
    expect(await status(other.id)).toBe('closed')
    await town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: false, categories: [] }))
  })

  test('apart: each for itself', async () => {
    const whole = await reported()
    const child = await part(whole.id, 'apart')
    await expect(close(clerk, whole.id)).rejects.toThrow(Invalid)
    await close(clerk, whole.id, 'fixed', { parts: apart(child) })
    expect(await status(child.id)).toBe('open')
    const other = await reported()
    const only = await part(other.id, 'apart')
    await close(gardener, only.id)
    await town.drain()
    expect(await status(other.id)).toBe('open')
  })

  test('an outcome that needs a reason leaves the whole to its unit', () => {
    expect(jointOutcome(['fixed', null])).toBeNull()
    expect(jointOutcome(['fixed', 'no_action'])).toBeNull()
    expect(jointOutcome([])).toBeNull()
    expect(jointOutcome(['not_reproducible', 'fixed'])).toBe('fixed')
    expect(jointOutcome(['not_reproducible'])).toBe('not_reproducible')
  })
})

describe('a yes to closing the whole', () => {
  const whole = async (...modes: SplitMode[]) => {
    const it = await reported()
    const parts = []
    for (const mode of modes) parts.push(await part(it.id, mode))
    return { ...it, parts }
  }

  test('is one to the parts that were shown', async () => {
    const { id, parts } = await whole('together')
    const later = await part(id)
    await expect(close(clerk, id, 'fixed', { parts: seen(...parts) })).rejects.toMatchObject({
      code: 'case.parts_changed',
    })
    // Ids that somebody made up, or of another case's parts, close nothing.
    const other = await whole('together')
    const forged = seen(...other.parts, { id: newId() })
    await expect(close(clerk, id, 'fixed', { parts: forged })).rejects.toThrow(Invalid)
    expect(await Promise.all([id, later.id, other.parts[0]!.id].map(status))).toEqual([
      'open',
      'open',
      'open',
    ])
    // What was closed since it was shown needs no yes any more.
    await close(gardener, later.id)
    await close(clerk, id, 'fixed', { parts: seen(...parts, later) })
    expect(await status(parts[0]!.id)).toBe('closed')
    expect(await status(other.parts[0]!.id)).toBe('open')
  })

  test('is none to another way of closing', async () => {
    const { id, parts } = await whole('apart')
    const second = await part(id, 'together')
    await close(gardener, second.id)
    await expect(close(clerk, id, 'fixed', { parts: apart(...parts) })).rejects.toMatchObject({
      code: 'case.parts_changed',
    })
    expect(await status(parts[0]!.id)).toBe('open')
  })

  test('closes nothing that comes in the same moment', async () => {
    const { id, parts } = await whole('together')
    const [split, closed] = await Promise.allSettled([
      part(id),
      close(clerk, id, 'fixed', { parts: seen(...parts) }),
    ])
    expect([split.status, closed.status].sort()).toEqual(['fulfilled', 'rejected'])
    if (split.status === 'fulfilled') expect(await status(split.value.id)).toBe('open')
  })

  test('that a second person has to give is void when a part is added, before or after they gave it', async () => {
    const categories = (list: string[]) =>
      town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { roles: false, categories: list }))
    await categories(['schlagloch'])
    const head = await town.staff(town.ids.head)
    const [before, after] = [await whole('together'), await whole('together')]
    const ask = async ({ id, parts }: typeof before): Promise<Uuid> => {
      await close(clerk, id, 'no_action', { note: 'Wir tun nichts.', parts: seen(...parts) })
      return (await town.tx('system', async (ctx) => waitingClosure(ctx, await visibleCase(ctx, id))))!.id
    }
    const yes = (approval: Uuid) => town.tx(head, (ctx) => decideApproval(ctx, approval, { yes: true }))
    const [one, two] = [await ask(before), await ask(after)]
    await part(before.id)
    await expect(yes(one)).rejects.toThrow(Conflict)
    await yes(two)
    const late = await part(after.id)
    await town.drain()
    expect(await Promise.all([before.id, after.id, late.id].map(status))).toEqual(['open', 'open', 'open'])
    for (const { id } of [before, after]) {
      const events = await town.tx('system', async (ctx) =>
        historyOf(ctx, await visibleCase(ctx, id), 'internal'),
      )
      const ends = events.map((e) => e.event.type).filter((type) => /closing_(void|dropped)/.test(type))
      expect(ends).toEqual(['case.closing_void'])
    }
    // Who asked is told, unless they did it themselves; so is nobody who no longer sees the case.
    const told = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .select(['recipient', 'body_text as text'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('subject', 'like', '%Abschluss bitte neu vorlegen')
        .execute(),
    )
    expect(told.map((mail) => mail.recipient)).toEqual([expect.stringContaining('clerk@')])
    expect(told[0]!.text).toContain(after.number)
    // Nobody is asked about parts when it is handed to somebody else, with two people or by one.
    const hand = (id: Uuid) =>
      town.tx(clerk, (ctx) => handToAuthority(ctx, id, { authorityId: town.ids.state }))
    await expect(hand(before.id)).rejects.toMatchObject({ code: 'case.hand_parts' })
    await categories([])
    await expect(hand(before.id)).rejects.toMatchObject({ code: 'case.hand_parts' })
  })
})

describe('what becomes of parts when their whole', () => {
  const reopen = (who: Actor, id: Uuid, parts: Uuid[] = []) =>
    town.tx(who, (ctx) => reopenCase(ctx, id, { note: 'Hält nicht', parts }))

  test('is merged: not while one is open; then they rest until it is parted again', async () => {
    const [whole, kept] = [await reported(), await reported()]
    const child = await part(whole.id, 'apart')
    const merge = (id: Uuid, into: Uuid) => town.tx(clerk, (ctx) => mergeCases(ctx, id, { into }))
    await expect(merge(whole.id, kept.id)).rejects.toMatchObject({
      code: 'case.merge_parts',
      params: { number: whole.number },
    })
    const third = await reported()
    await merge(third.id, whole.id) // the one that is kept may have parts
    await close(gardener, child.id)
    await town.drain()
    await merge(whole.id, kept.id)
    await expect(reopen(gardener, child.id)).rejects.toMatchObject({ code: 'case.parent_closed' })
    await town.tx(clerk, (ctx) => unmergeCase(ctx, whole.id))
    await reopen(gardener, child.id)
    expect([await status(whole.id), await status(child.id)]).toEqual(['open', 'open'])
    // It is no way out to say that a part repeats what it is a part of.
    await expect(close(gardener, child.id, 'duplicate', { duplicateOf: whole.number })).rejects.toThrow(
      Invalid,
    )
    const seesBoth = { ...gardener, grants: [...gardener.grants, ...clerk.grants] }
    await expect(close(seesBoth, child.id, 'duplicate', { duplicateOf: whole.number })).rejects.toMatchObject(
      { code: 'case.own_whole' },
    )
  })

  test('is reopened: those that were chosen go on, with the reason, and no letter of their own', async () => {
    const [whole, other] = [await reported(), await reported()]
    const [a, b] = [await part(whole.id), await part(whole.id)]
    const foreign = await part(other.id)
    await close(clerk, whole.id, 'fixed', { parts: seen(a, b) })
    await close(clerk, other.id, 'fixed', { parts: seen(foreign) })
    await town.drain()
    const before = (await mails(whole.number)).length
    await reopen(clerk, whole.id, [a.id, foreign.id])
    await town.drain()
    expect(await Promise.all([whole, a, b, foreign].map((c) => status(c.id)))).toEqual([
      'open',
      'open',
      'closed',
      'closed',
    ])
    expect((await mails(whole.number)).length).toBe(before + 1)
    const said = await town.tx(gardener, async (ctx) =>
      messagesOf(ctx, await visibleCase(ctx, a.id), 'internal'),
    )
    expect(said.at(-1)).toMatchObject({ body: 'Hält nicht', visibility: 'internal' })
    // Now that the whole is open, its office may take the other one up by itself.
    await reopen(gardener, b.id)
  })

  test('is anonymised: what lasted longer ends, and stays so', async () => {
    const whole = await reported()
    const child = await part(whole.id, 'apart')
    await close(clerk, whole.id, 'fixed', { parts: apart(child) })
    await town.tx('system', (ctx) =>
      anonymiseCase(ctx, whole.id, { action: 'anonymise', processing: 'reports' }),
    )
    await close(gardener, child.id)
    await town.drain()
    await expect(reopen(gardener, child.id)).rejects.toMatchObject({ code: 'case.parent_anonymised' })
    await expect(reopen(clerk, whole.id, [child.id])).rejects.toThrow(Conflict)
  })
})

describe('the reporter', () => {
  test('gets one message for what several offices did within half an hour', async () => {
    const whole = await reported()
    const [a, b] = [
      await part(whole.id, 'apart'),
      await part(whole.id, 'apart', { unitId: town.ids.roadTeam }),
    ]
    await town.drain()
    await town.tx(gardener, (ctx) => scheduleCase(ctx, a.id, { at: new Date('2026-12-12T09:00:00Z') }))
    await close(clerk, b.id, 'fixed', { note: 'Die Lampe ist getauscht.' })
    await town.drain()
    const tell = (run: (ctx: Ctx) => Promise<void>) => town.tx('system', run)
    await tell(tellOfParts)
    expect(await mails(whole.number)).toEqual([])
    town.clock.advance({ minutes: 31 })
    await tell(tellOfParts)
    await tell(tellOfParts)
    await town.drain()
    const letters = await mails(whole.number)
    expect(letters).toHaveLength(1)
    expect(letters[0]!.text).toContain('Grünflächenamt: geplant für 12.12.2026')
    expect(letters[0]!.text).toContain('Straßenunterhalt: erledigt')
    const holder = { kind: 'holder', case: whole.id, party: null } as const
    await town.tx(holder, async (ctx) => {
      const steps = await childSteps(ctx, { id: whole.id }, 'en')
      expect(steps.map((s) => s.words)).toEqual([
        'Parks department: planned for 12/12/2026',
        'Road maintenance: done',
      ])
      expect(steps[1]!.note?.body).toBe('Die Lampe ist getauscht.')
      const said = await messagesOf(ctx, await visibleCase(ctx, whole.id), 'parties')
      expect(said.map((m) => m.body).join()).not.toContain('Mast</b>')
    })
  })
})

describe('a restricted whole', () => {
  test('has restricted parts, open to the same people, until it is open again', async () => {
    const whole = await reported()
    const child = await part(whole.id)
    const named = { accounts: [town.ids.clerk], unit: null }
    await town.tx(clerk, (ctx) => restrictCase(ctx, whole.id, { reason: 'health', named }))
    await expect(town.tx(gardener, (ctx) => visibleCase(ctx, child.id))).rejects.toThrow(NotFound)
    expect((await town.tx(clerk, (ctx) => visibleCase(ctx, child.id))).restricted).toBe(true)
    // At an office where nobody may see it there is nobody to do it.
    await expect(part(whole.id)).rejects.toThrow(Invalid)
    const mine = await part(whole.id, 'together', { unitId: town.ids.roads })
    const head = await town.staff(town.ids.head)
    await expect(town.tx(head, (ctx) => visibleCase(ctx, mine.id))).rejects.toThrow(NotFound)
    const list = await town.tx(head, (ctx) => workList(ctx, { view: 'unit' }))
    expect(list.cases.map((c) => c.number)).not.toContain(mine.number)
    await town.tx(clerk, (ctx) => liftRestriction(ctx, whole.id))
    await town.tx(gardener, (ctx) => visibleCase(ctx, child.id))
    await town.tx(head, (ctx) => visibleCase(ctx, mine.id))
  })

  test('is forgotten with its parts', async () => {
    const whole = await reported()
    const child = await part(whole.id)
    const open = await part(whole.id, 'apart')
    await close(gardener, child.id)
    await town.drain()
    await close(clerk, whole.id, 'fixed', { parts: apart(open) })
    await town.tx('system', (ctx) =>
      anonymiseCase(ctx, whole.id, { action: 'anonymise', processing: 'reports' }),
    )
    await town.tx('system', async (ctx) => {
      expect((await visibleCase(ctx, child.id)).anonymisedAt).not.toBeNull()
      expect((await visibleCase(ctx, open.id)).anonymisedAt).toBeNull()
      for (const id of [child.id, open.id]) {
        const said = await messagesOf(ctx, await visibleCase(ctx, id), 'internal')
        expect(said.map((m) => m.body).join()).not.toContain('Mast')
      }
    })
  })
})
