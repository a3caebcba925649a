import { type Catalogue, catalogue } from '#modules/reports/index.ts'
import {
  type Rhythm,
  radii,
  rhythms,
  type Topic,
  topics,
  type Where,
  type Wish,
} from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Sent } from '#portal/account/form.ts'
import type { Mistakes } from './wish-fields.tsx'

/** What a form says of a place that is known already, and what is missing in it. */
export async function readWish(
  ctx: Ctx,
  sent: Sent,
  where: Where,
  usual: Rhythm,
): Promise<{ wish: Wish; errors: Mistakes }> {
  const radius = radii.find((one) => String(one) === sent.text('radius'))
  const chosen = topics.filter((one) => sent.all('worueber').includes(one))
  return {
    wish: {
      where: where.kind === 'radius' && radius ? { ...where, radius } : where,
      categories: publicCodes(await catalogue(ctx), sent.all('kategorie')),
      topics: chosen as Topic[],
      rhythm: rhythms.find((one) => one === sent.text('wann')) ?? usual,
    },
    errors: chosen.length === 0 ? { worueber: ctx.t('near.aboutMissing') } : {},
  }
}

/** Those of them that the town has, and whose reports everybody sees. */
export const publicCodes = (all: Catalogue, asked: readonly string[]): string[] => [
  ...new Set(asked.filter((code) => all.byCode.get(code)?.public)),
]
