import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { hasThanked, historyOf, isNotified, messagesOf } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { showAnswers } from '#modules/forms/index.ts'
import { districts, placePicture } from '#modules/geo/index.ts'
import { catalogue, objectOfReport, reportOf } from '#modules/reports/index.ts'
import { tallyOf } from '#modules/voice/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { officesOf } from '#portal/reports/offices.tsx'
import { situation } from '#portal/reports/status.ts'
import { ownParts } from './own-parts.tsx'
import { TrackingPage, type TrackingPageProps, told } from './tracking-page.tsx'

/** A case as its own people see it, by the tracking link or in their account. */
export async function casePage(
  c: Req,
  ctx: Ctx,
  id: Uuid,
  more: Pick<TrackingPageProps, 'links' | 'trail' | 'mayWrite' | 'aside'> &
    Pick<Partial<TrackingPageProps>, 'draft'>,
): Promise<Response> {
  const report = await reportOf(ctx, id)
  const { case: own } = report
  const [view, now, history, messages, photos, areas, all, notified, thanked, tally, picture, object] =
    await Promise.all([
      viewOf(c, ctx, 'portal'),
      situation(ctx, own, 'mine'),
      historyOf(ctx, own, 'parties'),
      messagesOf(ctx, own, 'parties'),
      photosOf(ctx, [own.id]),
      districts(ctx),
      catalogue(ctx),
      isNotified(ctx, own.id),
      hasThanked(ctx, own.id),
      tallyOf(ctx, own),
      own.place ? placePicture(ctx, own.place, { width: 640, height: 420, what: own.title[ctx.lang] }) : null,
      objectOfReport(ctx, own.id),
    ])
  const offices = await officesOf(ctx, own.id, history)
  const mine = await ownParts(ctx, own)
  const just = c.req.query('hinweis')
  return page(
    c,
    <TrackingPage
      view={view}
      report={report}
      situation={now}
      history={history}
      offices={offices}
      messages={messages}
      photos={photos.filter((p) => p.visibility !== 'internal')}
      answers={showAnswers(all.byCode.get(own.type)?.questions ?? [], report.answers, ctx.lang)}
      district={areas.find((a) => a.id === own.areaId)?.name ?? null}
      picture={picture}
      notified={notified}
      own={mine}
      tally={tally}
      object={object}
      mayThank={more.mayWrite && own.status === 'closed' && own.outcome === 'fixed' && !thanked}
      just={told.find((one) => one === just) ?? null}
      {...more}
    />,
    more.draft ? 422 : 200,
  )
}
