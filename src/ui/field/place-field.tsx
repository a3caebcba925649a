import type { ComponentChildren } from 'preact'
import { FieldGroup, type FieldProps, fieldId } from '#ui/field/field.tsx'

interface Props extends FieldProps {
  lat?: number | string | null
  lon?: number | string | null
  /** Names of the hidden inputs; the island keeps them up to date. */
  latName?: string
  lonName?: string
  /** Settings for the island, as data attributes: centre, zoom, tile source. */
  map?: Record<`data-${string}`, string | number>
  /** In words what is chosen, e.g. the nearest address. */
  chosen?: string
  /** The server's picture of the place (SVG), shown until the island takes over, and without JavaScript for good. */
  picture?: ComponentChildren
  /** Other ways to say the place, such as an AddressField: shown above the map. */
  children?: ComponentChildren
}

/** A place: other ways first, then a map. Without JavaScript the picture only shows what was chosen. */
export function PlaceField({
  lat,
  lon,
  latName = 'lat',
  lonName = 'lon',
  map,
  chosen,
  picture,
  ...rest
}: Props) {
  const { children, ...p } = rest
  return (
    <FieldGroup p={p}>
      {children}
      <div
        class="sd-place"
        data-island="place-map"
        data-lat-name={latName}
        data-lon-name={lonName}
        data-label={p.t('ui.place.map')}
        {...map}
      >
        <div class="sd-place__picture" data-map-slot>
          {picture}
        </div>
        <input type="hidden" name={latName} value={lat ?? ''} />
        <input type="hidden" name={lonName} value={lon ?? ''} />
        <p class="sd-place__chosen" id={`${fieldId(p)}-chosen`} role="status" data-place-chosen>
          {chosen ?? p.t('ui.place.none')}
        </p>
      </div>
    </FieldGroup>
  )
}
