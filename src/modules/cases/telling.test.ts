import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/context/actor.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { aCase } from './case.fixture.ts'
import { closeCase } from './closing.ts'
import { forwardOpened } from './forwarding.ts'
import { handToAuthority } from './handing-over.ts'
import { historyOf } from './history.ts'
import { messagesOf } from './messages.ts'
import { scheduleCase } from './planning.ts'
import { reopenCase } from './reopening.ts'
import { addNote, reply } from './speaking.ts'
import { stopNotifying, stopToken } from './stopping.ts'
import { tellParties } from './telling.ts'
import { visibleCase } from './visible.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }

beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
})
afterAll(() => town?.close())

/** What went out of the house; staff are told of their own. */
const mails = (id: Uuid) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['recipient', 'subject', 'body_text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('stream', '=', id)
      .where('recipient', 'not like', '%teststadt.example%')
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
const opened = (more = {}) => town.tx('system', (ctx) => aCase(ctx, town.ids.roads, more))
const eventsOf = (id: Uuid) =>
  town.tx('system', async (ctx) =>
    (await historyOf(ctx, await visibleCase(ctx, id), 'internal')).map((e) => e.event),
  )

describe('the reporter is told', () => {
  test('at receipt, at scheduling, at every word and at the end, in this order and once', async () => {
    const { id, number } = await opened()
    await town.tx(clerk, (ctx) => addNote(ctx, id, 'Unter uns: Altlasten'))
    await town.tx(clerk, (ctx) => reply(ctx, id, { body: 'Wir sind dran.', visibility: 'parties' }))
    await town.tx(clerk, (ctx) => scheduleCase(ctx, id, { at: new Date(ctx.now.getTime() + 86_400_000) }))
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed', note: 'Loch ist zu.' }))
    await town.tx(clerk, (ctx) => reopenCase(ctx, id, { note: 'Doch nicht' }))
    await town.drain()
    const written = await mails(id)
    expect(written).toHaveLength(5)
    expect(
      written.every((m) => m.recipient.includes('erika@example.org') && m.subject.includes(number)),
    ).toBe(true)
    const text = written.map((m) => m.body_text).join('\n')
    expect(text).toContain('Loch ist zu.')
    expect(text).not.toContain('Altlasten')
    expect(text).not.toContain('Doch nicht')
    expect(text).not.toMatch(/\{\{|undefined/)
  })

  test('once, although handlers run twice', async () => {
    const { id } = await opened()
    await town.drain()
    const [first] = await eventsOf(id)
    await town.tx('system', (ctx) => tellParties(ctx, first as StoredEvent))
    expect(await mails(id)).toHaveLength(1)
  })

  test('in their language', async () => {
    const { id } = await opened({ reporter: { name: 'Ann', email: 'ann@example.org', lang: 'en' } })
    await town.drain()
    expect((await mails(id))[0]!.subject).toMatch(/^We have received your report/)
  })

  test('no more after one click on the stop', async () => {
    const { id } = await opened()
    await town.drain()
    await town.tx('system', async (ctx) => {
      const { party_id } = await ctx.db
        .selectFrom('cases.party')
        .select('party_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', id)
        .executeTakeFirstOrThrow()
      const token = await stopToken(ctx, id, party_id)
      expect(
        await stopNotifying(ctx, `${token.slice(0, 50)}${token[50] === 'x' ? 'y' : 'x'}${token.slice(51)}`),
      ).toBe(false)
      expect(await stopNotifying(ctx, token)).toBe(true)
    })
    await town.tx(clerk, (ctx) => reply(ctx, id, { body: 'Hallo?', visibility: 'public' }))
    await town.drain()
    expect(await mails(id)).toHaveLength(1)
  })
})

describe('another authority', () => {
  test('is told what and where, never who', async () => {
    const { id } = await opened({ words: '<script>alert(1)</script> Loch' })
    await town.tx(clerk, (ctx) =>
      handToAuthority(ctx, id, { authorityId: town.ids.state, note: 'Nicht unseres.' }),
    )
    await town.drain()
    const written = await mails(id)
    const theirs = written.find((m) => m.recipient === 'post@strassen.example')!
    expect(theirs.body_text).toContain('Schlagloch')
    expect(theirs.body_text).toContain('Hauptstraße 12')
    expect(theirs.body_text).not.toMatch(/Erika|erika|\{\{/)
    const hers = written.filter((m) => m.recipient.includes('erika'))
    expect(hers.at(-1)!.body_text).toContain('Straßenbauverwaltung')
  })

  test('gets what was theirs from the start at once, and once', async () => {
    const { id } = await opened({ authorityId: town.ids.state })
    await town.drain()
    const c = await town.tx('system', (ctx) => visibleCase(ctx, id))
    expect(c).toMatchObject({ status: 'closed', outcome: 'not_responsible' })
    const [first] = await eventsOf(id)
    await town.tx('system', (ctx) => forwardOpened(ctx, first as StoredEvent))
    await town.drain()
    expect((await mails(id)).map((m) => m.recipient).sort()).toHaveLength(2)
  })
})

describe('history and words', () => {
  test('show the public neither notes nor names', async () => {
    const { id } = await opened()
    await town.tx(clerk, (ctx) => addNote(ctx, id, 'Geheim'))
    await town.tx(clerk, (ctx) => reply(ctx, id, { body: 'Nur für Erika', visibility: 'parties' }))
    await town.tx(clerk, (ctx) => reply(ctx, id, { body: 'Für alle', visibility: 'public' }))
    await town.tx('system', async (ctx) => {
      const c = await visibleCase(ctx, id)
      const words = async (audience: 'public' | 'parties' | 'internal') =>
        (await messagesOf(ctx, c, audience)).map((m) => m.body)
      expect(await words('public')).toEqual(['Tiefes Loch in der Fahrbahn', 'Für alle'])
      expect(await words('parties')).toEqual(['Tiefes Loch in der Fahrbahn', 'Nur für Erika', 'Für alle'])
      expect(await words('internal')).toHaveLength(4)
      const shown = await historyOf(ctx, c, 'public')
      expect(JSON.stringify(shown)).not.toMatch(/Geheim|Nur für Erika|Jonas/)
      expect(shown.map((e) => e.event.type)).toEqual(['case.opened', 'case.replied'])
      for (const entry of shown)
        expect(ctx.t(`history.public.${entry.event.type}`, entry.params)).not.toContain('{{')
    })
  })

  test('keep words of a case that is not public from the public page', async () => {
    const { id } = await opened({ public: false })
    await town.tx(clerk, (ctx) => reply(ctx, id, { body: 'Vertraulich', visibility: 'public' }))
    await town.tx('system', async (ctx) => {
      expect(await messagesOf(ctx, await visibleCase(ctx, id), 'public')).toEqual([])
    })
  })

  test('carry every character that a name may have', async () => {
    const words = 'Ḏažḁ ẞ Ł̥ Ş – 🕳️ <b>„x“</b> & \u0001'
    const { id } = await opened({ words: words.replace('\u0001', '') })
    await town.tx('system', async (ctx) => {
      const [first] = await messagesOf(ctx, await visibleCase(ctx, id), 'public')
      expect(first!.body).toBe(words.replace('\u0001', ''))
    })
  })
})
