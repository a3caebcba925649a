import { sql } from 'kysely'
import { photosOf } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type EarlierWords, readEarlier } from './earlier-words.ts'

export interface SubjectMessage {
  at: Date
  from: 'you' | 'town'
  channel: string
  public: boolean
  text: string
  /** Of their own words: what they said before they were blacked out or changed, the oldest first. */
  earlier?: readonly string[]
}

export interface SubjectFile {
  id: Uuid
  name: string
  mime: string
  stage: string
  addedAt: Date
  takenLocal: string | null
  place: { lat: number; lon: number } | null
  /** They took it themselves: it is theirs as it was taken. */
  own: boolean
}

export interface SubjectCase {
  id: Uuid
  number: string
  kind: string
  type: string
  title: { de: string; en: string }
  /** What the person is to the case. */
  role: 'reporter' | 'bearer' | 'follower' | 'subject'
  status: string
  outcome: string | null
  channel: string
  public: boolean
  address: string | null
  place: { lat: number; lon: number } | null
  openedAt: Date
  dueAt: Date | null
  closedAt: Date | null
  /** Days that were set for the work, newest last. */
  appointments: readonly Date[]
  messages: readonly SubjectMessage[]
  files: readonly SubjectFile[]
  answers: readonly { label: string; value: string }[]
  /** The code of the processing under which it is kept. */
  processing: string | null
}

interface Row {
  id: Uuid
  number: string
  kind: string
  type: string
  title: string
  title_en: string
  role: SubjectCase['role']
  status: string
  outcome: string | null
  channel: string
  public: boolean
  address: string | null
  lat: number | null
  lon: number | null
  opened_at: Date
  due_at: Date | null
  closed_at: Date | null
}

/** Their cases, oldest first; who may ask has been found out. Cases that are restricted to others are theirs too. */
export async function subjectCases(ctx: Ctx, parties: readonly Uuid[]): Promise<SubjectCase[]> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.kind, c.type, c.title, c.title_en, p.role, c.status, c.outcome, c.channel, c.public,
      c.address, c.lat, c.lon, c.opened_at, c.due_at, c.closed_at
    from cases.case c
    join (select cp.case_id, min(case cp.role when 'reporter' then 'a' when 'subject' then 'b' else 'c' end) as rank,
        (array_agg(cp.role order by case cp.role when 'reporter' then 1 when 'subject' then 2 else 3 end))[1] as role
      from cases.party cp where cp.tenant_id = ${ctx.tenant.id} and cp.party_id = any (${[...parties]}::uuid[])
      group by cp.case_id) p on p.case_id = c.id
    where c.tenant_id = ${ctx.tenant.id} and c.anonymised_at is null
    order by c.opened_at, c.id`.execute(ctx.db)
  const ids = rows.map((r) => r.id)
  const [messages, appointments, photos] = await Promise.all([
    messagesFor(ctx, ids, parties),
    appointmentsOf(ctx, ids),
    photosOf(ctx, ids),
  ])
  return rows.map((r) => ({
    id: r.id,
    number: r.number,
    kind: r.kind,
    type: r.type,
    title: { de: r.title, en: r.title_en },
    role: r.role,
    status: r.status,
    outcome: r.outcome,
    channel: r.channel,
    public: r.public,
    address: r.address,
    place: r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon } : null,
    openedAt: r.opened_at,
    dueAt: r.due_at,
    closedAt: r.closed_at,
    appointments: appointments.get(r.id) ?? [],
    messages: (messages.get(r.id) ?? []).filter(
      (m) => r.role === 'reporter' || r.role === 'subject' || m.from === 'you' || m.public,
    ),
    // Photos of a report are the reporter's, or a follower's who added them; those of the work show the work, which all
    // may see who are part of it; who follows is not.
    files: photos
      .filter((f) => f.folder === r.id)
      .filter(
        (f) =>
          parties.includes(f.by.id ?? '') ||
          (f.visibility !== 'internal' &&
            r.role !== 'follower' &&
            (r.role === 'reporter' || f.stage !== 'report')),
      )
      .map((f) => {
        const own = f.stage === 'report' || parties.includes(f.by.id ?? '')
        return {
          id: f.id,
          name: own ? f.name : `${f.stage}.jpg`,
          mime: own ? f.mime : 'image/jpeg',
          stage: f.stage,
          addedAt: f.at,
          takenLocal: own ? f.takenLocal : null,
          place: own ? f.place : null,
          own,
        }
      }),
    answers: [],
    processing: null,
  }))
}

/** What they said, and what the town said to those who take part; never what others said or staff noted. */
async function messagesFor(
  ctx: Ctx,
  cases: readonly Uuid[],
  parties: readonly Uuid[],
): Promise<Map<Uuid, SubjectMessage[]>> {
  const { rows } = await sql<{
    id: Uuid
    case_id: Uuid
    at: Date
    own: boolean
    channel: string
    visibility: string
    body: string
  }>`
    select m.id, m.case_id, m.at, m.direction = 'in' as own, m.channel, m.visibility, m.body from cases.message m
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = any (${[...cases]}::uuid[])
      and not m.restricted
      and ((m.direction = 'out' and m.visibility in ('public', 'parties'))
        or (m.direction = 'in' and m.author_id = any (${[...parties]}::uuid[])))
    order by m.at, m.id`.execute(ctx.db)
  const earlier = await earlierWordsOf(
    ctx,
    cases,
    rows.filter((m) => m.own).map((m) => m.id),
  )
  const messages = rows.map((m) => ({
    case: m.case_id,
    at: m.at,
    from: m.own ? ('you' as const) : ('town' as const),
    channel: m.channel,
    public: m.visibility === 'public',
    text: m.body,
    ...(earlier.has(m.id) && { earlier: earlier.get(m.id)!.map((one) => one.body) }),
  }))
  return new Map(
    [...Map.groupBy(messages, (m) => m.case)].map(([id, of]) => [id, of.map(({ case: _, ...m }) => m)]),
  )
}

/** What these words said before; only cases in which something was changed or blacked out are opened. */
async function earlierWordsOf(
  ctx: Ctx,
  cases: readonly Uuid[],
  own: readonly Uuid[],
): Promise<Map<Uuid, EarlierWords[]>> {
  if (own.length === 0) return new Map()
  const changed = await ctx.db
    .selectFrom('cases.earlier_words')
    .select('case_id')
    .distinct()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', 'in', [...cases])
    .where('message_id', 'in', [...own])
    .execute()
  const read = await Promise.all(changed.map((row) => readEarlier(ctx, row.case_id, own)))
  return Map.groupBy(read.flat(), (one) => one.message)
}

async function appointmentsOf(ctx: Ctx, cases: readonly Uuid[]): Promise<Map<Uuid, Date[]>> {
  if (cases.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('platform.event')
    .select(['stream', 'payload'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('stream', 'in', [...cases])
    .where('type', '=', 'case.scheduled')
    .orderBy('seq')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (r) => r.stream)].map(([id, of]) => [
      id,
      of.map((r) => new Date(String((r.payload as { for: string }).for))),
    ]),
  )
}
