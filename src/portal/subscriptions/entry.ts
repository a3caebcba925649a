import { metres } from '#modules/geo/index.ts'
import { radii } from '#modules/subscriptions/index.ts'
import type { ListFilter } from '#portal/reports/filter.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import type { PlaceWords } from './place.ts'

/** From the list or the map to a subscription of what is shown there: the place, and the categories. */
export function subscribeHref({ asked, near }: ListFilter): string {
  const kategorie = asked.kategorie
  const to = (words: PlaceWords): string => urlWith(paths.nearNew, { ...words, kategorie })
  if (near) return to({ art: 'umkreis', adresse: near.id })
  if (asked.ortsteil) return to({ art: 'ortsteil', ortsteil: asked.ortsteil })
  if (asked.bereich) {
    const { west, south, east, north } = asked.bereich
    const middle = { lat: (south + north) / 2, lon: (west + east) / 2 }
    const reach = metres(middle, { lat: middle.lat, lon: east })
    return to({
      art: 'umkreis',
      lat: middle.lat.toFixed(6),
      lon: middle.lon.toFixed(6),
      radius: String(radii.find((one) => one >= reach) ?? radii.at(-1)),
    })
  }
  return kategorie.length > 0 ? to({ art: 'stadt' }) : paths.near
}

/** "Neues in dieser Straße", from the page of a report; null where it has no address. */
export const streetHref = (address: string | null): string | null => {
  const street = /^(.*?)\s+\d+\s*[a-z]?(?:,|$)/i.exec(address ?? '')?.[1]
  return street ? urlWith(paths.nearNew, { art: 'strasse', strasse: street }) : null
}
