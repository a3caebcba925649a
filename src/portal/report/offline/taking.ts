import { HTTPException } from 'hono/http-exception'
import type { Req } from '#http/env.ts'
import type { Refused } from '#http/photos.ts'
import { photosOf } from '#modules/files/index.ts'
import { clean } from '#modules/forms/index.ts'
import { searchAddresses } from '#modules/geo/index.ts'
import {
  beginDraft,
  catalogue,
  continueDraft,
  type Danger,
  type Draft,
  draftByToken,
} from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { fold } from '#platform/fold.ts'
import { dangerKey, type FormAnswers, type Given, journeyOf } from '../journey.ts'
import { askedQuestions, contactFields, LONGEST_TEXT, readFields } from '../questions.ts'
import { sendIfComplete } from '../sending.ts'
import { keepDraftPhotos } from '../uploads.ts'
import { isFar, MOST_HITS, validPlace } from '../where.ts'

/** What became of a report that was written without network. */
export interface Taken {
  draft: Draft
  /** It is a case now; otherwise something is still to be said. */
  sent: boolean
  refused: Refused[]
  /** What it speaks of that cannot wait for us. */
  dangers: readonly Danger[]
}

/** 128 bits that the browser has drawn; it is the draft's token, so the same report sent twice is one. */
export const isKey = (key: string): boolean => /^[\w-]{22}$/.test(key)

/**
 * Takes a report that was written on one page, perhaps long ago and without network. What is complete is sent by
 * itself; anything else waits as a draft for the person to go on with. May be called again with the same key.
 */
export async function takeOffline(c: Req, key: string, given: Given): Promise<Taken> {
  const tx = c.get('tx')
  const draft = await tx(async (ctx) => {
    const known = await draftByToken(ctx, key, 'for update')
    return known ?? (await beginDraft(ctx, await answersOf(ctx, given), key)).draft
  }).catch((error: unknown) => {
    // It is a draft already, of an account that is not signed in here any more: that is where it goes on.
    if ((error as { constraint?: string }).constraint === 'draft_token') throw new HTTPException(409)
    throw error
  })
  if (draft.submitted) return { draft, sent: true, refused: [], dangers: [] }
  // Photos that came through before the line broke are there already.
  const before = await tx((ctx) => photosOf(ctx, [draft.id]))
  const refused =
    before.length > 0 ? [] : await keepDraftPhotos(c, draft.id, given.files('fotos').slice(0, 6))
  return tx(async (ctx) => {
    const open = (await draftByToken(ctx, key, 'for update'))!
    if (open.submitted) return { draft: open, sent: true, refused, dangers: [] }
    const j = await journeyOf(c, ctx, open)
    const { dangers } = j
    // Nobody is there to be asked: it is said afterwards, and staff see what may be the same.
    const ready = await continueDraft(ctx, open, {
      photosDone: true,
      warned: [...(j.answers.warned ?? []), ...dangers.map(dangerKey)],
      otherThan: [...(j.answers.otherThan ?? []), ...j.same.map((one) => one.case.id)],
      reviewed: true,
    } satisfies FormAnswers)
    const sent = refused.length === 0 && (await sendIfComplete(c, await journeyOf(c, ctx, ready)))
    return { draft: ready, sent, refused, dangers }
  })
}

async function answersOf(ctx: Ctx, given: Given): Promise<FormAnswers> {
  const category = (await catalogue(ctx)).byCode.get(given.text('kategorie'))
  const text = clean(given.text('text')).slice(0, LONGEST_TEXT)
  const contact = readFields(ctx, contactFields, {
    name: given.text('name'),
    email: given.text('email'),
  })
  const { name, email } = (contact.ok ? contact.answers : {}) as { name?: string; email?: string }
  return {
    first: 'ort',
    ...(text && { text }),
    ...(await placeOf(ctx, given)),
    ...(category && {
      category: category.code,
      answers: {},
      // Questions that must be answered were not asked; those that may be are left.
      questionsDone: askedQuestions(category).every((field) => !field.required),
    }),
    // An address that is none would be lost silently: the person is asked again.
    ...(contact.ok && { contact: name || email ? { ...(name && { name }), ...(email && { email }) } : null }),
  }
}

/** The device's position, or an address of which there is only one; otherwise the place is asked for later. */
async function placeOf(ctx: Ctx, given: Given): Promise<FormAnswers> {
  const [lat, lon] = [given.text('lat'), given.text('lon')]
  const place = /\d/.test(lat) && /\d/.test(lon) ? validPlace(Number(lat), Number(lon)) : null
  if (place && !(await isFar(ctx, place)))
    return { place, placedBy: 'device', address: null, placeConfirmed: true }
  const typed = clean(given.text('adresse')).slice(0, 200)
  const hits = typed ? await searchAddresses(ctx, typed, MOST_HITS) : []
  // "Hauptstraße 12" is that house, though there are 12 a and 120 too.
  const house = (label: string): string => fold(label.split(',')[0] ?? '').trim()
  const exact = hits.filter((hit) => house(hit.label) === house(typed))
  const [only, ...others] = exact.length > 0 ? exact : hits
  return only && others.length === 0
    ? {
        place: { lat: only.lat, lon: only.lon },
        placedBy: 'address',
        address: only.label,
        placeConfirmed: true,
      }
    : {}
}
