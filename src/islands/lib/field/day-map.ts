import type { LocalStop } from './local.ts'
import type { Given } from './model.ts'

/** The day's stops on the town's own map, numbered in their order. Rejects where no map can be drawn. */
export async function showDayMap(
  element: HTMLElement,
  given: Given,
  stops: readonly LocalStop[],
  open: (number: string) => void,
): Promise<void> {
  const [{ createTownMap }, { Marker, LngLatBounds }] = await Promise.all([
    import('../town-map.ts'),
    import('maplibre-gl'),
  ])
  const placed = stops.filter((stop) => stop.place && !stop.done)
  const { map } = await createTownMap(element, {
    centre: placed[0]?.place ?? given.centre,
    zoom: 13,
    data: given.urls.town,
  })
  const bounds = new LngLatBounds()
  for (const [i, stop] of placed.entries()) {
    const { lat, lon } = stop.place!
    const pin = document.createElement('button')
    pin.type = 'button'
    pin.className = 'fd-pin'
    pin.textContent = String(i + 1)
    pin.setAttribute('aria-label', `${i + 1}: ${stop.title}`)
    pin.addEventListener('click', () => open(stop.number))
    new Marker({ element: pin }).setLngLat([lon, lat]).addTo(map)
    bounds.extend([lon, lat])
  }
  if (placed.length > 1) map.fitBounds(bounds, { padding: 48, animate: false, maxZoom: 16 })
}
