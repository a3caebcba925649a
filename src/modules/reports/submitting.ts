import { businessCalendar } from '#modules/calendar/index.ts'
import { addSubject, type OpenedCase, openCase } from '#modules/cases/index.ts'
import { reaches } from '#modules/citizens/index.ts'
import { holdPhotos } from '#modules/files/index.ts'
import type { Answers } from '#modules/forms/index.ts'
import { addressBook, nearestAddress } from '#modules/geo/index.ts'
import { objectById } from '#modules/objects/index.ts'
import type { Contact } from '#modules/parties/index.ts'
import { type Decision, decide } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { tieToObject } from './at-object.ts'
import { type Category, catalogue } from './category.ts'
import { publicAtOnce } from './publishing.ts'
import { keepRoughly, type Roughly } from './rough-place.ts'

/** How the reporter said where it is. */
export type PlacedBy = 'photo' | 'map' | 'address' | 'list' | 'device' | 'object' | 'api'

export interface NewReport {
  /** The draft's id, which becomes the case's: sending twice makes one report. */
  id: Uuid
  category: string
  text: string
  place: { lat: number; lon: number }
  address: string | null
  placedBy: PlacedBy
  /** Within how many metres of the place it is, where nobody knows exactly. */
  roughly?: Roughly | null
  /** The thing that it is about, when one was named. */
  objectId?: Uuid | null
  answers: Answers
  reporter: Contact | null
  /** Instead of a new party: the one that the town knows already. */
  reporterParty?: Uuid | null
  /** For whom, where it is somebody else's report: they hear of it too. */
  subject?: Contact | null
  channel: 'web' | 'open311' | 'api' | 'phone' | 'counter' | 'round'
  device?: string | null
}

export interface Submitted extends OpenedCase {
  category: Category
  decision: Decision
  dueAt: Date | null
}

/** Who will deal with a report and until when, before it is sent. */
export async function foresee(
  ctx: Ctx,
  report: { category: string; place: { lat: number; lon: number } },
): Promise<{ category: Category; decision: Decision; dueAt: Date | null }> {
  const category = (await catalogue(ctx)).byCode.get(report.category)
  if (!category) throw new Invalid('report.category_unknown', { category: report.category })
  const decision = await decide(ctx, {
    category: category.code,
    categoryUnit: category.unitId,
    place: report.place,
  })
  const dueAt = decision.authority
    ? null
    : (await businessCalendar(ctx, decision.unitId)).addHours(ctx.now, category.targetHours)
  return { category, decision, dueAt }
}

/**
 * A category may ask who reports. Staff have looked at a passport or know the voice; everyone else is signed in as
 * surely as the category asks, or is refused: programs too, since nobody is signed in to them. Throws Forbidden.
 */
export function assertLevel({ actor }: Ctx, { requiredLevel }: Category): void {
  if (actor.kind === 'citizen' && actor.organisation && !actor.organisation.powers.includes('submit'))
    throw new Forbidden('citizen.no_power')
  if (requiredLevel === null || actor.kind === 'staff' || actor.kind === 'system') return
  if (actor.kind !== 'citizen') throw new Forbidden('report.level_required')
  if (!reaches(actor.level, requiredLevel)) throw new Forbidden('citizen.level_low')
}

/**
 * Turns what a person reported into a case at the unit that is responsible. The form, Open311 and the benchmark all
 * c
 */
export async function submit(ctx: Ctx, report: NewReport): Promise<Submitted> {
  const { category, decision, dueAt } = await foresee(ctx, report)
  assertLevel(ctx, category)
  if (report.objectId && !(await objectById(ctx, report.objectId))) throw new Invalid('report.object_unknown')
  const address = report.address ?? (await addressAt(ctx, report.place))
  const opened = await openCase(ctx, {
    id: report.id,
    kind: 'report',
    type: category.code,
    title: category.name,
    channel: report.channel,
    public: publicAtOnce(category).report,
    priority: category.priority,
    // What belongs to somebody else stays visible to the unit that would have had it.
    unitId: decision.unitId ?? category.unitId,
    authorityId: decision.authority?.id ?? null,
    why: decision.why,
    areaId: decision.area?.id ?? null,
    place: report.place,
    address,
    dueAt,
    reporter: report.reporter,
    reporterParty: report.reporterParty ?? null,
    words: report.text,
  })
  ctx.send(
    `insert into reports.report (tenant_id, case_id, message_id, answers, placed_by, device) values ($1, $2, $3, $4, $5, $6)`,
    [
      ctx.tenant.id,
      report.id,
      opened.messageId,
      JSON.stringify(report.answers),
      report.placedBy,
      report.device ?? null,
    ],
  )
  if (report.objectId) tieToObject(ctx, report.id, report.objectId)
  if (category.publishPhotos === 'after_look') holdPhotos(ctx, report.id)
  if (report.roughly) keepRoughly(ctx, report.id, report.roughly)
  if (report.subject) await addSubject(ctx, report.id, report.subject)
  return { ...opened, category, decision, dueAt }
}

/** How people call a place: the address next to it, if there is one. */
async function addressAt(ctx: Ctx, place: NewReport['place']): Promise<string | null> {
  const book = await addressBook(ctx)
  const nearest = book ? book.nearest(place, 150) : await nearestAddress(ctx, place)
  return nearest?.label ?? null
}
