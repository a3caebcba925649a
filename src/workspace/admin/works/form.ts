import {
  type Consequence,
  consequences,
  type Extent,
  extents,
  LARGEST_DRAWING,
  type SaidWhere,
  type Work,
  type WorkKind,
  workKinds,
} from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { instantOf, localOf } from '../../cases/actions/form.ts'

/** The form of a work, as a person wrote it. */
export interface WorkForm {
  kind: string
  title: string
  titleEn: string
  body: string
  bodyEn: string
  begins: string
  ends: string
  extent: string
  address: string
  radius: string
  streets: string
  area: string
  /** GeoJSON as it was uploaded; not shown again. */
  drawing: string
  types: string[]
  onMatch: string
  onEnd: string
  unit: string
}

/** What the fields are called in the page. */
export const fieldNames: Record<keyof WorkForm, string> = {
  kind: 'art',
  title: 'titel',
  titleEn: 'titel_en',
  body: 'text',
  bodyEn: 'text_en',
  begins: 'von',
  ends: 'bis',
  extent: 'wo',
  address: 'adresse',
  radius: 'umkreis',
  streets: 'strassen',
  area: 'ortsteil',
  drawing: 'zeichnung',
  types: 'kategorie',
  onMatch: 'bei_meldung',
  onEnd: 'am_ende',
  unit: 'einheit',
}

export type WorkFaults = Partial<Record<keyof WorkForm, string>>

export const emptyForm = (now: Date, timeZone: string, unit: string): WorkForm => ({
  kind: 'roadworks',
  title: '',
  titleEn: '',
  body: '',
  bodyEn: '',
  begins: localOf(now, timeZone),
  ends: '',
  extent: 'point',
  address: '',
  radius: '100',
  streets: '',
  area: '',
  drawing: '',
  types: [],
  onMatch: 'leave',
  onEnd: 'leave',
  unit,
})

export const formOf = (w: Work, timeZone: string): WorkForm => ({
  kind: w.kind,
  title: w.title.de,
  titleEn: w.title.en === w.title.de ? '' : w.title.en,
  body: w.body.de,
  bodyEn: w.body.en === w.body.de ? '' : w.body.en,
  begins: localOf(w.beginsAt, timeZone),
  ends: w.endsAt ? localOf(w.endsAt, timeZone) : '',
  extent: w.extent,
  address: w.extent === 'point' && w.place ? `${w.place.lat.toFixed(6)}, ${w.place.lon.toFixed(6)}` : '',
  radius: w.extent === 'point' ? String(w.radius) : '100',
  streets: w.streets.join(', '),
  area: w.areaId ?? '',
  drawing: '',
  types: [...w.types],
  onMatch: w.onMatch,
  onEnd: w.onEnd,
  unit: w.unitId,
})

export async function readForm(body: Record<string, unknown>): Promise<WorkForm> {
  const text = (name: string, most = 5000): string => {
    const value = [body[name]].flat()[0]
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').slice(0, most).trim() : ''
  }
  const file = [body.zeichnung].flat()[0]
  return {
    kind: text('art'),
    title: text('titel'),
    titleEn: text('titel_en'),
    body: text('text'),
    bodyEn: text('text_en'),
    begins: text('von'),
    ends: text('bis'),
    extent: text('wo'),
    address: text('adresse', 300),
    radius: text('umkreis', 10),
    streets: text('strassen'),
    area: text('ortsteil'),
    drawing: file instanceof File && file.size > 0 ? await drawingIn(file) : '',
    types: [body.kategorie ?? []].flat().filter((v): v is string => typeof v === 'string'),
    onMatch: text('bei_meldung'),
    onEnd: text('am_ende'),
    unit: text('einheit'),
  }
}

/** One character too many is enough to say that it is too many. */
const drawingIn = (file: File): Promise<string> => file.slice(0, LARGEST_DRAWING + 1).text()

export interface ParsedWork {
  kind: WorkKind
  title: { de: string; en: string }
  body: { de: string; en: string }
  beginsAt: Date
  endsAt: Date | null
  types: string[]
  onMatch: Consequence
  onEnd: Consequence
  unitId: string
  where: SaidWhere
}

/** What the form says, or what is wrong with it; what only the town's data can tell is found out later. */
export function parseForm(ctx: Ctx, form: WorkForm): { parsed: ParsedWork } | { faults: WorkFaults } {
  const { t, tenant } = ctx
  const faults: WorkFaults = {}
  const beginsAt = instantOf(form.begins, tenant.timeZone)
  const endsAt = form.ends ? instantOf(form.ends, tenant.timeZone) : null
  const kind = workKinds.find((one) => one === form.kind)
  const extent = extents.find((one): one is Extent => one === form.extent)
  const onMatch = consequences.find((one) => one === form.onMatch)
  const onEnd = consequences.find((one) => one === form.onEnd)
  if (!kind) faults.kind = t('adminWorks.fault.choose')
  if (!form.title) faults.title = t('adminWorks.fault.title')
  if (!form.body) faults.body = t('adminWorks.fault.body')
  if (!beginsAt) faults.begins = t('adminWorks.fault.begins')
  if (form.ends && !endsAt) faults.ends = t('adminWorks.fault.ends')
  if (beginsAt && endsAt && endsAt <= beginsAt) faults.ends = t('error.work.ends_before')
  if (!extent) faults.extent = t('adminWorks.fault.choose')
  if (!onMatch) faults.onMatch = t('adminWorks.fault.choose')
  if (!onEnd) faults.onEnd = t('adminWorks.fault.choose')
  if (!form.unit) faults.unit = t('adminWorks.fault.choose')
  if (Object.keys(faults).length > 0) return { faults }
  return {
    parsed: {
      kind: kind!,
      title: { de: form.title, en: form.titleEn || form.title },
      body: { de: form.body, en: form.bodyEn || form.body },
      beginsAt: beginsAt!,
      endsAt,
      types: form.types,
      onMatch: onMatch!,
      onEnd: onEnd!,
      unitId: form.unit,
      where: {
        extent: extent!,
        address: form.address,
        radius: Number(form.radius),
        streets: form.streets,
        areaId: form.area || null,
        drawing: form.drawing,
      },
    },
  }
}

/** Which field an error of the domain speaks of. */
export const fieldOf: Readonly<Record<string, keyof WorkForm>> = {
  'work.title': 'title',
  'work.body': 'body',
  'work.ends_before': 'ends',
  'work.far': 'begins',
  'work.district_missing': 'area',
  'work.drawing_missing': 'drawing',
  'work.drawing': 'drawing',
  'work.drawing_large': 'drawing',
  'work.radius': 'radius',
  'work.address_unknown': 'address',
  'work.streets_missing': 'streets',
  'work.streets_many': 'streets',
  'work.streets_unknown': 'streets',
  'report.category_unknown': 'types',
  'case.no_such_unit': 'unit',
}
