import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'

const DAY = 86_400_000
const NOBODY: Uuid = '00000000-0000-0000-0000-000000000000'

const said = [
  'Am Samstag war alles wieder genauso wie vorher.',
  'Nur die Hälfte ist gemacht worden, der Rest liegt noch da.',
  'Nach dem letzten Regen war alles wieder da.',
  'Leider unverändert, ich komme jeden Abend daran vorbei.',
]
const answered = [
  'Ging schneller als gedacht, danke!',
  'Erst nach zwei Nachfragen ist etwas passiert.',
  'Sehr freundlich am Telefon.',
  'Gut gemacht, aber der Bauzaun stand noch zwei Wochen herum.',
]

/** The same for each case every time, between 0 and 999. */
const lot = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(-6), 16) % 1000

/** What people say after: answers to the question after closing, doubts that were decided, and some that wait. */
export async function seedVoices(ctx: Ctx): Promise<void> {
  const tenant_id = ctx.tenant.id
  const { rows } = await sql<{
    id: Uuid
    party: Uuid | null
    closed_at: Date
    public: boolean
    staff: Uuid | null
    roads: boolean
  }>`
    select c.id, p.party_id as party, c.closed_at, c.public, c.assignee_id as staff,
      c.title in ('Gehweg beschädigt', 'Schlagloch, Straßenschaden') as roads
    from cases.case c
    left join lateral (select cp.party_id from cases.party cp
      where cp.tenant_id = ${tenant_id} and cp.case_id = c.id and cp.role = 'reporter' limit 1) p on true
    where c.tenant_id = ${tenant_id} and c.kind = 'report' and c.status = 'closed' and c.outcome = 'fixed'
      and not c.restricted and c.anonymised_at is null and c.closed_at < ${ctx.now}
    order by c.closed_at desc, c.id`.execute(ctx.db)
  const later = (at: Date, days: number): Date =>
    new Date(Math.min(ctx.now.getTime(), at.getTime() + days * DAY))
  const old = rows.filter((r) => r.closed_at.getTime() < ctx.now.getTime() - 4 * DAY)
  const surveys = old.map((r) => {
    const n = lot(r.id)
    const sent_at = later(r.closed_at, 3)
    const answers = n % 5 < 2
    const mood = [5, 5, 4, 4, 4, 3, 5, 2, 4, 1][Math.floor(n / 10) % 10]!
    return {
      tenant_id,
      case_id: r.id,
      party_id: r.party ?? NOBODY,
      due_at: null,
      sent_at,
      answered_at: answers ? later(sent_at, 1 + (n % 4)) : null,
      fixed: answers ? (mood === 1 ? 'no' : mood < 4 ? 'partly' : 'yes') : null,
      mood: answers ? mood : null,
      body: answers && n % 7 === 0 ? answered[n % answered.length]! : null,
    }
  })
  for (let from = 0; from < surveys.length; from += 1000)
    await ctx.db
      .insertInto('voice.survey')
      .values(surveys.slice(from, from + 1000))
      .execute()
  // Decided ones of the past, and the newest that are public wait for somebody.
  const decided = old.filter((r) => lot(r.id) % 19 === 3)
  const waits = rows.filter((r) => r.public && lot(r.id) % 3 === 1)
  // Some of each kind, and some where those who sign in to the demo can decide them.
  const waiting = [...new Set([...waits.slice(0, 3), ...waits.filter((r) => r.roads).slice(0, 3)])]
  const questions = [...decided, ...waiting.filter((r) => !decided.includes(r))].map((r, i) => {
    const open = waiting.includes(r)
    const asked_at = open ? new Date(ctx.now.getTime() - (i % 4) * DAY - DAY / 3) : later(r.closed_at, 2)
    return {
      tenant_id,
      id: idFrom('demo question', r.id),
      case_id: r.id,
      asked_at,
      due_at: new Date(asked_at.getTime() + 3 * DAY),
      voices: 1 + (lot(r.id) % 3),
      sure: lot(r.id) % 2,
      last_at: asked_at,
      decided_at: open ? null : later(asked_at, 2),
      decision: open ? null : lot(r.id) % 2 === 0 ? 'reopened' : 'stays',
      decided_by: open ? null : r.staff,
      word: null,
    }
  })
  if (questions.length === 0) return
  await ctx.db.insertInto('voice.question').values(questions).execute()
  await ctx.db
    .insertInto('voice.saying')
    .values(
      questions.flatMap((q, i) =>
        Array.from({ length: q.voices }, (_, n) => ({
          tenant_id,
          id: idFrom('demo saying', q.id, String(n)),
          case_id: q.case_id,
          question_id: q.id,
          at: q.asked_at,
          body: n === 0 ? said[i % said.length]! : null,
          email: null,
          lang: 'de',
          party_id: null,
          voter: null,
          sure: n < q.sure,
          photos: 0,
        })),
      ),
    )
    .execute()
  for (const q of questions.filter((one) => !one.decided_at))
    ctx.emit('case.doubted', { case: q.case_id, question: q.id, photos: 0 })
}
