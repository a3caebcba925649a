import exifr from 'exifr'

export type Place = { lat: number; lon: number }

/** The camera's clock, as `2026-05-01T14:03:00`, with its offset (`+02:00`) when the camera wrote one down. */
export type Taken = { local: string; offset: string | null }

/** `accuracy` is how many metres the place may be wrong by the camera's own word. */
export type Facts = { taken: Taken | null; place: Place | null; accuracy: number | null }

const wanted = { tiff: true, ifd0: {}, exif: true, gps: true, translateValues: false, reviveValues: false }

/**
 * Reads when and where a photo was taken. `block` is a TIFF structure, with or without the `Exif\0\0` that JPEG and
 * HEIC put before it. Broken metadata is as good as none: it never costs anyone their photo.
 */
export async function readExif(block: Buffer | undefined): Promise<Facts> {
  if (!block) return { taken: null, place: null, accuracy: null }
  const bare = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  const tags: unknown = await exifr.parse(bare, wanted).catch(() => null)
  return typeof tags === 'object' && tags !== null
    ? factsOf(tags as Record<string, unknown>)
    : { taken: null, place: null, accuracy: null }
}

export function factsOf(tags: Record<string, unknown>): Facts {
  return {
    taken: takenOf(
      tags.DateTimeOriginal ?? tags.DateTimeDigitized ?? tags.CreateDate,
      tags.OffsetTimeOriginal ?? tags.OffsetTime,
    ),
    place: placeOf(tags.latitude, tags.longitude),
    accuracy: accuracyOf(tags.GPSHPositioningError),
  }
}

function takenOf(written: unknown, offset: unknown): Taken | null {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(String(written ?? ''))
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  try {
    const local = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`)
    if (local.year < 1990) return null // a camera whose clock was never set
    const zone = /^[+-](0\d|1[0-4]):[0-5]\d/.exec(String(offset ?? ''))?.[0] ?? null
    return { local: local.toString({ smallestUnit: 'second' }), offset: zone }
  } catch {
    return null
  }
}

function placeOf(lat: unknown, lon: unknown): Place | null {
  if (typeof lat !== 'number' || typeof lon !== 'number') return null
  // NaN fails every comparison. 0/0 is what cameras write while they have no fix, not a place in the Atlantic.
  const onEarth = Math.abs(lat) <= 90 && Math.abs(lon) <= 180
  const atNullIsland = Math.abs(lat) < 1e-4 && Math.abs(lon) < 1e-4
  return onEarth && !atNullIsland ? { lat, lon } : null
}

/** Whole metres; cameras without a word on it, or with a senseless one, are taken to know. */
const accuracyOf = (metres: unknown): number | null =>
  typeof metres === 'number' && metres > 0 && metres < 100_000 ? Math.ceil(metres) : null
