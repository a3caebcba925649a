import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  caseToCorrect,
  DAYS_AFTER_END,
  findPrivate,
  photoToMark,
  redactCasePhoto,
  redactWords,
  showCasePhoto,
  visibleCase,
  wordsToMark,
} from '#modules/cases/index.ts'
import { photoMarks } from '#modules/files/index.ts'
import { catalogue, correctReport, dangersIn, reportOf } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { readBoxes } from '#ui/redaction/box-choice.tsx'
import { urlWith } from '#ui/url.ts'
import { ChangePage, type ChangeValues } from './change-page.tsx'
import type { Owner } from './owner.ts'
import { PhotoPage } from './photo-page.tsx'
import { WordsPage } from './words-page.tsx'

const limits = new RateLimit()
/** Blacking out decodes a photo anew. */
const CHANGES_A_MINUTE = 20

const idOf = (c: Req, name: string): string => {
  const id = c.req.param(name) ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}

const texts = (body: Record<string, unknown>, name: string): string[] =>
  [body[name]].flat().filter((one): one is string => typeof one === 'string')

const done = (c: Req, owner: Owner, what: string): Response =>
  c.redirect(urlWith(owner.links.back, { hinweis: what }), 303)

/** A person's mistake, or that it has changed meanwhile, in a sentence; all else goes on its way. */
const sentence = (ctx: Ctx, error: unknown): string => {
  if (error instanceof Invalid || error instanceof Conflict) return ctx.t(`error.${error.code}`, error.params)
  throw error
}

export async function showWords(c: Req, owner: Owner, error?: unknown, chosen?: number[]): Promise<Response> {
  const id = idOf(c, 'message')
  return inTx(c.get('platform'), owner.who, async (ctx) =>
    page(
      c,
      <WordsPage
        view={await viewOf(c, ctx, 'portal')}
        owner={owner}
        message={await wordsToMark(ctx, owner.id, id)}
        {...(chosen ? { chosen } : {})}
        error={error === undefined ? undefined : sentence(ctx, error)}
      />,
      error === undefined ? 200 : 422,
    ),
  )
}

export async function takeWords(c: Req, owner: Owner): Promise<Response> {
  limit(c, limits, 'own-words', CHANGES_A_MINUTE)
  const id = idOf(c, 'message')
  const body = await c.req.parseBody({ all: true })
  const parts = texts(body, 'teil')
    .filter((i) => /^\d{1,5}$/.test(i))
    .map(Number)
  const stamp = texts(body, 'stand')[0] ?? ''
  const all = texts(body, 'aktion')[0] === 'gefunden'
  const forget = texts(body, 'vergessen').includes('ja')
  try {
    await inTx(c.get('platform'), owner.who, async (ctx) => {
      const ranges = all ? findPrivate((await wordsToMark(ctx, owner.id, id)).body) : []
      await redactWords(ctx, owner.id, id, { ...(all ? { ranges } : { parts }), stamp, forget })
    })
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    // What was marked in another text says nothing about this one.
    return showWords(c, owner, error, error instanceof Conflict ? [] : parts)
  }
  return done(c, owner, 'geschwaerzt')
}

export async function showPicture(c: Req, owner: Owner, error?: unknown): Promise<Response> {
  const id = idOf(c, 'id')
  return inTx(c.get('platform'), owner.who, async (ctx) => {
    const view = await viewOf(c, ctx, 'portal')
    const photo = await photoToMark(ctx, await visibleCase(ctx, owner.id), id)
    const marks = (await photoMarks(ctx, [photo])).of(photo.id)
    return page(
      c,
      <PhotoPage
        view={view}
        trail={owner.trail}
        photo={photo}
        marks={marks}
        src={owner.links.photo(photo.id, 'gross')}
        action={owner.links.picture(photo.id)}
        back={owner.links.back}
        forgetDays={DAYS_AFTER_END}
        error={error === undefined ? undefined : sentence(ctx, error)}
      >
        {photo.visibility === 'public' && (
          <Section title={ctx.t('own.photo.withdrawTitle')}>
            <p>{ctx.t('own.photo.withdrawText')}</p>
            <Form action={owner.links.picture(photo.id)} class="sd-plainform">
              <Button kind="secondary" name="aktion" value="zurueckziehen">
                {ctx.t('own.photo.withdraw')}
              </Button>
            </Form>
          </Section>
        )}
      </PhotoPage>,
      error === undefined ? 200 : 422,
    )
  })
}

