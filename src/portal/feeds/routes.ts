import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { keep } from '#http/rendered.ts'
import { districts } from '#modules/geo/index.ts'
import { currentWorks, worksAt } from '#modules/news/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { hrefOf, readFilter } from '#portal/reports/filter.ts'
import { placeFrom, wordsOf } from '#portal/subscriptions/place.ts'
import { publicCodes } from '#portal/subscriptions/reading-form.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { atom, type Entry } from './atom.ts'
import { reportEntries } from './report-feed.ts'
import { workEntries } from './works-feed.ts'

/** The list of reports, what is near a place, and works, for feed readers. */
export const feedRoutes = new Hono<Env>()
  .get('/meldungen.atom', (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const filter = await readFilter(ctx, new URL(c.req.url).searchParams)
      // A feed has one order and one page.
      const { near: _near, after: _after, ...asked } = filter.filter
      return answer(c, ctx, {
        self: hrefOf(paths.listAtom, filter),
        page: hrefOf(paths.list, filter),
        title: ctx.t('reports.title'),
        entries: await reportEntries(ctx, asked),
      })
    })
  })
  .get('/in-der-naehe/neues.atom', (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const where = await placeFrom(ctx, (name) => c.req.query(name)?.slice(0, 200) ?? null)
      if (!where) throw new NotFound()
      const category = publicCodes(await catalogue(ctx), c.req.queries('kategorie') ?? [])
      const words = { ...wordsOf(where, await districts(ctx)), kategorie: category }
      return answer(c, ctx, {
        self: urlWith(paths.nearAtom, words),
        page: urlWith(paths.nearNew, words),
        title: ctx.t('near.newsFrom', { place: where.label }),
        // Works have no category: who asks for some wants those alone.
        entries: newest([
          ...(await reportEntries(ctx, category.length > 0 ? { category } : {}, where)),
          ...(category.length > 0 ? [] : await workEntries(ctx, await worksAt(ctx, where))),
        ]),
      })
    })
  })
  .get('/baustellen.atom', (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const district = (await districts(ctx)).find((one) => one.id === c.req.query('ortsteil'))
      const works = (await currentWorks(ctx)).filter(
        (work) => !district || work.areaId === null || work.areaId === district.id,
      )
      const words = { ortsteil: district?.id ?? null }
      return answer(c, ctx, {
        self: urlWith(paths.worksAtom, words),
        page: urlWith(paths.works, words),
        title: [ctx.t('works.title'), district?.name].filter(Boolean).join(', '),
        subtitle: ctx.t('works.feed.subtitle', { town: ctx.tenant.name }),
        entries: newest(await workEntries(ctx, works)),
      })
    })
  })

const MOST_ENTRIES = 50

const newest = (entries: readonly Entry[]): Entry[] =>
  [...entries]
    .sort((a, b) => b.updated.getTime() - a.updated.getTime() || a.id.localeCompare(b.id))
    .slice(0, MOST_ENTRIES)

function answer(
  c: Req,
  ctx: Ctx,
  {
    self,
    page,
    title,
    subtitle,
    entries,
  }: { self: string; page: string; title: string; subtitle?: string; entries: readonly Entry[] },
): Response {
  const { publicUrl, name } = ctx.tenant
  const text = atom({
    id: publicUrl + self,
    title: `${title} – ${name}`,
    subtitle: subtitle ?? ctx.t('near.feed.subtitle', { town: name }),
    self: publicUrl + self,
    page: publicUrl + page,
    author: name,
    lang: ctx.lang,
    entries,
  })
  // Kept rendered like a page, and known again by its ETag (src/http/rendered.ts); asked for each time, because words in
  // it may be blacked out.
  c.header('Cache-Control', 'public, no-cache')
  c.header('Vary', 'Accept-Language')
  return c.body(text, 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
}
