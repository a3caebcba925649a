import { sql } from 'kysely'
import { readings } from '#modules/audit/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { partiesById } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export interface SubjectMail {
  at: Date
  to: string
  subject: string
  text: string
}

/** Letters to them that are still kept: those about their cases, to their own addresses. */
export async function subjectMails(
  ctx: Ctx,
  parties: readonly Uuid[],
  cases: readonly Uuid[],
): Promise<SubjectMail[]> {
  const people = [...(await partiesById(ctx, parties)).values()]
  const addresses = people.flatMap((p) => (p.email ? [p.email.toLowerCase()] : []))
  const { rows } = await sql<{ created_at: Date; recipient: string; subject: string; body_text: string }>`
    select m.created_at, m.recipient, m.subject, m.body_text from platform.mail m
    where m.tenant_id = ${ctx.tenant.id} and m.stream = any (${[...cases, ...parties]}::uuid[])
      and lower(m.recipient) = any (${addresses}::text[])
    order by m.created_at`.execute(ctx.db)
  return rows.map((r) => ({ at: r.created_at, to: r.recipient, subject: r.subject, text: r.body_text }))
}

export interface SubjectReading {
  at: Date
  /** What was read, as a code: 'case', 'person', 'file.original' … */
  what: string
  /** The office, in words; null where a program read. */
  unit: string | null
  /** In which role, as a code. */
  role: string | null
}

const MOST = 1000

/** Who has read of them, newest first: office and role, not the clerk's name (docs/adr/0020). */
export async function subjectReadings(ctx: Ctx, subjects: readonly Uuid[]): Promise<SubjectReading[]> {
  if (subjects.length === 0) return []
  const { units } = await organisation(ctx)
  const { readings: found } = await readings(ctx, { subjects }, MOST)
  return found
    .filter((r) => r.actorKind === 'staff' || r.actorKind === 'machine')
    .map((r) => {
      const unit = units.get(r.unit ?? '')
      return { at: r.at, what: r.what, unit: unit ? unitName(unit, ctx.lang) : null, role: r.role }
    })
}

const spoken = new Set([
  'case',
  'case.list',
  'case.preview',
  'person',
  'person.export',
  'file',
  'file.original',
  'mail',
])

/** What was read, in words. */
export const readingWords = (t: Ctx['t'], what: string): string =>
  t(`privacy.reading.${(spoken.has(what) ? what : 'other').replace('.', '_')}`)
