import { deviceButton } from './lib/device-button.ts'
import { followObjects } from './lib/objects.ts'
import { objectOffer } from './lib/place-objects.ts'
import { createTownMap, type LatLon, type TownMap } from './lib/town-map.ts'

/** The place page: a tap on the map, an address while typing or the device's position fill the form's own fields. */
interface Hit extends LatLon {
  value: string
  label: string
  detail: string | null
}

interface Near {
  words: string
  far: boolean
  note: string | null
}

for (const element of document.querySelectorAll<HTMLElement>('[data-island="place-map"]')) start(element)

function start(element: HTMLElement): void {
  const form = element.closest('form')
  const slot = element.querySelector<HTMLElement>('[data-map-slot]')
  const chosen = element.querySelector<HTMLElement>('[data-place-chosen]')
  if (!form || !slot || !chosen) return
  const words = element.dataset
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | null
  const typed = field('adresse')
  const hits = form.querySelector<HTMLElement>('[data-address-hits]')
  let map: TownMap | null = null
  let latest = 0

  const current = (): LatLon | null => {
    const [lat, lon] = [field('lat')?.value, field('lon')?.value]
    return lat && lon ? { lat: Number(lat), lon: Number(lon) } : null
  }

  const show = (place: LatLon, by: string, move: boolean): void => {
    const set = (name: string, value: string): void => {
      const input = field(name)
      if (input) input.value = value
    }
    set('lat', String(place.lat))
    set('lon', String(place.lon))
    set('von', by)
    set('gesehen', `${place.lat},${place.lon}`)
    map?.setMarker(place)
    // What the photo proposed is no longer the question.
    document.querySelector('[data-proposal]')?.remove()
    if (move) map?.moveTo(place, Math.max(map.map.getZoom(), 16.5))
  }

  /** Says where a place is; answers null when it is too far away to be meant. */
  const tell = async (place: LatLon): Promise<Near | null> => {
    const asked = ++latest
    try {
      const answer = await fetch(`${words.near}?lat=${place.lat}&lon=${place.lon}`)
      if (!answer.ok || asked !== latest) return null
      const near = (await answer.json()) as Near
      chosen.textContent = near.note ? `${near.words}. ${near.note}` : near.words
      return near
    } catch {
      // Offline for a moment: the place counts all the same, the next page says it in words.
      if (asked === latest) chosen.textContent = `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`
      return null
    }
  }

  const offerObjects = objectOffer(form, words)
  const pickObject = async (id: string, label: string, at: LatLon): Promise<void> => {
    latest++
    if (typed) typed.value = ''
    hits?.replaceChildren()
    show(at, 'object', false)
    chosen.textContent = words.objectChosen?.replace('%label%', label) ?? label
    await offerObjects(at, id)
  }

  const pick = ({ lat, lon }: LatLon): void => {
    const place = { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) }
    if (typed) typed.value = ''
    hits?.replaceChildren()
    show(place, 'map', false)
    void tell(place)
    void offerObjects(place)
  }

  if (typed && hits)
    suggest(typed, hits, words, (hit) => {
      latest++
      show(hit, 'address', true)
      chosen.textContent = hit.label
      void offerObjects(hit)
    })
  typed?.addEventListener('input', () => {
    const by = field('von')
    if (by) by.value = ''
  })

  const device = deviceButton(words, chosen, async (place) => {
    const near = await tell(place)
    if (near?.far) {
      chosen.textContent = words.deviceFar ?? ''
      return
    }
    if (typed) typed.value = ''
    hits?.replaceChildren()
    show(place, 'device', true)
    void offerObjects(place)
  })
  slot.before(device)

  const [lat, lon] = (words.centre ?? '').split(',').map(Number)
  const place = current()
  createTownMap(slot, {
    centre: place ?? { lat: lat!, lon: lon! },
    zoom: place ? 16.5 : Number(words.zoom ?? 13),
    marker: place,
    onPick: pick,
    onObject: ({ id, label }, at) => void pickObject(id, label, at),
    cooperative: matchMedia('(pointer: coarse)').matches,
    ...(words.label ? { label: words.label } : {}),
  }).then(
    (made) => {
      map = made
      const objects = followObjects(
        made.map,
        () => words.objects,
        (found) => made.setObjects(found),
      )
      void objects()
      const hint = document.createElement('p')
      hint.textContent = words.hint ?? ''
      device.append(hint)
      element.dataset.ready = ''
    },
    // No WebGL or no data: address, list and position still do all of it.
    (error: unknown) => {
      console.warn('map', error)
      element.dataset.ready = 'none'
    },
  )
}

/** Addresses while typing, as the same radios that the server would draw. */
function suggest(
  typed: HTMLInputElement,
  hits: HTMLElement,
  words: DOMStringMap,
  onPick: (hit: Hit) => void,
): void {
  let timer = 0
  let asked: AbortController | undefined
  const status = document.createElement('p')
  status.className = 'kern-sr-only'
  status.role = 'status'
  hits.before(status)
  const say = (text: string): void => {
    status.textContent = text
  }
  typed.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(async () => {
      asked?.abort()
      asked = new AbortController()
      if (typed.value.trim().length < 3) {
        hits.replaceChildren()
        return
      }
      try {
        const answer = await fetch(`${words.suggest}?q=${encodeURIComponent(typed.value)}`, {
          signal: asked.signal,
        })
        if (answer.ok) draw((await answer.json()) as Hit[])
      } catch {
        // Aborted by the next letter, or offline: the button beside the field searches too.
      }
    }, 250)
  })

  function draw(found: Hit[]): void {
    if (found.length === 0) {
      const none = document.createElement('p')
      none.className = 'sd-address__none'
      none.role = 'status'
      none.textContent = words.none ?? ''
      hits.replaceChildren(none)
      return
    }
    const group = document.createElement('fieldset')
    group.className = 'kern-fieldset sd-fieldset sd-address__hits'
    const legend = document.createElement('legend')
    legend.className = 'kern-label'
    legend.textContent = `${words.hits} (${found.length})`
    say(legend.textContent)
    const list = document.createElement('div')
    list.className = 'kern-fieldset__body sd-choices sd-choices--list'
    list.append(...found.map(choice))
    group.append(legend, list)
    hits.replaceChildren(group)
  }

  function choice(hit: Hit, i: number): HTMLElement {
    const row = document.createElement('div')
    row.className = 'kern-form-check sd-choice'
    const radio = document.createElement('input')
    radio.className = 'kern-form-check__radio'
    radio.type = 'radio'
    radio.name = 'adresseId'
    radio.value = hit.value
    radio.id = `adresse-hit-${i + 1}`
    radio.addEventListener('change', () => onPick(hit))
    const label = document.createElement('label')
    label.className = 'kern-label'
    label.htmlFor = radio.id
    const text = document.createElement('span')
    text.textContent = hit.label
    if (hit.detail) {
      const detail = document.createElement('span')
      detail.className = 'sd-optional'
      detail.textContent = ` ${hit.detail}`
      text.append(detail)
    }
    label.append(text)
    row.append(radio, label)
    return row
  }
}
