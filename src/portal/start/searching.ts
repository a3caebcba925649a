import { type Address, searchAddresses } from '#modules/geo/index.ts'
import {
  type Category,
  catalogue,
  type ListedReport,
  publicReports,
  suggestCategories,
} from '#modules/reports/index.ts'
import { rank } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'

export interface Found {
  categories: readonly Category[]
  reports: readonly ListedReport[]
  pages: readonly { title: string; text: string; href: string }[]
  address: Address | null
}

/** Our own pages, found by the words that people use for them (`start.page.<key>.words`). */
const pages = {
  report: paths.report,
  status: paths.status,
  map: paths.map,
  list: paths.list,
  contact: `${paths.start}#kontakt`,
  emergency: `${paths.start}#kontakt`,
  imprint: paths.imprint,
  privacy: paths.privacy,
  accessibility: paths.accessibility,
  plain: paths.plainLanguage,
  sign: paths.signLanguage,
} as const

/** Everything that the portal has, for what somebody typed. */
export async function searchAll(ctx: Ctx, text: string): Promise<Found> {
  const { t } = ctx
  const number = /^\s*(?:nr\.?\s*)?(\d{4})\s*-\s*(\d+)\s*$/i.exec(text)
  const [suggested, all, { reports }, [address = null]] = await Promise.all([
    suggestCategories(ctx, text, 5),
    catalogue(ctx),
    publicReports(ctx, number ? { number: `${number[1]}-${number[2]}` } : { text }, 10),
    /\p{L}{3}/u.test(text) ? searchAddresses(ctx, text, 1) : [],
  ])
  const own = Object.entries(pages).map(([key, href]) => ({
    href,
    title: t(`start.page.${key}.title`),
    text: t(`start.page.${key}.text`),
    names: [t(`start.page.${key}.title`)],
    keywords: t(`start.page.${key}.words`).split(', '),
  }))
  return {
    categories: suggested
      .filter((s) => s.score >= 0.35 && all.byCode.has(s.category.code))
      .map((s) => s.category),
    reports,
    pages: rank(text, own, { limit: 4, least: 0.4 }).map(({ candidate }) => candidate),
    address,
  }
}
