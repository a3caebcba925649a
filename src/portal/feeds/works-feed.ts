import { whenWords, whereWords } from '#http/works/words.ts'
import type { Work } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import { beginning } from '#portal/reports/short-address.ts'
import { paths } from '../../paths.ts'
import type { Entry } from './atom.ts'

/** Planned works and outages for feed readers. */
export const workEntries = (ctx: Ctx, works: readonly Work[]): Promise<Entry[]> =>
  Promise.all(works.map((work) => entryOf(ctx, work)))

async function entryOf(ctx: Ctx, work: Work): Promise<Entry> {
  const { t, lang, now } = ctx
  const format = formatter(lang, ctx.tenant.timeZone)
  const kind = t(`works.kind.${work.kind}`)
  const [when, where] = [whenWords({ t, format, now }, work), await whereWords(ctx, work)]
  return {
    id: `urn:uuid:${work.id}`,
    title: work.title[lang],
    url: ctx.tenant.publicUrl + paths.work(work.id),
    summary: `${when}. ${where}. ${beginning(work.body[lang], 300)}`,
    category: { term: work.kind, label: kind },
    published: work.publishedAt ?? work.updatedAt,
    updated: work.updatedAt,
    place: work.place,
  }
}
