import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addNote, closeCase, historyOf, restrictCase, visibleCase } from '#modules/cases/index.ts'
import { splitReport } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { paths } from '../../../paths.ts'
import { deskOf, hidden, report } from '../../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let clerk: PageClient
let staff: Actor & { kind: 'staff' }
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  clerk = await desk.signedIn('clerk')
  staff = await town.staff(town.ids.clerk)
})
afterAll(() => town?.close())

interface Pair {
  one: { number: string; id: Uuid }
  other: { number: string; id: Uuid }
  page: string
}
/** Two reports at the same place, the first one older. */
async function pair(words = 'Tiefes Loch', more = 'Riesiges Loch'): Promise<Pair> {
  const one = await report(town, words)
  town.clock.advance({ minutes: 1 })
  const other = await report(town, more)
  return { one, other, page: paths.caseCompared(one.number, other.number) }
}
const look = (number: string) => town.tx('system', (ctx) => visibleCase(ctx, number))
const typesOf = (id: Uuid) =>
  town.tx('system', async (ctx) =>
    (await historyOf(ctx, await visibleCase(ctx, id), 'internal')).map((e) => e.event.type),
  )
const html = async (client: PageClient, path: string) => (await client.get(path)).text()

/** Sends the form of the page as it stands there. */
async function merge(client: PageClient, page: string, keep: string, text = '', form?: string) {
  const shown = form ?? (await html(client, page))
  return client.post(page, {
    stand: hidden(shown, 'stand'),
    stand_anderer: hidden(shown, 'stand_anderer'),
    behalten: keep,
    text,
  })
}

