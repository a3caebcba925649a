import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  type Case,
  childrenOf,
  firstWordsOf,
  LONGEST_TEXT,
  mayDo,
  mergeCases,
  mergeOf,
  nobodyElse,
  openParts,
  recordCase,
  visibleCase,
  waitingFor,
} from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { metres, placePicture } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { objectOfReport } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { AskPage } from './ask-page.tsx'
import { ComparePage, type ComparePageProps, type Side } from './compare-page.tsx'

const pattern = paths.caseCompared(':number', ':other')

/** Both cases in the order of the address. Throws NotFound when this person may not see one of them. */
async function pair(c: Req, ctx: Ctx): Promise<[Case, Case]> {
  const one = await visibleCase(ctx, c.req.param('number') ?? '')
  const other = await visibleCase(ctx, c.req.param('other') ?? '')
  if (one.id === other.id) throw new NotFound()
  return [one, other]
}

async function sideOf(ctx: Ctx, it: Case): Promise<Side> {
  const [words, object, photos, waiting, org, children, picture] = await Promise.all([
    firstWordsOf(ctx, [it.id], LONGEST_TEXT),
    objectOfReport(ctx, it.id),
    photosOf(ctx, [it.id], openParts(ctx, 'f')),
    waitingFor(ctx, [it.id]),
    organisation(ctx),
    childrenOf(ctx, it),
    it.place ? placePicture(ctx, it.place, { width: 480, height: 300, what: it.title[ctx.lang] }) : null,
  ])
  const unit = org.units.get(it.unitId ?? '')
  return {
    case: it,
    text: words.get(it.id) ?? '',
    object,
    photos: photos.map((photo) => photo.id),
    waiting: waiting.get(it.id) ?? nobodyElse,
    openParts: children.filter((child) => child.status !== 'closed').length,
    unit: unit ? unitName(unit, ctx.lang) : '',
    picture,
  }
}

async function show(
  c: Req,
  ctx: Ctx,
  more: Pick<ComparePageProps, 'keep' | 'note' | 'error'> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const [one, other] = await pair(c, ctx)
  for (const it of [one, other]) recordCase(ctx, it, [])
  return page(
    c,
    <ComparePage
      view={await viewOf(c, ctx, 'workspace')}
      sides={[await sideOf(ctx, one), await sideOf(ctx, other)]}
      metres={one.place && other.place ? Math.round(metres(one.place, other.place)) : null}
      mayMerge={mayDo(ctx, 'merge', one) && mayDo(ctx, 'merge', other)}
      {...more}
    />,
    status,
  )
}

const versionOf = (value: unknown): number => (/^\d{1,9}$/.test(String(value)) ? Number(value) : -1)

/** Comparing two cases, and merging them. */
export const doublesRoutes = new Hono<Env>()
  .get(paths.caseComparison(':number'), (c) =>
    c.get('tx')(async (ctx) => {
      const it = await visibleCase(ctx, c.req.param('number') ?? '')
      const typed = c.req.query('mit')?.trim().slice(0, 30)
      const asked = typed ?? ''
      const other = await visibleCase(ctx, asked).catch((error) => {
        if (error instanceof NotFound) return null
        throw error
      })
      if (other && other.id !== it.id) return c.redirect(paths.caseCompared(it.number, other.number), 303)
      recordCase(ctx, it, [])
      const why = other ? 'own_duplicate' : asked ? 'original_unknown' : 'original_missing'
      return page(
        c,
        <AskPage
          view={await viewOf(c, ctx, 'workspace')}
          case={it}
          asked={asked}
          error={typed === undefined ? undefined : ctx.t(`error.case.${why}`)}
        />,
        typed === undefined ? 200 : 422,
      )
    }),
  )
  .get(pattern, (c) => c.get('tx')((ctx) => show(c, ctx)))
  .post(pattern, async (c) => {
    const body = await c.req.parseBody()
    const keep = String(body.behalten ?? '')
    const note = typeof body.text === 'string' ? body.text.slice(0, LONGEST_TEXT) : ''
    try {
      const kept = await c.get('tx')(async (ctx) => {
        const [one, other] = await pair(c, ctx)
        const into = [one, other].find((it) => it.number === keep)
        if (!into) throw new Invalid('case.merge_choose')
        const merged = into === one ? other : one
        // A double click is no conflict with oneself.
        if ((await mergeOf(ctx, merged.id))?.into === into.id) return into.number
        const [here, there] = [versionOf(body.stand), versionOf(body.stand_anderer)]
        await mergeCases(ctx, merged.id, {
          into: into.id,
          note,
          versions: into === one ? { case: there, into: here } : { case: here, into: there },
        })
        return into.number
      })
      return c.redirect(urlWith(paths.case(kept), { getan: 'zusammenfuehrung' }), 303)
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      return c.get('tx')((ctx) =>
        show(
          c,
          ctx,
          {
            keep,
            note,
            error: { field: 'behalten', message: ctx.t(`error.${error.code}`, error.params) },
          },
          error instanceof Conflict ? 409 : 422,
        ),
      )
    }
  })
