import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { refusedWords } from '#http/photos.ts'
import { mayDo, visibleCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { idFrom, isUuid, newId } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { readDeeds } from '../islands/lib/field/deeds.ts'
import type { DeedData } from '../islands/lib/field/model.ts'
import { paths } from '../paths.ts'
import { doAction, PhotoRefused } from './doing.ts'
import { stopPage } from './page-routes.tsx'

const nouns = ['ankunft', 'foto-vorher', 'foto-danach', 'zeit', 'material', 'notiz', 'abschluss']

/** The forms of a stop, for whoever has no scripts. With them the island sends the same as actions. */
export const deedRoutes = new Hono<Env>().post(paths.fieldDeed(':number', ':noun'), async (c) => {
  const noun = nouns.find((known) => known === c.req.param('noun'))
  if (!noun) throw new NotFound()
  const number = c.req.param('number')!
  const body = await c.req.parseBody({ all: true })
  const field = (name: string): string => {
    const value = [body[name] ?? ''].flat()[0]
    return typeof value === 'string' ? value.slice(0, 20_000) : ''
  }
  const values = Object.fromEntries(
    ['minuten', 'material', 'menge', 'text', 'ergebnis'].map((n) => [n, field(n)]),
  )
  const again = (status: 409 | 422, sentence: (ctx: Ctx) => string) =>
    c.get('tx')((ctx) =>
      stopPage(c, ctx, number, { fault: { noun, message: sentence(ctx), values }, status }),
    )

  const it = await c.get('tx')(async (ctx) => {
    const found = await visibleCase(ctx, number)
    return { id: found.id, version: found.version, start: mayDo(ctx, 'start', found) }
  })
  const photos = [body.foto ?? []]
    .flat()
    .filter((file): file is File => file instanceof File && file.size > 0)
  const read = readDeeds(noun, field, it)
  if (read.fault !== undefined) return again(422, (ctx) => ctx.t(`field.fault.${read.fault}`))
  if (read.deeds[0]?.kind === 'photo' && photos.length === 0)
    return again(422, (ctx) => ctx.t('field.fault.photo'))
  const sent = isUuid(field('id')) ? field('id') : newId()
  const seen = /^\d{1,9}$/.test(field('stand')) ? Number(field('stand')) : it.version
  try {
    await doAll(c, { sent, seen, id: it.id }, read.deeds, photos)
  } catch (error) {
    if (error instanceof PhotoRefused) return again(422, (ctx) => refusedWords(ctx.t, error.refused))
    if (error instanceof Invalid) return again(422, (ctx) => ctx.t(`error.${error.code}`, error.params))
    if (error instanceof Conflict)
      return again(409, (ctx) =>
        error.code === 'case.version'
          ? ctx.t('field.conflict.online')
          : ctx.t(`error.${error.code}`, error.params),
      )
    throw error
  }
  return c.redirect(urlWith(paths.fieldStop(number), { getan: noun }), 303)
})

/** A form may mean several things; each gets an id that follows from the form's, so that a double click does nothing twice. */
async function doAll(
  c: Req,
  form: { sent: string; seen: number; id: string },
  deeds: readonly DeedData[],
  photos: readonly File[],
): Promise<void> {
  const at = c.get('platform').clock.now().toISOString()
  const all = deeds.flatMap((deed): { deed: DeedData; photo: File | null }[] =>
    deed.kind === 'photo' ? photos.map((photo) => ({ deed, photo })) : [{ deed, photo: null }],
  )
  let base = form.seen
  for (const [i, { deed, photo }] of all.entries()) {
    const id = i === 0 ? form.sent : idFrom('field', form.sent, String(i))
    const { answer } = await doAction(c, { id, case: form.id, base, at, deed }, photo)
    if (answer.from === base) base = answer.version
  }
}
