import type { LatLon } from './town-map.ts'

/** Asks the device only when the person asks for it. */
export function deviceButton(
  words: DOMStringMap,
  chosen: HTMLElement,
  onPlace: (place: LatLon) => void,
): HTMLElement {
  const bar = document.createElement('div')
  bar.className = 'sd-report-tools'
  if (!('geolocation' in navigator)) return bar
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'kern-btn kern-btn--secondary'
  const label = document.createElement('span')
  label.className = 'kern-label'
  label.textContent = words.device ?? ''
  button.append(label)
  button.addEventListener('click', () => {
    chosen.textContent = words.deviceBusy ?? ''
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        onPlace({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)) }),
      () => {
        chosen.textContent = words.deviceDenied ?? ''
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    )
  })
  bar.append(button)
  return bar
}
