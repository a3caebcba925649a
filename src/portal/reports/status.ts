import { type Case, keptCase } from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { T } from '#platform/i18n.ts'
import type { IconName } from '#ui/icon.tsx'
import type { Tone } from '#ui/notice.tsx'
import { atUnit } from './at-unit.ts'

type Standing = Pick<Case, 'status' | 'outcome'>

/** The state in one or two words; a closed case is called by its outcome. */
export const statusWord = (t: T, c: Standing): string =>
  c.status === 'closed' ? t(`reports.outcome.${c.outcome ?? 'fixed'}`) : t(`reports.status.${c.status}`)

/** Colour and icon only support the word. */
export function statusLook(c: Standing): { tone: Tone | 'neutral'; icon: IconName } {
  if (c.status === 'closed')
    return c.outcome === 'fixed' ? { tone: 'success', icon: 'success' } : { tone: 'neutral', icon: 'check' }
  if (c.status === 'open') return { tone: 'warning', icon: 'clock' }
  return c.status === 'scheduled' ? { tone: 'info', icon: 'calendar' } : { tone: 'info', icon: 'wrench' }
}

export interface Situation {
  /** Where it stands, in a sentence. */
  sentence: string
  /** What comes next and by when; null when nothing does. */
  next: string | null
  unit: string | null
  authority: { name: string; url: string | null; word: string } | null
}

/** How a case stands and what happens next, in plain words. `whose` chooses between "Ihre Meldung" and "Die Meldung". */
export async function situation(ctx: Ctx, c: Case, whose: 'mine' | 'public'): Promise<Situation> {
  const { t, lang } = ctx
  const { formatDate, formatDateTime } = formatter(lang, ctx.tenant.timeZone)
  const unitRow = (await organisation(ctx)).units.get(c.unitId ?? '')
  const unit = unitRow ? (lang === 'en' ? unitRow.nameEn : unitRow.name) : null
  const row = c.authorityId ? (await authorities(ctx)).find((a) => a.id === c.authorityId) : undefined
  const authority = row
    ? {
        name: lang === 'en' ? row.nameEn : row.name,
        url: row.url,
        word: lang === 'en' ? row.wordEn : row.word,
      }
    : null
  const subject = t(`reports.subject.${whose}`)
  const words = {
    subject,
    atUnit: unit ? atUnit(unit, lang) : t('reports.atTown'),
    unit: unit ?? '',
    authority: authority?.name ?? '',
    due: c.dueAt ? formatDate(c.dueAt) : '',
    scheduled: c.scheduledFor ? formatDateTime(c.scheduledFor) : '',
    closed: c.closedAt ? formatDate(c.closedAt) : '',
  }
  const say = (key: string) => t(`reports.sentence.${key}`, words)
  if (c.status === 'closed') {
    const kept = c.outcome === 'duplicate' ? await keptCase(ctx, c) : null
    if (kept?.public && kept.id !== c.id) return { ...(await standing(ctx, kept)), unit, authority }
    const key =
      c.outcome === 'not_responsible' && authority ? 'not_responsible_known' : (c.outcome ?? 'fixed')
    return { sentence: say(key), next: null, unit, authority }
  }
  const late = c.dueAt !== null && c.dueAt < ctx.now
  const next = c.dueAt ? say(late ? 'late' : 'due') : null
  const planned = c.status === 'scheduled' && c.scheduledFor && c.scheduledFor > ctx.now
  const key = c.status === 'in_progress' ? 'in_progress' : planned ? 'scheduled' : 'open'
  return { sentence: say(key), next: planned ? null : next, unit, authority }
}

/** How the report stands that this one was merged into, for the people of this one. */
async function standing(ctx: Ctx, kept: Case): Promise<Pick<Situation, 'sentence' | 'next'>> {
  const { sentence, next } = await situation(ctx, kept, 'public')
  return {
    sentence: ctx.t('reports.sentence.merged', { number: kept.number }),
    next: [sentence, next].filter(Boolean).join(' ') || null,
  }
}
