import { addSquares, listenToSquares, type Squares, setSquares } from './lib/heat-layer.ts'
import { positionOf, readPosition, windowAddress } from './lib/map-window.ts'
import { createTownMap } from './lib/town-map.ts'

/** The map as density or change: replaces the server's picture, asks for squares as it moves, leads to their reports. */
for (const element of document.querySelectorAll<HTMLElement>('[data-island="heat"]')) void start(element)

async function start(element: HTMLElement): Promise<void> {
  const slot = element.querySelector<HTMLElement>('[data-map-slot]')
  const { squares: address, list, box } = element.dataset
  if (!slot || !address || !list) return
  const kept = readPosition(location.hash)
  try {
    const { map } = await createTownMap(slot, {
      centre: kept?.centre ?? { lat: Number(element.dataset.lat), lon: Number(element.dataset.lon) },
      zoom: kept?.zoom ?? Number(element.dataset.zoom),
      ...(element.dataset.label ? { label: element.dataset.label } : {}),
    })
    // All of the town, as in the server's picture: closer by, most squares hold too little to tell.
    if (!kept && box)
      map.fitBounds(box.split(',').map(Number) as [number, number, number, number], { animate: false })
    let drawn: Squares = { type: 'FeatureCollection', features: [] }
    let shown = ''
    const draw = (): void => {
      addSquares(map, drawn)
      setSquares(map, drawn)
    }
    const refresh = async (): Promise<void> => {
      const asked = windowAddress(map, address)
      if (asked === shown) return
      shown = asked
      try {
        const answer = await fetch(asked, { headers: { Accept: 'application/json' } })
        if (!answer.ok) throw new Error(String(answer.status))
        const squares = (await answer.json()) as Squares
        if (shown !== asked) return
        drawn = squares
        draw()
      } catch {
        // What was drawn stays; the next move asks again.
        if (shown === asked) shown = ''
      }
      element.dataset.drawn = shown
    }
    if (map.isStyleLoaded()) draw()
    map.on('style.load', draw)
    map.on('moveend', () => {
      history.replaceState(null, '', positionOf(map, null))
      void refresh()
    })
    listenToSquares(map, (box) => {
      const to = new URL(list, location.href)
      to.searchParams.set('bereich', box)
      location.assign(to)
    })
    await refresh()
    element.dataset.ready = ''
  } catch (error) {
    // The server's picture stays, and the table beside it says the same.
    console.warn('heat', error)
  }
}
