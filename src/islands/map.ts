import { createTownMap, type Dots, type LatLon, type TownMap } from './lib/town-map.ts'

/** Pixels at the top that an open card covers. */
const COVERED = 260

/** The map of reports: replaces the server's picture, shows a card on a tapped dot. */
for (const element of document.querySelectorAll<HTMLElement>('[data-island="map"]')) void start(element)

async function start(element: HTMLElement): Promise<void> {
  const { lat, lon, zoom, near, reports, label } = element.dataset
  const slot = element.querySelector<HTMLElement>('[data-map-slot]')
  if (!slot || !reports) return
  const centre: LatLon = { lat: Number(lat), lon: Number(lon) }
  const kept = positionIn(location.hash)
  const card = cardOf(element)
  let town: TownMap | undefined
  try {
    const dots = await load(reports)
    town = await createTownMap(slot, {
      centre: kept?.centre ?? centre,
      zoom: kept?.zoom ?? Number(zoom),
      dots,
      marker: near ? centre : null,
      onDot: ({ number }, at) => {
        void card.open(number)
        // Out from under the card, which opens at the top.
        if (town && town.map.project([at.lon, at.lat]).y < COVERED)
          town.map.easeTo({ center: [at.lon, at.lat], offset: [0, 60] })
      },
      ...(label ? { label } : {}),
    })
    if (!kept && !near) frameAll(town, dots)
    const { map } = town
    map.on('moveend', () => {
      const { lat, lng } = map.getCenter()
      // The address in the browser's bar always shows what is seen, without a step back for each move.
      history.replaceState(null, '', `#${map.getZoom().toFixed(1)}/${lat.toFixed(5)}/${lng.toFixed(5)}`)
    })
    element.dataset.ready = ''
  } catch (error) {
    // The server's picture stays, and the list beside it does everything that the map does.
    console.warn('map', error)
  }
}

async function load(url: string): Promise<Dots> {
  const answer = await fetch(url, { headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`reports: ${answer.status}`)
  return (await answer.json()) as Dots
}

/** "#14.2/50.12640/8.92830" */
function positionIn(hash: string): { zoom: number; centre: LatLon } | null {
  const match = /^#([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(hash)
  return match ? { zoom: Number(match[1]), centre: { lat: Number(match[2]), lon: Number(match[3]) } } : null
}

/** Everything that was found, within the frame; the bulk of it, where a few lie far away. */
function frameAll({ map }: TownMap, { features }: Dots): void {
  if (features.length === 0) return
  const sorted = (i: 0 | 1) => features.map((f) => f.geometry.coordinates[i]!).sort((a, b) => a - b)
  const [xs, ys] = [sorted(0), sorted(1)]
  const cut = Math.floor(features.length * 0.02)
  const at = (list: number[], from: number) => list.at(from)!
  map.fitBounds(
    [
      [at(xs, cut), at(ys, cut)],
      [at(xs, -1 - cut), at(ys, -1 - cut)],
    ],
    { padding: 48, maxZoom: 16, animate: false },
  )
}

function cardOf(element: HTMLElement): { open(number: string): Promise<void> } {
  const box = element.querySelector<HTMLElement>('[data-map-card]')!
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'sd-map__close'
  close.textContent = element.dataset.close ?? '×'
  const hide = (): void => {
    box.hidden = true
    element.querySelector<HTMLElement>('canvas')?.focus()
  }
  close.addEventListener('click', hide)
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !box.hidden) hide()
  })
  return {
    async open(number) {
      const answer = await fetch((element.dataset.card ?? '').replace('NUMMER', encodeURIComponent(number)))
      if (!answer.ok) {
        box.textContent = element.dataset.failed ?? ''
        box.append(close)
        box.hidden = false
        return
      }
      // Our own page's markup, escaped by the server.
      box.innerHTML = await answer.text()
      box.append(close)
      box.hidden = false
      box.querySelector<HTMLAnchorElement>('a')?.focus({ preventScroll: true })
    },
  }
}
