import { kernButton } from './button.ts'
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
  const ask = (): void => {
    chosen.textContent = words.deviceBusy ?? ''
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        onPlace({ lat: Number(coords.latitude.toFixed(6)), lon: Number(coords.longitude.toFixed(6)) }),
      () => {
        chosen.textContent = words.deviceDenied ?? ''
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    )
  }
  bar.append(kernButton(words.device ?? '', 'secondary', ask))
  return bar
}
