import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Lang } from '#platform/i18n.ts'
import { textsOf } from '#platform/tenants.ts'
import type { Work } from './work.ts'

type Words = { lang: Lang; text: string }

const filled = (ctx: Ctx, work: Work, lang: Lang, key: string): Words => {
  const t = textsOf(ctx.platform, ctx.tenant.id, lang)
  const { formatDateTime } = formatter(lang, ctx.tenant.timeZone)
  return {
    lang,
    text: t(`works.answer.${key}`, {
      title: work.title[lang],
      body: work.body[lang],
      until: work.endsAt ? formatDateTime(work.endsAt) : '',
    }),
  }
}

/** What somebody is told who reported what the town knows already. */
export const answerWords = (ctx: Ctx, work: Work, lang: Lang): Words =>
  filled(ctx, work, lang, work.endsAt ? 'until' : 'open')

/** What they are told when it is over: that it is, or that it should be. */
export const endWords = (ctx: Ctx, work: Work, lang: Lang): Words =>
  filled(ctx, work, lang, work.onEnd === 'close' ? 'over' : 'asked')
