import { createHash } from 'node:crypto'
import {
  type Case,
  deputisesOn,
  firstWordsOf,
  historyOf,
  mayDo,
  openParts,
  recordCase,
  waitingClosure,
} from '#modules/cases/index.ts'
import { type Day, type Entry, entriesOf, type Material, materials } from '#modules/fieldwork/index.ts'
import { type FileInfo, photoMarks, photosOf } from '#modules/files/index.ts'
import { districts, placePicture } from '#modules/geo/index.ts'
import { objectLabel } from '#modules/objects/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { objectsOfReports, reportAnswers } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { DayData, StopData } from '../islands/lib/field/model.ts'
import { paths } from '../paths.ts'

/** The newest lines of a history that a phone takes along. */
const HISTORY = 30
const WORDS = 4000

/** What a list of stops is built of, read for all at once. */
interface Basis {
  cases: readonly Case[]
  photos: readonly FileInfo[]
  entries: readonly Entry[]
  catalogue: readonly Material[]
}

export async function basisOf(ctx: Ctx, cases: readonly Case[]): Promise<Basis> {
  const ids = cases.map((c) => c.id)
  const [photos, entries, catalogue] = await Promise.all([
    photosOf(ctx, ids, openParts(ctx, 'f')),
    entriesOf(ctx, ids),
    materials(ctx),
  ])
  return { cases, photos, entries, catalogue }
}

/** Changes whenever the day does, and is quick to find out: phones ask often, and mostly nothing has happened. */
export function markOf(ctx: Ctx, day: Day, { cases, photos, entries }: Basis): string {
  const { actor } = ctx
  const parts = [
    actor.kind === 'staff' ? [actor.id, actor.name, actor.grants.length] : null,
    ctx.lang,
    ctx.revision,
    day.day,
    day.chosen,
    day.kept,
    day.start,
    cases.map((c) => [c.id, c.version]),
    photos.map((p) => p.id),
    entries.map((e) => e.id),
  ]
  return `"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)}"`
}

/** The day as a phone gets it. That somebody has these cases now is recorded. */
export async function dayData(ctx: Ctx, day: Day, basis: Basis): Promise<DayData> {
  const { actor } = ctx
  return {
    account: actor.kind === 'staff' ? { id: actor.id, name: actor.name } : { id: '', name: '' },
    day: day.day,
    chosen: day.chosen,
    kept: day.kept,
    start: day.start,
    stops: await stopsData(ctx, basis),
    materials: basis.catalogue
      .filter((one) => !one.retired)
      .map((one) => ({ id: one.id, name: one.name[ctx.lang], unit: one.unit })),
  }
}

/**
 * Cases as stops: what one needs on site. Left out is whoever reported them, name and number: a phone can be lost, and
 * the desk has them.
 */
export async function stopsData(ctx: Ctx, { cases, photos, entries, catalogue }: Basis): Promise<StopData[]> {
  const ids = cases.map((c) => c.id)
  const [words, answers, objects, areas, org, marks] = await Promise.all([
    firstWordsOf(ctx, ids, WORDS),
    reportAnswers(ctx, ids),
    objectsOfReports(ctx, ids),
    districts(ctx),
    organisation(ctx),
    photoMarks(ctx, photos),
  ])
  return Promise.all(
    cases.map(async (c): Promise<StopData> => {
      const object = objects.get(c.id)
      const title = c.title[ctx.lang]
      recordCase(ctx, c, [])
      return {
        id: c.id,
        number: c.number,
        version: c.version,
        title,
        status: c.status,
        outcome: c.outcome,
        priority: c.priority,
        dueAt: c.dueAt?.toISOString() ?? null,
        scheduledFor: c.scheduledFor?.toISOString() ?? null,
        address: c.address,
        district: areas.find((area) => area.id === c.areaId)?.name ?? null,
        place: c.place,
        public: c.public,
        words: words.get(c.id) ?? '',
        object: object ? objectLabel(object, ctx.lang) : null,
        answers: answers.get(c.id) ?? [],
        photos: photos
          .filter((photo) => photo.folder === c.id)
          .map(({ id, stage }) => ({
            id,
            stage,
            label: ctx.t(`history.stage.${stage}`),
            small: paths.photo(id, 'klein'),
            large: paths.photo(id, 'gross') + looksOf(marks.of(id).boxes),
          })),
        entries: entries
          .filter((entry) => entry.case === c.id)
          .map((entry) => entryData(ctx, entry, catalogue, org.staff.get(entry.by ?? '')?.name ?? null)),
        history: (await historyOf(ctx, c, 'internal')).slice(-HISTORY).map((entry) => ({
          at: entry.event.at.toISOString(),
          by: entry.by,
          what: ctx.t(`history.${entry.event.type}`, entry.params),
          words: entry.event.type === 'case.opened' ? null : (entry.message?.body.slice(0, WORDS) ?? null),
        })),
        can: {
          start: mayDo(ctx, 'start', c),
          note: mayDo(ctx, 'note', c),
          photo: mayDo(ctx, 'photo', c),
          finish: mayDo(ctx, 'close', c),
        },
        waits: (await waitingClosure(ctx, c)) !== null,
        standsInFor: org.staff.get(deputisesOn(ctx.actor, c) ?? '')?.name ?? null,
        picture: c.place
          ? await placePicture(ctx, c.place, { width: 480, height: 300, zoom: 16.5, what: title })
          : null,
      }
    }),
  )
}

/** Phones keep pictures by their address: one that was blacked out since has another, and the old one goes. */
const looksOf = (boxes: readonly unknown[]): string =>
  boxes.length === 0
    ? ''
    : `?schwarz=${createHash('sha256').update(JSON.stringify(boxes)).digest('base64url').slice(0, 8)}`

function entryData(ctx: Ctx, entry: Entry, catalogue: readonly Material[], by: string | null) {
  const material = catalogue.find((one) => one.id === entry.material)
  return {
    id: entry.id,
    kind: entry.kind,
    minutes: entry.minutes,
    material: material ? `${material.unit} ${material.name[ctx.lang]}` : null,
    quantity: entry.quantity,
    by,
    mine: ctx.actor.kind === 'staff' && entry.by === ctx.actor.id,
    at: entry.at.toISOString(),
  }
}
