import { type Layer, type LayerInput, layerColours, layerInput, systems } from '#modules/objects/index.ts'

/** A layer as its page has it. */
export interface LayerForm {
  name: string
  nameEn: string
  one: string
  oneEn: string
  colour: string
  source: string
  public: boolean
  active: boolean
  categories: string[]
  srs: string
  numberFrom: string
  nameFrom: string
  /** One attribute a line: "baumart = Baumart = Species". */
  shown: string
  url: string
  type: string
  hours: string
}

export type LayerFaults = Partial<Record<'name' | 'one' | 'shown' | 'hours' | 'url' | 'https' | 'type', true>>

export const formOf = (layer: Layer): LayerForm => ({
  name: layer.name.de,
  nameEn: layer.name.en,
  one: layer.one.de,
  oneEn: layer.one.en,
  colour: layer.colour,
  source: layer.source,
  public: layer.public,
  active: layer.active,
  categories: [...layer.categories],
  srs: layer.srs,
  numberFrom: layer.numberFrom,
  nameFrom: layer.nameFrom,
  shown: layer.shown
    .map(({ from, de, en }) => (de === en ? `${from} = ${de}` : `${from} = ${de} = ${en}`))
    .join('\n'),
  url: layer.wfs.url,
  type: layer.wfs.type,
  hours: String(layer.wfs.hours),
})

export const emptyLayer: LayerForm = {
  name: '',
  nameEn: '',
  one: '',
  oneEn: '',
  colour: 'blue',
  source: 'import',
  public: true,
  active: true,
  categories: [],
  srs: 'EPSG:4326',
  numberFrom: '',
  nameFrom: '',
  shown: '',
  url: '',
  type: '',
  hours: '24',
}

export function readForm(body: Record<string, unknown>): LayerForm {
  const text = (name: string): string => {
    const value = body[name]
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').slice(0, 3000).trim() : ''
  }
  return {
    name: text('name'),
    nameEn: text('name_en'),
    one: text('eines'),
    oneEn: text('eines_en'),
    colour: layerColours.find((one) => one === text('farbe')) ?? 'blue',
    source: text('quelle') === 'wfs' ? 'wfs' : 'import',
    public: text('oeffentlich') === 'ja',
    active: text('aktiv') === 'ja',
    categories: [body.kategorie].flat().filter((one): one is string => typeof one === 'string' && one !== ''),
    srs: systems.find((one) => one === text('system')) ?? 'EPSG:4326',
    numberFrom: text('nummer'),
    nameFrom: text('bezeichnung'),
    shown: text('attribute'),
    url: text('adresse'),
    type: text('typ'),
    hours: text('stunden'),
  }
}

/** What the form says, or what is wrong with it. Categories that the town does not have are left out. */
export function parseForm(
  form: LayerForm,
  known: ReadonlySet<string>,
): { input: LayerInput | null; faults: LayerFaults } {
  const faults: LayerFaults = {}
  const long = (...texts: string[]): boolean => texts.some((text) => text.length > 80)
  if (!form.name || long(form.name, form.nameEn)) faults.name = true
  if (!form.one || long(form.one, form.oneEn)) faults.one = true
  const shown = form.shown
    .split('\n')
    .map((line) => line.split('=').map((part) => part.trim()))
    .filter(([from]) => from)
    .map(([from = '', de = '', en = '']) => ({ from, de: de || from, en: en || de || from }))
  if (shown.length > 12 || shown.some((one) => [one.from, one.de, one.en].some((word) => word.length > 60)))
    faults.shown = true
  const hours = Number(form.hours)
  if (!/^\d{1,3}$/.test(form.hours) || hours < 1 || hours > 720) faults.hours = true
  const read = layerInput.safeParse({
    name: { de: form.name, en: form.nameEn },
    one: { de: form.one, en: form.oneEn },
    icon: 'pin',
    colour: form.colour,
    source: form.source,
    public: form.public,
    active: form.active,
    categories: form.categories.filter((code) => known.has(code)),
    srs: form.srs,
    numberFrom: form.numberFrom.slice(0, 60),
    nameFrom: form.nameFrom.slice(0, 60),
    shown,
    wfs: {
      url: form.url.slice(0, 500),
      type: form.type.slice(0, 120),
      hours: faults.hours ? 24 : hours,
    },
  })
  return { input: Object.keys(faults).length === 0 && read.success ? read.data : null, faults }
}
