import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  earlierOf,
  photoToMark,
  type RedactionReason,
  recordCase,
  redactCasePhoto,
  redactionReasons,
  redactWords,
  restoreWords,
  showCasePhoto,
  visibleCase,
  wordsToMark,
} from '#modules/cases/index.ts'
import { photoMarks } from '#modules/files/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { readBoxes } from '#ui/redaction/box-choice.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { OriginalPage, StaffPhotoPage, StaffWordsPage } from './redaction-pages.tsx'

const texts = (body: Record<string, unknown>, name: string): string[] =>
  [body[name]].flat().filter((one): one is string => typeof one === 'string')

const idOf = (c: Req, name: string): string => {
  const id = c.req.param(name) ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}
const caseOf = (c: Req, ctx: Ctx) => visibleCase(ctx, c.req.param('number') ?? '')
const reasonOf = (body: Record<string, unknown>): RedactionReason | undefined =>
  redactionReasons.find((one) => one === texts(body, 'grund')[0])
const mended = (error: unknown): error is Invalid | Conflict =>
  error instanceof Invalid || error instanceof Conflict
const done = (c: Req, number: string, what: string): Response =>
  c.redirect(urlWith(paths.case(number), { getan: what }), 303)

async function showWords(c: Req, error?: Invalid | Conflict, chosen: number[] = []): Promise<Response> {
  const id = idOf(c, 'message')
  return c.get('tx')(async (ctx) => {
    const found = await caseOf(c, ctx)
    const message = await wordsToMark(ctx, found.id, id)
    recordCase(ctx, found, [])
    return page(
      c,
      <StaffWordsPage
        view={await viewOf(c, ctx, 'workspace')}
        case={found}
        message={message}
        chosen={chosen}
        error={error && ctx.t(`error.${error.code}`, error.params)}
        field={error?.code === 'case.reason_missing' ? 'grund' : 'teil'}
      />,
      error ? 422 : 200,
    )
  })
}

async function showPhoto(c: Req, error?: Invalid | Conflict): Promise<Response> {
  const id = idOf(c, 'id')
  return c.get('tx')(async (ctx) => {
    const found = await caseOf(c, ctx)
    const photo = await photoToMark(ctx, found, id)
    recordCase(ctx, found, [])
    return page(
      c,
      <StaffPhotoPage
        view={await viewOf(c, ctx, 'workspace')}
        case={found}
        photo={photo}
        marks={(await photoMarks(ctx, [photo])).of(photo.id)}
        error={error && ctx.t(`error.${error.code}`, error.params)}
        field={error?.code === 'case.reason_missing' ? 'grund' : 'schwaerzen'}
      />,
      error ? 422 : 200,
    )
  })
}

/** Where staff black out words and photos of a case, take that back, and (few of them, on record) read what it was. */
export const redactionRoutes = new Hono<Env>()
  .get(paths.caseWords(':number', ':message'), (c) => showWords(c))
  .post(paths.caseWords(':number', ':message'), async (c) => {
    const id = idOf(c, 'message')
    const body = await c.req.parseBody({ all: true })
    const parts = texts(body, 'teil')
      .filter((i) => /^\d{1,5}$/.test(i))
      .map(Number)
    const reason = reasonOf(body)
    const stamp = texts(body, 'stand')[0] ?? ''
    const undo = texts(body, 'aktion')[0] === 'zurueck'
    try {
      const number = await c.get('tx')(async (ctx) => {
        const found = await caseOf(c, ctx)
        if (undo) await restoreWords(ctx, found.id, id)
        else await redactWords(ctx, found.id, id, { parts, stamp, ...(reason ? { reason } : {}) })
        return found.number
      })
      return done(c, number, undo ? 'entschwaerzung' : 'schwaerzung')
    } catch (error) {
      if (!mended(error)) throw error
      return showWords(c, error, error instanceof Conflict ? [] : parts)
    }
  })
  .get(paths.caseOriginal(':number', ':message'), (c) =>
    c.get('tx')(async (ctx) => {
      const found = await caseOf(c, ctx)
      const earlier = await earlierOf(ctx, found, idOf(c, 'message'))
      if (earlier.length === 0) throw new NotFound()
      c.header('Cache-Control', 'no-store')
      return page(
        c,
        <OriginalPage
          view={await viewOf(c, ctx, 'workspace')}
          case={found}
          earlier={earlier}
          org={await organisation(ctx)}
        />,
      )
    }),
  )
  .get(paths.casePicture(':number', ':id'), (c) => showPhoto(c))
  .post(paths.casePicture(':number', ':id'), async (c) => {
    const id = idOf(c, 'id')
    const body = await c.req.parseBody({ all: true })
    const action = texts(body, 'aktion')[0] ?? ''
    const { found, seen } = await c.get('tx')(async (ctx) => {
      const one = await caseOf(c, ctx)
      const photo = await photoToMark(ctx, one, id)
      return { found: one, seen: (await photoMarks(ctx, [photo])).of(id).seen }
    })
    try {
      if (action === 'verbergen' || action === 'zeigen') {
        await c.get('tx')((ctx) => showCasePhoto(ctx, found.id, id, action === 'zeigen'))
        return done(c, found.number, action === 'zeigen' ? 'fotozeigen' : 'fotoverbergen')
      }
      const restore = action === 'zurueck'
      const add = [
        ...texts(body, 'gefunden').flatMap((i) => seen[Number(i)] ?? []),
        ...readBoxes(texts(body, 'feld'), texts(body, 'rechtecke')[0] ?? ''),
      ]
      const reason = reasonOf(body)
      await redactCasePhoto(c.get('platform'), c.get('who'), found.id, id, {
        ...(restore ? { restore } : { add }),
        ...(reason ? { reason } : {}),
      })
      return done(c, found.number, restore ? 'entschwaerzung' : 'schwaerzung')
    } catch (error) {
      if (!mended(error)) throw error
      return showPhoto(c, error)
    }
  })
