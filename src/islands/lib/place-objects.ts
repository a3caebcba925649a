import type { LatLon } from './town-map.ts'

/**
 * What stands near a place, as the same radios that the server would draw; `chosen` is the id of the one that was
 * tapped on the map.
 */
export function objectOffer(form: HTMLFormElement, words: DOMStringMap) {
  const beside = form.querySelector<HTMLElement>('[data-place-objects]')
  let latest = 0
  return async (place: LatLon, chosen = ''): Promise<void> => {
    if (!beside || !words.objectsNear) return
    const asked = ++latest
    try {
      const answer = await fetch(`${words.objectsNear}?lat=${place.lat}&lon=${place.lon}`)
      const html = answer.ok ? await answer.text() : ''
      if (asked !== latest) return
      // Our own page's markup, escaped by the server.
      beside.innerHTML = html
    } catch {
      beside.replaceChildren()
    }
    for (const radio of beside.querySelectorAll<HTMLInputElement>('input[name="objekt"]'))
      radio.checked = radio.value === chosen
    const details = beside.querySelector('details')
    if (details && chosen) details.open = true
  }
}