export async function takePicture(c: Req, owner: Owner): Promise<Response> {
  limit(c, limits, 'own-photos', CHANGES_A_MINUTE)
  const id = idOf(c, 'id')
  const body = await c.req.parseBody({ all: true })
  const { platform } = c.var
  if (texts(body, 'aktion')[0] === 'zurueckziehen') {
    await inTx(platform, owner.who, (ctx) => showCasePhoto(ctx, owner.id, id, false))
    return done(c, owner, 'zurueckgezogen')
  }
  const seen = await inTx(platform, owner.who, async (ctx) => {
    const photo = await photoToMark(ctx, await visibleCase(ctx, owner.id), id)
    return (await photoMarks(ctx, [photo])).of(photo.id).seen
  })
  const found = texts(body, 'gefunden').flatMap((i) => seen[Number(i)] ?? [])
  const add = [...found, ...readBoxes(texts(body, 'feld'), texts(body, 'rechtecke')[0] ?? '')]
  try {
    await redactCasePhoto(platform, owner.who, owner.id, id, {
      add,
      forget: texts(body, 'vergessen').includes('ja'),
    })
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    return showPicture(c, owner, error)
  }
  return done(c, owner, 'geschwaerzt')
}

interface Again {
  values: ChangeValues
  field: 'kategorie' | 'text'
  error?: unknown
  warn?: boolean
}

export async function showChange(c: Req, owner: Owner, again?: Again): Promise<Response> {
  return inTx(c.get('platform'), owner.who, async (ctx) => {
    await caseToCorrect(ctx, owner.id)
    const view = await viewOf(c, ctx, 'portal')
    const message = again?.error === undefined ? null : sentence(ctx, again.error)
    return page(
      c,
      <ChangePage
        view={view}
        owner={owner}
        report={await reportOf(ctx, owner.id)}
        catalogue={await catalogue(ctx)}
        {...(again ? { values: again.values } : {})}
        errors={again && message ? [{ field: again.field, message }] : []}
        dangers={again?.warn ? await dangersIn(ctx, again.values.text) : []}
      />,
      again ? 422 : 200,
    )
  })
}

export async function takeChange(c: Req, owner: Owner): Promise<Response> {
  limit(c, limits, 'own-change', CHANGES_A_MINUTE)
  const body = await c.req.parseBody({ all: true })
  const one = (name: string): string => texts(body, name)[0] ?? ''
  const values = { kategorie: one('kategorie'), text: one('text').replaceAll('\r\n', '\n') }
  const version = /^\d{1,9}$/.test(one('version')) ? Number(one('version')) : 0
  const to = { category: values.kategorie, text: values.text, stamp: one('stand'), version }
  try {
    const told = await inTx(c.get('platform'), owner.who, async (ctx) => {
      const before = await reportOf(ctx, owner.id)
      const known = new Set((await dangersIn(ctx, before.text)).map((danger) => danger.number))
      const dangers = (await dangersIn(ctx, values.text)).filter((danger) => !known.has(danger.number))
      // A danger comes up before anything else; whoever has read it may go on.
      if (dangers.length > 0 && one('gewarnt') !== 'ja') return false
      await correctReport(ctx, owner.id, to)
      return true
    })
    if (!told) return showChange(c, owner, { values, field: 'text', warn: true })
  } catch (error) {
    if (error instanceof Conflict && error.code === 'case.begun') throw error
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const field = error.code.startsWith('report.') ? 'kategorie' : 'text'
    return showChange(c, owner, { values, field, error })
  }
  return done(c, owner, 'geaendert')
}
