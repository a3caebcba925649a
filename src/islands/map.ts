import { cardOf } from './lib/map-card.ts'
import { liveFilters } from './lib/map-filters.ts'
import { frameOf, positionOf, readPosition, windowAddress } from './lib/map-window.ts'
import { followObjects } from './lib/objects.ts'
import { createTownMap, type Dots, type LatLon, type TownMap } from './lib/town-map.ts'
import { addWorks } from './lib/works-layer.ts'

/** Pixels at the top that an open card covers. */
const COVERED = 260
/** As near as tapping leads: what still lies together here is shown as a list. */
const NEAREST = 18.5

/** The map of reports: replaces the server's picture, asks for clusters as it moves, shows a card on a tap. */
for (const element of document.querySelectorAll<HTMLElement>('[data-island="map"]')) void start(element)

async function start(element: HTMLElement): Promise<void> {
  const slot = element.querySelector<HTMLElement>('[data-map-slot]')
  if (!slot || !element.dataset.reports) return
  const centreOf = ({ dataset }: HTMLElement): LatLon => ({
    lat: Number(dataset.lat),
    lon: Number(dataset.lon),
  })
  const kept = readPosition(location.hash)
  let town: TownMap | undefined
  let whole: Dots | null = null
  const card = cardOf(element, () => keepPosition())
  // The address in the browser's bar always shows what is seen, without a step back for each move.
  const keepPosition = (): void => {
    if (town) history.replaceState(null, '', positionOf(town.map, card.number))
  }
  try {
    whole = kept || element.dataset.near ? null : await load(element.dataset.reports)
    town = await createTownMap(slot, {
      centre: kept?.centre ?? centreOf(element),
      zoom: kept?.zoom ?? Number(element.dataset.zoom),
      dots: whole ?? { type: 'FeatureCollection', features: [] },
      marker: element.dataset.near ? centreOf(element) : null,
      onDot: ({ n, box }, at) => tapped(n, box, at),
      onObject: ({ code }) =>
        void card.open(element.dataset.object!.replace('KENNUNG', encodeURIComponent(code))),
      ...(element.dataset.label ? { label: element.dataset.label } : {}),
    })
  } catch (error) {
    // The server's picture stays, and the list beside it does everything that the map does.
    console.warn('map', error)
    return
  }
  const { map } = town
  let shown = ''
  const refresh = async (): Promise<void> => {
    const address = windowAddress(map, element.dataset.reports!)
    if (address === shown) return
    shown = address
    try {
      const dots = await load(address)
      if (shown === address) town!.setDots(dots)
    } catch {
      // What was drawn stays; the next move asks again.
      if (shown === address) shown = ''
    }
    element.dataset.drawn = shown
  }
  const frame = (dots: Dots | null): void => {
    const box = dots && frameOf(dots)
    if (box) map.fitBounds(box, { padding: 48, maxZoom: 16, animate: false })
  }

  function tapped(n: number, box: string, at: LatLon): void {
    const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number]
    if (n > 1 && map.getZoom() < NEAREST) {
      const fitting = map.cameraForBounds([west, south, east, north])?.zoom ?? 0
      const zoom = Math.min(NEAREST, Math.max(map.getZoom() + 1.5, fitting - 1))
      card.close()
      map.easeTo({ center: [at.lon, at.lat], zoom })
      return
    }
    const address = new URL(element.dataset.card!, location.href)
    address.searchParams.set('bereich', box)
    void card.open(address.pathname + address.search)
    // Out from under the card, which opens at the top.
    if (map.project([at.lon, at.lat]).y < COVERED) map.easeTo({ center: [at.lon, at.lat], offset: [0, 60] })
  }

  const objects = followObjects(
    map,
    () => element.dataset.objects,
    (found) => town!.setObjects(found),
  )

  if (element.dataset.works) void addWorks(map, element.dataset.works).catch(() => {})
  frame(whole)
  map.on('moveend', () => {
    keepPosition()
    void refresh()
  })
  keepPosition()
  await Promise.all([refresh(), objects()])
  if (kept?.number)
    await card.open(element.dataset.number!.replace('NUMMER', encodeURIComponent(kept.number)))
  const page = element.closest<HTMLElement>('.sd-mappage')
  if (page)
    liveFilters(page, (next) => {
      if (!next) return
      card.close()
      for (const name of ['lat', 'lon', 'zoom', 'near', 'reports', 'card', 'objects']) {
        const value = next.dataset[name]
        if (value === undefined) delete element.dataset[name]
        else element.dataset[name] = value
      }
      const near = element.dataset.near ? centreOf(element) : null
      town!.setMarker(near)
      if (near) town!.moveTo(near, Number(element.dataset.zoom))
      void refresh()
      void objects()
    })
  element.dataset.ready = ''
}

async function load(address: string): Promise<Dots> {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`reports: ${answer.status}`)
  return (await answer.json()) as Dots
}
