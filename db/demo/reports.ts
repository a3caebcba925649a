import type { Category } from './categories/types.ts'
import type { Organisation, Staff } from './organisation/types.ts'
import { scenes } from './photos/scenes.ts'
import { type Random, random } from './random.ts'
import { answerAll } from './reports/answering.ts'
import { frequency } from './reports/frequency.ts'
import { tell } from './reports/history.ts'
import { photograph, reporter, write } from './reports/people.ts'
import { placer } from './reports/places.ts'
import { sentences } from './reports/texts.ts'
import { addOpenHours, atWork, DAY, MINUTE } from './reports/time.ts'
import type { Outcome, Report, ReportSource } from './reports/types.ts'
import { moment, openMoment } from './reports/when.ts'

const MONTHS_18 = 548 * DAY
const outcomes: [Outcome, number][] = [
  ['fixed', 80],
  ['no_action', 8],
  ['cannot_reproduce', 5],
  ['not_responsible', 2],
]

/** Reports of the last 18 months with everything that happened to them; oldest first. */
export function generateReports({
  town,
  organisation,
  categories,
  now,
  count = 2000,
  seed = town.name,
}: ReportSource): Report[] {
  const rng = random(`reports ${seed}`)
  const place = placer(town, rng.fork('places'))
  const weights = categories.map((c) => [c, frequency[c.code] ?? 1] as const)
  const hours = new Map(organisation.units.map((u) => [u.code, u.openingHours]))
  const drafts = Array.from({ length: count }, (_, i) => {
    const category = rng.weighted(weights)
    const open = hours.get(category.unit)!
    const closed = rng.chance(0.82)
    const fresh = !closed && i % 20 === 0
    const createdAt = closed
      ? moment(now.getTime() - MONTHS_18, now.getTime() - 2 * DAY, category.code, rng)
      : fresh
        ? new Date(now.getTime() - rng.float(5, 1300) * MINUTE)
        : openMoment(now, category.code, category.targetHours, open, rng)
    return { category, closed, createdAt, dueAt: addOpenHours(createdAt, category.targetHours, open) }
  }).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())

  const recent = new Map<string, { index: number; at: Date; where: Report['place'] }[]>()
  return drafts.map(({ category, closed, createdAt, dueAt }, index): Report => {
    const elsewhere = (frequency[category.code] ?? 0) > 3 && rng.chance(0.05)
    const known = (recent.get(category.code) ?? []).filter(
      (r) => createdAt.getTime() - r.at.getTime() < 45 * DAY,
    )
    const twin = closed && known.length && rng.chance(0.05) ? rng.pick(known) : undefined
    const where = twin?.where ?? place(category.code, elsewhere)
    if (!twin) recent.set(category.code, [...known, { index, at: createdAt, where }])
    const authority = authorityOf(where, town.streets, category.code)
    let end: Date | undefined
    if (closed) {
      const share = rng.chance(0.78) ? rng.float(0.08, 0.95) : rng.float(1.02, 2.6)
      const wished = createdAt.getTime() + (dueAt.getTime() - createdAt.getTime()) * share
      end = atWork(new Date(Math.max(wished, createdAt.getTime() + 20 * MINUTE)), rng)
      if (end > now) end = undefined
    }
    const staff = crew(organisation, category)
    const status = end
      ? 'closed'
      : authority
        ? 'open'
        : rng.weighted([
            ['open', 55],
            ['scheduled', 25],
            ['in_progress', 20],
          ] as const)
    const unassigned = !staff.workers.length || (status === 'open' && rng.chance(0.45))
    const outcome: Outcome | undefined = !end
      ? undefined
      : twin
        ? 'duplicate'
        : authority
          ? 'not_responsible'
          : rng.weighted(outcomes)
    const language = category.code in sentences.en && rng.chance(0.12) ? 'en' : 'de'
    const who = reporter(rng)
    const photos = photograph(category.code, scenes, where, createdAt, rng)
    const assignee =
      authority || twin || (unassigned && status === 'open')
        ? undefined
        : (rng.pick(staff.workers)?.email ?? (status === 'open' ? undefined : staff.clerk))
    const report: Omit<Report, 'history'> = {
      index,
      category: category.code,
      unit: category.unit,
      channel: rng.weighted([
        ['web', 70],
        ['open311', 12],
        ['phone', 10],
        ['email', 6],
        ['counter', 2],
      ] as const),
      language,
      text: write(category.code, where.street, language, rng),
      answers: answerAll(category, createdAt, rng),
      createdAt,
      dueAt,
      status,
      ...(outcome && { outcome }),
      ...(outcome === 'duplicate' && { duplicateOf: twin!.index }),
      ...(assignee && { assignee }),
      priority: rng.chance(0.06) ? 'high' : category.priority,
      place: where,
      ...(who && { reporter: who }),
      photos,
      ...after(outcome, photos, end, where, rng),
    }
    return { ...report, history: tell(report, staff, end, now, twin ? undefined : authority, rng) }
  })
}

/** Who in the category's department can do it, and who keeps the desk. */
function crew({ staff, units }: Organisation, category: Category) {
  const department = (code: string) => units.find((u) => u.code === code)?.parent ?? code
  const own = staff.filter((s) => department(s.unit) === department(category.unit))
  const desk = (role: Staff['role']) =>
    own.find((s) => s.role === role) ?? staff.find((s) => s.role === role)!
  const able = staff.filter(
    (s) => s.role === 'field_worker' && category.skill && s.skills.includes(category.skill),
  )
  const near = able.filter((s) => own.includes(s))
  return { workers: near.length ? near : able, clerk: desk('clerk').email, head: desk('head').email }
}

const townKeeps = [
  'laterne',
  'ampel',
  'graffiti',
  'falschparker',
  'schrottfahrzeug',
  'papierkorb',
  'hundekot',
  'einkaufswagen',
  'haltestelle',
  'baum-gefahr',
  'gehweg',
]

/** Same judgement as responsibility.ts: rail and motorway always, state roads only for carriageway matters. */
function authorityOf(
  where: Report['place'],
  streets: ReportSource['town']['streets'],
  category: string,
): string | undefined {
  if (category === 'wasserrohrbruch') return 'wasserwerk'
  if (where.owner === 'town') return undefined
  const authority = streets.find((s) => s.name === where.street)?.authority
  return authority === 'landesstrassen' && townKeeps.includes(category) ? undefined : authority
}

function after(
  outcome: Outcome | undefined,
  photos: Report['photos'],
  end: Date | undefined,
  where: Report['place'],
  rng: Random,
) {
  const scene = photos[0] && `${photos[0].scene}-nachher`
  if (outcome !== 'fixed' || !end || !scene || !scenes.some((s) => s.id === scene) || !rng.chance(0.75))
    return {}
  return {
    afterPhoto: {
      scene,
      takenAt: new Date(end.getTime() - rng.int(2, 15) * MINUTE),
      lat: where.lat,
      lon: where.lon,
    },
  }
}

export type { Outcome, Report, ReportPhoto, ReportSource, Step } from './reports/types.ts'