describe('comparing', () => {
  test('shows both with what it takes to tell, and records that both were read', async () => {
    const { one, other, page } = await pair('Loch <script>alert(1)</script>', 'Ein "großes" Loch')
    const shown = await html(clerk, page)
    for (const words of [
      'Loch &lt;script>alert(1)',
      'großes',
      one.number,
      other.number,
      'Tiefbauamt',
      '<svg',
    ])
      expect(shown).toContain(words)
    expect(shown).not.toMatch(/<script>alert|undefined|\{\{|\sstyle=/)
    expect(shown.match(/<h1/g)).toHaveLength(1)
    // The older one is what people know already.
    expect(shown).toMatch(new RegExp(`value="${one.number}"[^>]*checked|checked[^>]*value="${one.number}"`))
    const read = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('audit.reading')
        .select('subject_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('actor_id', '=', town.ids.clerk)
        .where('subject_id', 'in', [one.id, other.id])
        .execute(),
    )
    expect(new Set(read.map((r) => r.subject_id))).toEqual(new Set([one.id, other.id]))
  })

  test('is found by typing a number, which may be wrong', async () => {
    const { one, other, page } = await pair()
    const asked = (words: string) =>
      clerk.get(`${paths.caseComparison(one.number)}?mit=${encodeURIComponent(words)}`)
    expect((await asked(` ${other.number} `)).headers.get('location')).toBe(page)
    for (const wrong of ['', '1999-1', one.number, "1-1' or '1'='1", '\0', '<b>'.repeat(200)])
      expect([wrong, (await asked(wrong)).status]).toEqual([wrong, 422])
    // Asked again at the desk, with what was typed.
    const again = await (await asked(' <i>1999-1 ')).text()
    expect(again).toContain('value="&lt;i>1999-1"')
    expect(again).toContain('Zu dieser Nummer gibt es keinen Vorgang, den Sie sehen dürfen.')
    expect(again).toContain(`action="${paths.caseComparison(one.number)}"`)
    expect(await (await asked(one.number)).text()).toContain('kann sich nicht selbst wiederholen')
    const blank = await clerk.get(paths.caseComparison(one.number))
    expect([blank.status, (await blank.text()).includes('Fehler')]).toEqual([200, false])
  })
})

describe('merging', () => {
  test('keeps the one that was chosen, shows the other’s words there, and can be undone', async () => {
    const { one, other, page } = await pair('Loch vor der Schule', 'Loch, das niemand sieht')
    const answer = await merge(clerk, page, one.number, 'Danke, wir wissen davon.')
    expect(answer.headers.get('location')).toBe(`${paths.case(one.number)}?getan=zusammenfuehrung`)
    expect(await look(other.number)).toMatchObject({ status: 'closed', outcome: 'duplicate' })
    const kept = (await clerk.follow(answer)).html
    expect(kept).toContain('Zusammengeführt.')
    // For the one that is closed nobody waits any more.
    expect(kept).toContain('auf die Lösung')
    expect(await html(clerk, paths.case(other.number))).not.toContain('auf die Lösung')
    expect(kept).toContain('Loch, das niemand sieht')
    expect(kept).toContain('Danke, wir wissen davon.')
    expect(await html(clerk, paths.case(other.number))).toContain(paths.case(one.number))
    const undo = paths.caseAction(other.number, 'trennung')
    const form = await html(clerk, undo)
    const parted = await clerk.post(undo, {
      version: hidden(form, 'version'),
      stand: hidden(form, 'stand'),
    })
    expect(parted.status).toBe(303)
    expect(await look(other.number)).toMatchObject({ status: 'open', outcome: null })
    expect(await html(clerk, paths.case(one.number))).not.toContain('Loch, das niemand sieht')
  })

  test('twice by one hand is once, and both answers say that it is done', async () => {
    const { one, other, page } = await pair()
    const form = await html(clerk, page)
    const answers = await Promise.all([1, 2].map(() => merge(clerk, page, one.number, '', form)))
    expect(answers.map((a) => a.status)).toEqual([303, 303])
    expect((await typesOf(one.id)).filter((type) => type === 'case.merged')).toHaveLength(1)
    expect((await typesOf(other.id)).filter((type) => type === 'case.closed')).toHaveLength(1)
  })

  test('says what is missing and keeps what was typed', async () => {
    const { one, other, page } = await pair()
    const third = await report(town)
    for (const keep of ['', third.number, one.id, '<i>'])
      await merge(clerk, page, keep, 'Wir <kommen> & messen').then(async (answer) => {
        const shown = await answer.text()
        expect([keep, answer.status]).toEqual([keep, 422])
        expect(shown).toContain('Bitte wählen Sie, welcher Vorgang bleibt.')
        expect(shown).toContain('Wir &lt;kommen> &amp; messen')
        const [, field] = /id="fehler"[\s\S]*?href="#([\w-]+)"/.exec(shown) ?? []
        expect(shown).toContain(`id="${field}"`)
      })
    expect(await Promise.all([one, other, third].map(async (c) => (await look(c.number)).version))).toEqual([
      1, 1, 1,
    ])
  })

  test('shows what changed before it goes on, and what is over', async () => {
    const { one, other, page } = await pair()
    const form = await html(clerk, page)
    await town.tx(staff, (ctx) => addNote(ctx, other.id, 'Moment'))
    const stale = await merge(clerk, page, one.number, 'Mein Satz', form)
    const again = await stale.text()
    expect([stale.status, (await look(other.number)).status]).toEqual([409, 'open'])
    expect(again).toContain('Mein Satz')
    expect(again).toContain(`Jemand anderes hat den Vorgang ${other.number} inzwischen geändert.`)
    await town.tx(staff, (ctx) => closeCase(ctx, other.id, { outcome: 'fixed' }))
    const late = await merge(clerk, page, one.number, 'Mein Satz', again)
    const over = await late.text()
    expect(late.status).toBe(409)
    expect(over).toContain('Mein Satz')
    expect(over).not.toContain('name="behalten"')
    // No version at all is none that was seen.
    const { page: blind, one: kept } = await pair()
    expect((await clerk.post(blind, { behalten: kept.number })).status).toBe(409)
  })

  test('ends no case on parts of which others still work, and proposes to keep it', async () => {
    const { one, other, page } = await pair()
    await town.tx(staff, (ctx) =>
      splitReport(ctx, other.id, {
        category: 'baum',
        unitId: null,
        task: 'Baum <sichern>',
        dueAt: null,
        mode: 'apart',
      }),
    )
    const shown = await html(clerk, page)
    expect(shown).toContain('Eine andere Stelle arbeitet noch an einem Teil davon.')
    expect(shown).toMatch(
      new RegExp(`value="${other.number}"[^>]*checked|checked[^>]*value="${other.number}"`),
    )
    expect(shown).not.toContain('sichern')
    const refused = await merge(clerk, page, one.number, 'Gleich', shown)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(`Andere Stellen arbeiten noch an Teilen von ${other.number}.`)
    expect((await merge(clerk, page, other.number, '', shown)).status).toBe(303)
    expect(await look(one.number)).toMatchObject({ status: 'closed', outcome: 'duplicate' })
    // A part is compared with nothing that it could be merged with.
    const third = await report(town)
    const gardener = await desk.signedIn('gardener')
    const part = `${other.number}-1`
    expect((await gardener.get(paths.caseCompared(part, third.number))).status).toBe(404)
  })
})

describe('who has no business there', () => {
  test('sees neither of the two, changes nothing, and learns of nothing', async () => {
    const { one, other, page } = await pair('Geheimnis A', 'Geheimnis B')
    for (const [client, status] of [
      [desk.visitor(), 303],
      [await desk.signedIn('gardener'), 404],
      // Of another town, where such an id is nobody's.
      [desk.visitor(town.other.tenant), 303],
      [await desk.newcomer(), 404],
    ] as const) {
      const got = await client.get(page)
      expect(got.status).toBe(status)
      expect(await got.text()).not.toContain('Geheimnis')
      const sent = { stand: '1', stand_anderer: '1', behalten: one.number, text: 'x' }
      expect((await client.post(page, sent)).status).toBe(status)
    }
    // Whoever runs the platform may look, and may not merge.
    const admin = await desk.signedIn('admin')
    const shown = await html(admin, page)
    expect(shown).not.toContain('name="behalten"')
    expect((await admin.post(page, { stand: '1', stand_anderer: '1', behalten: one.number })).status).toBe(
      403,
    )
    expect([(await look(one.number)).version, (await look(other.number)).version]).toEqual([1, 1])
  })

  test('finds no address of a case with itself, of none, or of what only others are named for', async () => {
    const { one, other, page } = await pair('Offen', 'Vertraulich')
    for (const path of [
      paths.caseCompared(one.number, one.number),
      paths.caseCompared(one.number, one.id),
      paths.caseCompared(one.number, '1999-1'),
      `/vorgaenge/${one.number}/vergleich/%00`,
      `/vorgaenge/${one.number}/vergleich/1-1'--`,
    ])
      expect([path, (await clerk.get(path)).status]).toEqual([path, 404])
    const head = await town.staff(town.ids.head)
    const only = { accounts: [town.ids.head], unit: null }
    await town.tx(head, (ctx) => restrictCase(ctx, other.id, { reason: 'health', named: only }))
    for (const path of [page, paths.caseCompared(other.number, one.number)]) {
      const got = await clerk.get(path)
      expect([got.status, (await got.text()).includes('Vertraulich')]).toEqual([404, false])
      expect((await clerk.post(path, { behalten: one.number, stand: '1', stand_anderer: '2' })).status).toBe(
        404,
      )
    }
    // Not even whoever is named ends it by merging: that would tell the other one's people of it.
    const named = await desk.signedIn('head')
    for (const keep of [one.number, other.number]) {
      const answer = await merge(named, page, keep)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('Beschränkte Vorgänge können nicht zusammengeführt werden.')
    }
  })
})
