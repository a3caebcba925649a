import type { PageView } from '#http/view.ts'
import type { FileInfo } from '#modules/files/index.ts'
import {
  areaAt,
  districts,
  metres,
  nearestAddress,
  ownerAt,
  type Place,
  townBox,
} from '#modules/geo/index.ts'
import { type PlacedBy, type Roughly, roughlyOf } from '#modules/reports/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { FormAnswers } from './journey.ts'

/** Addresses offered for what is typed. */
export const MOST_HITS = 8

/** A place that is neither in the town nor near it is a slip of the finger or a holiday photo. */
const FAR_METRES = 60_000

/** Near enough to be "at" a house, for a phone's position. */
const AT_METRES = 30

export interface Where {
  /** "Hauptstraße 12, 63450 Teststadt", "bei …", a street, or the figures. */
  words: string
  inside: boolean
}

/** A place in words, as exactly as the town knows it. */
export async function whereIs(ctx: Ctx, place: Place, address?: string | null): Promise<Where> {
  const [{ inside }, near] = await Promise.all([
    areaAt(ctx, place),
    address ? null : nearestAddress(ctx, place),
  ])
  if (address) return { words: address, inside }
  if (near) {
    const words = near.metres <= AT_METRES ? near.label : ctx.t('report.place.near', { address: near.label })
    return { words, inside }
  }
  const { street } = await ownerAt(ctx, place)
  return { words: street ? `${street} (${figures(place)})` : figures(place), inside }
}

/** Addresses name their district as their source does, by name or by code; people know the name. */
export async function districtNames(ctx: Ctx): Promise<(written: string | null) => string> {
  const byCode = new Map((await districts(ctx)).map((district) => [district.code, district.name]))
  return (written) => byCode.get(written ?? '') ?? written ?? ''
}

export const figures = ({ lat, lon }: Place): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`

/** The middle of the town's map: as set, else of what is drawn. */
export async function townCentre(ctx: Ctx): Promise<Place> {
  const box = await townBox(ctx)
  return box?.centre ?? (await settings(ctx)).map.centre
}

export async function isFar(ctx: Ctx, place: Place): Promise<boolean> {
  if ((await areaAt(ctx, place)).inside) return false
  return metres(place, await townCentre(ctx)) > FAR_METRES
}

/** "50.1264, 8.9283", with points or commas, or with the signs that maps put there; null for anything else. */
export function placeFrom(text: string): Place | null {
  const found = text.replace(/(\d),(\d)/g, '$1.$2').match(/-?\d{1,3}(?:\.\d{1,15})?/g)
  if (found?.length !== 2) return null
  const [lat, lon] = found.map(Number) as [number, number]
  return validPlace(lat, lon)
}

/** On Earth, and where maps of the web can draw. */
export const validPlace = (lat: number, lon: number): Place | null =>
  Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 85 && Math.abs(lon) <= 180
    ? { lat, lon }
    : null

export interface Candidate {
  place: Place
  by: PlacedBy
  address: string | null
  /** The photo that proposes it. */
  photo: FileInfo | null
  /** Within how many metres, where that is not exact. */
  roughly: Roughly | null
}

/** What the place page proposes: the place given before, else where a photo was taken, if that is in the town. */
export async function candidateOf(
  ctx: Ctx,
  answers: FormAnswers,
  photos: readonly FileInfo[],
): Promise<Candidate | null> {
  if (answers.place) {
    return {
      place: answers.place,
      by: answers.placedBy ?? 'map',
      address: answers.address ?? null,
      photo: null,
      roughly: answers.roughly ?? null,
    }
  }
  for (const photo of photos) {
    if (photo.place && (await areaAt(ctx, photo.place)).inside)
      return { place: photo.place, by: 'photo', address: null, photo, roughly: roughlyOf(photo.accuracy) }
  }
  return null
}

/** Was a photo taken elsewhere, so that its place helps nobody? */
export async function hasForeignPhoto(ctx: Ctx, photos: readonly FileInfo[]): Promise<boolean> {
  for (const { place } of photos) if (place && !(await areaAt(ctx, place)).inside) return true
  return false
}

/** "Freitag, 1. Mai 2026, 14:03": the camera's own clock, which has no zone to be moved by. */
export function takenWords(view: PageView, photo: FileInfo): string | null {
  if (!photo.takenLocal) return null
  const taken = Temporal.PlainDateTime.from(photo.takenLocal)
  return `${view.format.formatDate(taken.toPlainDate())}, ${taken.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
