import type { PageView } from '#http/view.ts'
import { reporterOf } from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { reportOf } from '#modules/reports/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** What a person is told of one report among several that they have just sent. */
export interface Received {
  number: string
  title: string
  address: string | null
  who: string
  dueAt: Date | null
  /** Path of the tracking link. */
  link: string
}

/** For the holder of the report alone. */
export async function receivedOf(ctx: Ctx, view: PageView, id: Uuid): Promise<Received> {
  const { case: c } = await reportOf(ctx, id)
  const { trackingToken } = await reporterOf(ctx, id)
  const unit = (await organisation(ctx)).units.get(c.unitId ?? '')
  const authority = (await authorities(ctx)).find((one) => one.id === c.authorityId)
  const responsible = authority ?? unit
  return {
    number: c.number,
    title: c.title[view.lang],
    address: c.address,
    who: (view.lang === 'en' ? responsible?.nameEn : responsible?.name) ?? view.settings.contact.authority,
    dueAt: authority ? null : c.dueAt,
    link: paths.tracking(trackingToken),
  }
}
