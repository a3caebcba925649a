import { erasureOf, numbersOf } from '#modules/cases/index.ts'
import { approvesPrivacy, ERASE, holdToLift, LIFT, partiesToErase } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

type Facts = readonly { term: string; value: string }[]

/** What a second person must know where data protection asks for one; nothing for other steps. */
export async function privacyFacts(ctx: Ctx, step: string, subject: Uuid): Promise<Facts> {
  if (!approvesPrivacy(ctx)) return []
  if (step === LIFT) return liftFacts(ctx, subject)
  if (step === ERASE) return eraseFacts(ctx, subject)
  return []
}

async function liftFacts(ctx: Ctx, id: Uuid): Promise<Facts> {
  const hold = await holdToLift(ctx, id)
  if (!hold) return []
  const number = (await numbersOf(ctx, [hold.subject])).get(hold.subject)
  return [
    ...(number ? [{ term: ctx.t('privacy.requests.case'), value: number }] : []),
    { term: ctx.t('privacy.holds.reason'), value: hold.reason },
  ]
}

/** Case by case; not who it is, which nobody needs to know for this. */
async function eraseFacts(ctx: Ctx, id: Uuid): Promise<Facts> {
  const lines = await erasureOf(ctx, await partiesToErase(ctx, id))
  return lines.map(({ number, does, kept }) => ({
    term: `${ctx.t('privacy.requests.case')} ${number}`,
    value: ctx.t(kept ? `privacy.requests.kept.${kept}` : `privacy.requests.doing.${does}`),
  }))
}
