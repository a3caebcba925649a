import { sql } from 'kysely'
import { visibleCase, visibleCases } from '#modules/cases/index.ts'
import type { InBoth } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Tally } from './saying.ts'

export interface Saying {
  id: Uuid
  at: Date
  words: string | null
  photos: number
  /** Known by an account or the link of their own report. */
  sure: boolean
  /** Left an address to be told the decision. */
  wantsWord: boolean
}

export interface Question {
  id: Uuid
  askedAt: Date
  dueAt: Date
  voices: number
  /** So many of the voices of people who are known. */
  sure: number
  lastAt: Date
  decision: 'reopened' | 'stays' | null
  decidedAt: Date | null
  word: string | null
}

export interface OpenQuestion extends Question {
  number: string
  title: InBoth
  address: string | null
  closedAt: Date | null
  unitId: Uuid | null
  /** The first words that somebody wrote. */
  words: string | null
  photos: number
}

const columns = [
  'id',
  'asked_at',
  'due_at',
  'voices',
  'sure',
  'last_at',
  'decision',
  'decided_at',
  'word',
] as const
type Row = {
  id: Uuid
  asked_at: Date
  due_at: Date
  voices: number
  sure: number
  last_at: Date
  decision: string | null
  decided_at: Date | null
  word: string | null
}
const questionOf = (r: Row): Question => ({
  id: r.id,
  askedAt: r.asked_at,
  dueAt: r.due_at,
  voices: r.voices,
  sure: r.sure,
  lastAt: r.last_at,
  decision: r.decision as Question['decision'],
  decidedAt: r.decided_at,
  word: r.word,
})

/** The questions that wait for a decision, of cases that the actor sees, the most urgent first. */
export async function openQuestions(ctx: Ctx, limit = 100): Promise<OpenQuestion[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<
    Row & {
      number: string
      title: string
      title_en: string
      address: string | null
      closed_at: Date | null
      unit_id: Uuid | null
      words: string | null
      photos: number
    }
  >`
    select ${sql.join(columns.map((name) => sql.ref(`q.${name}`)))}, c.number, c.title, c.title_en, c.address,
      c.closed_at, c.unit_id, s.words, coalesce(s.photos, 0)::int as photos
    from voice.question q
    join cases.case c on c.tenant_id = ${tenant} and c.id = q.case_id and ${visibleCases(ctx)}
    left join lateral (
      select (array_agg(s.body order by s.at) filter (where s.body is not null))[1] as words, sum(s.photos) as photos
      from voice.saying s where s.tenant_id = ${tenant} and s.case_id = q.case_id and s.question_id = q.id
    ) s on true
    where q.tenant_id = ${tenant} and q.decided_at is null
    order by q.due_at, q.id limit ${limit}`.execute(ctx.db)
  return rows.map((r) => ({
    ...questionOf(r),
    number: r.number,
    title: { de: r.title, en: r.title_en },
    address: r.address,
    closedAt: r.closed_at,
    unitId: r.unit_id,
    words: r.words,
    photos: r.photos,
  }))
}

/** Until when the open question of a case that the actor sees is to be decided; null where none is open. Throws NotFound. */
export async function questionDue(ctx: Ctx, idOrNumber: string): Promise<Date | null> {
  const { id } = await visibleCase(ctx, idOrNumber)
  const row = await ctx.db
    .selectFrom('voice.question')
    .select('due_at')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return row?.due_at ?? null
}

export interface CaseVoices {
  /** The open question, if there is one. */
  question: Question | null
  decided: Question[]
  /** Newest first, those of the open question and of what is still open. */
  sayings: Saying[]
  still: Tally | null
}

/** What people say of a case; the caller has made sure that the actor sees it. Null where nobody said anything. */
export async function voicesOf(ctx: Ctx, caseId: Uuid): Promise<CaseVoices | null> {
  const [questions, sayings, still] = await Promise.all([
    ctx.db
      .selectFrom('voice.question')
      .select(columns)
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', caseId)
      .orderBy('asked_at', 'desc')
      .execute(),
    ctx.db
      .selectFrom('voice.saying')
      .select(['id', 'at', 'body', 'photos', 'email', 'party_id', 'sure'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .limit(20)
      .execute(),
    ctx.db
      .selectFrom('voice.still')
      .select(['voices', 'sure', 'last_at'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', caseId)
      .executeTakeFirst(),
  ])
  if (questions.length === 0 && !still) return null
  const all = questions.map((row) => questionOf(row))
  return {
    question: all.find((q) => !q.decidedAt) ?? null,
    decided: all.filter((q) => q.decidedAt),
    sayings: sayings.map((s) => ({
      id: s.id,
      at: s.at,
      words: s.body,
      photos: s.photos,
      sure: s.sure,
      wantsWord: s.email !== null || s.party_id !== null,
    })),
    still: still ? { voices: still.voices, sure: still.sure, lastAt: still.last_at } : null,
  }
}
