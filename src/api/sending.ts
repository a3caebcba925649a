import { type Answers, parseAnswers } from '#modules/forms/index.ts'
import { addressById, metres, type Place, searchAddresses, townBox } from '#modules/geo/index.ts'
import { type Category, catalogue, publicAtOnce, submit } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { type Fault, Faulty } from './faults.ts'
import type { ReportInput } from './report-input.ts'

/** What is answered to whoever sent a report; ids and codes only, so that it may be kept for a repetition. */
export interface Receipt extends Record<string, string | boolean | null> {
  id: Uuid
  number: string
  category: string
  public: boolean
  reporter: Uuid | null
  unit: Uuid | null
  authority: Uuid | null
  /** ISO 8601, UTC. */
  due: string | null
}

/** Reports from much further away than the next town were meant for somebody else. */
const FAR_METRES = 50_000

/** Checks a report against the town (its categories, their questions, its places) and submits it. Throws Faulty. */
export async function send(ctx: Ctx, input: ReportInput, channel: 'open311' | 'api'): Promise<Receipt> {
  const category = (await catalogue(ctx)).byCode.get(input.category)
  if (!category)
    throw new Faulty([{ path: 'category', message: ctx.t('api.fault.category', { code: input.category }) }])
  const answers = readAnswers(ctx, category, input.answers)
  const located = await locate(ctx, input)
  if ('fault' in located || 'faults' in answers)
    throw new Faulty([
      ...('fault' in located ? [located.fault] : []),
      ...('faults' in answers ? answers.faults : []),
    ])
  const { contact } = input
  const sent = await submit(ctx, {
    id: newId(),
    category: category.code,
    text: input.text,
    place: located.place,
    address: located.address,
    placedBy: 'api',
    answers: answers.answers,
    reporter: contact
      ? { name: contact.name, email: contact.email, phone: contact.phone, lang: ctx.lang }
      : null,
    channel,
    device: input.device ?? null,
  })
  return {
    id: sent.id,
    number: sent.number,
    category: category.code,
    public: publicAtOnce(category).report,
    reporter: sent.reporterId,
    unit: sent.decision.unitId,
    authority: sent.decision.authority?.id ?? null,
    due: sent.dueAt?.toISOString() ?? null,
  }
}

function readAnswers(
  ctx: Ctx,
  category: Category,
  given: ReportInput['answers'],
): { answers: Answers } | { faults: Fault[] } {
  if (category.questions.length === 0) return { answers: {} }
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
  const parsed = parseAnswers(category.questions, given, today)
  if (parsed.ok) return { answers: parsed.answers }
  const label = (code: string) => category.questions.find((q) => q.code === code)?.label[ctx.lang] ?? code
  const faults = Object.entries(parsed.errors).map(
    ([code, { key, params }]): Fault => ({
      path: `answers.${code}`,
      message: `${label(code)}: ${ctx.t(key, params)}`,
    }),
  )
  return { faults }
}

type Located = { place: Place; address: string | null } | { fault: Fault }

/** By coordinates, else by one of our own addresses, else by what an address says. */
async function locate(ctx: Ctx, input: ReportInput): Promise<Located> {
  if (input.place) {
    const place = { lat: input.place.lat, lon: input.place.long }
    const box = await townBox(ctx)
    if (box && metres(box.centre, place) > FAR_METRES)
      return { fault: { path: 'place', message: ctx.t('api.fault.far', { town: ctx.tenant.name }) } }
    return { place, address: input.address || null }
  }
  if (input.addressId) {
    const found = isUuid(input.addressId) ? await addressById(ctx, input.addressId) : null
    if (found) return { place: { lat: found.lat, lon: found.lon }, address: found.label }
    if (!input.address) return { fault: { path: 'addressId', message: ctx.t('api.fault.address_id') } }
  }
  if (input.address) {
    const [found] = await searchAddresses(ctx, input.address, 1)
    if (found) return { place: { lat: found.lat, lon: found.lon }, address: found.label }
    return { fault: { path: 'address', message: ctx.t('api.fault.address') } }
  }
  return { fault: { path: 'place', message: ctx.t('api.fault.place_missing') } }
}
