/** Which pictures exist: a painter per category, several variants each, some with the picture taken afterwards. */
import { random } from '../random.ts'
import { type Canvas, canvas, type Light } from './canvas.ts'
import * as dump from './things/dump.ts'
import * as green from './things/green.ts'
import * as litter from './things/litter.ts'
import * as play from './things/play.ts'
import * as road from './things/road.ts'
import * as signals from './things/signals.ts'
import * as sport from './things/sport.ts'
import * as stop from './things/stop.ts'
import * as surface from './things/surface.ts'
import * as trees from './things/trees.ts'
import * as trolley from './things/trolley.ts'
import * as vehicles from './things/vehicles.ts'
import * as walls from './things/walls.ts'
import * as water from './things/water.ts'
import * as ways from './things/ways.ts'

type Painter = (c: Canvas) => void
type Entry = { paint: Painter[]; variants: number; after?: true; lights?: Light[] }

const day: Light[] = ['sun', 'cloud', 'sun', 'cloud', 'dusk']
const evening: Light[] = ['dusk', 'night', 'dusk', 'night']

export const painters: Record<string, Entry> = {
  schlagloch: { paint: [road.pothole], variants: 6, after: true, lights: ['sun', 'cloud', 'cloud'] },
  gehweg: { paint: [road.slabs], variants: 5, after: true, lights: ['sun', 'cloud'] },
  radweg: { paint: [ways.cyclePath], variants: 3, lights: ['sun', 'cloud'] },
  bruecke: { paint: [ways.railing], variants: 3, after: true },
  baustelle: { paint: [ways.barrier], variants: 4 },
  laterne: { paint: [signals.lamp], variants: 6, after: true, lights: evening },
  ampel: { paint: [signals.trafficLight], variants: 4, after: true, lights: ['cloud', 'dusk', 'sun'] },
  'wilder-muell': { paint: [dump.dump], variants: 7, after: true },
  papierkorb: { paint: [litter.bin], variants: 5, after: true },
  'strasse-schmutzig': { paint: [litter.dirt], variants: 4 },
  hundekot: { paint: [litter.dogWaste], variants: 3 },
  graffiti: { paint: [walls.graffiti], variants: 6, after: true },
  'totes-tier': { paint: [litter.animal], variants: 2 },
  'baum-gefahr': {
    paint: [trees.fallenTree],
    variants: 5,
    after: true,
    lights: ['cloud', 'cloud', 'dusk', 'sun'],
  },
  'baum-pflege': { paint: [trees.branches], variants: 3, after: true },
  hecke: { paint: [trees.hedge], variants: 3, after: true },
  unkraut: { paint: [green.weeds], variants: 3, lights: ['sun', 'cloud'] },
  bank: { paint: [green.bench], variants: 5, after: true },
  schaedlinge: { paint: [trees.nest], variants: 3, lights: ['sun', 'cloud'] },
  verkehrszeichen: { paint: [signals.sign], variants: 6, after: true },
  markierung: { paint: [surface.crossing], variants: 2, lights: ['sun', 'cloud'] },
  falschparker: { paint: [vehicles.wrongParking], variants: 4 },
  schrottfahrzeug: { paint: [vehicles.wreck], variants: 3 },
  haltestelle: { paint: [stop.busStop], variants: 3, after: true },
  gully: { paint: [water.drain], variants: 4, after: true, lights: ['cloud'] },
  kanaldeckel: { paint: [water.manhole], variants: 3, after: true, lights: ['sun', 'cloud'] },
  wasserrohrbruch: { paint: [water.burst], variants: 2 },
  gewaesser: { paint: [water.stream], variants: 3 },
  spielgeraet: { paint: [play.swing, play.slide], variants: 5, after: true, lights: ['sun', 'cloud'] },
  'spielplatz-sauberkeit': { paint: [play.sand], variants: 3, lights: ['sun', 'cloud'] },
  sportanlage: { paint: [sport.goal], variants: 3, lights: ['sun', 'cloud'] },
  schule: { paint: [sport.fence], variants: 2 },
  friedhof: { paint: [green.cemetery], variants: 3, lights: ['sun', 'cloud'] },
  laerm: { paint: [vehicles.noise], variants: 1, lights: ['sun'] },
  ratten: { paint: [green.rat], variants: 3 },
  einkaufswagen: { paint: [trolley.trolley], variants: 4, after: true },
  ruine: { paint: [walls.ruin], variants: 2 },
  winterdienst: { paint: [surface.winter], variants: 4, lights: ['winter'] },
  gebaeude: { paint: [walls.building], variants: 3 },
  anderes: { paint: [surface.anything], variants: 3 },
}

export type Scene = { id: string; category: string; variant: number; after: boolean }

/** Scene ids are `category-variant` and `category-variant-nachher`. */
export const scenes: Scene[] = Object.entries(painters).flatMap(([category, { variants, after }]) =>
  Array.from({ length: variants }, (_, i) => i + 1).flatMap((variant) => [
    { id: `${category}-${variant}`, category, variant, after: false },
    ...(after && variant <= (variants > 4 ? 2 : 1)
      ? [{ id: `${category}-${variant}-nachher`, category, variant, after: true }]
      : []),
  ]),
)

export const sceneSize = (id: string) => {
  const variant = Number(id.split('-').find((part) => /^\d+$/.test(part)))
  return variant % 3 === 0 ? { width: 768, height: 1024 } : { width: 1024, height: 768 }
}

/** The drawing of a scene. Throws if there is no such scene. */
export function drawScene(id: string): string {
  const scene = scenes.find((s) => s.id === id)
  if (!scene) throw new Error(`No such scene: ${id}`)
  const { paint, lights = day } = painters[scene.category]!
  // The picture afterwards shares seed and light with the first one, so that both show the same place.
  const c = canvas(
    `${scene.category} ${scene.variant * 7919}`,
    scene.variant - 1,
    lights[(scene.variant - 1) % lights.length]!,
    sceneSize(id).height > 768,
    scene.after,
  )
  paint[(scene.variant - 1) % paint.length]!(c)
  return c.toSvg(hand(scene, c.w, c.h))
}

/** Lettering must not be mirrored. */
const lettered = ['verkehrszeichen', 'haltestelle', 'gebaeude', 'radweg', 'baum-pflege']

function hand({ id, category, variant }: Scene, w: number, h: number): string {
  const rng = random(`hand ${id}`)
  const mirror = variant % 2 === 0 && !lettered.includes(category)
  const zoom = 1.07 + (variant % 4) * 0.06
  const x = (rng.float(-0.3, 0.3) * (zoom - 1) * w).toFixed(1)
  const y = (rng.float(-0.3, 0.1) * (zoom - 1) * h).toFixed(1)
  return `translate(${w / 2} ${h / 2}) rotate(${rng.float(-2.4, 2.4).toFixed(2)}) scale(${mirror ? -zoom : zoom} ${zoom}) translate(${-w / 2} ${-h / 2}) translate(${x} ${y})`
}
