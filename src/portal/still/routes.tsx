import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { doubtableCase, questionDue } from '#modules/voice/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { visitorOf } from '../following/browser.ts'
import { holderOf } from '../tracking/reading.ts'
import { confirmVoiceRoutes } from './confirm-routes.tsx'
import { sendDoubt } from './sending.ts'
import { StillDonePage, type StillDraft, StillPage } from './still-page.tsx'
import { surveyOf, surveyRoutes } from './survey-routes.tsx'

const limits = new RateLimit()
const hourly = new RateLimit(3_600_000)
const A_MINUTE = 10
const AN_HOUR = 60

/** Where somebody stands when they say it: who they are there, of which case, and the addresses around it. */
interface Place {
  who: Who
  case: string
  here: string
  back: string | null
}

async function show(c: Req, { who, case: id, here, back }: Place, draft?: StillDraft): Promise<Response> {
  return inTx(c.get('platform'), who, async (ctx) => {
    const view = await viewOf(c, ctx, 'portal')
    const told = c.req.query('hinweis')
    if (!draft && (told === 'gezaehlt' || told === 'bekannt')) {
      const due = await questionDue(ctx, id)
      return page(c, <StillDonePage view={view} known={told === 'bekannt'} due={due} back={back} />)
    }
    const { case: one, of, party } = await doubtableCase(ctx, id)
    const asBrowser = who.actor.kind === 'anonymous'
    if (asBrowser) await visitorOf(c, ctx)
    return page(
      c,
      <StillPage
        view={view}
        case={one}
        of={of}
        action={here}
        back={back}
        mayLeaveEmail={party === null}
        asBrowser={asBrowser}
        {...(draft ? { draft } : {})}
      />,
      draft ? 422 : 200,
    )
  })
}

async function take(c: Req, place: Place): Promise<Response> {
  limit(c, limits, 'still', A_MINUTE)
  limit(c, hourly, 'still', AN_HOUR)
  const sent = await sendDoubt(c, place.who, place.case)
  if ('draft' in sent) return show(c, place, sent.draft)
  return c.redirect(urlWith(place.here, { hinweis: sent.result === 'counted' ? 'gezaehlt' : 'bekannt' }), 303)
}

/** Of what is public staff sees here what everybody sees, though it be another unit's. */
const publicPlace = (c: Req): Place => {
  const number = c.req.param('number') ?? ''
  const known = c.get('who')
  const who = known.actor.kind === 'citizen' ? known : { ...known, actor: anonymous }
  return {
    who,
    case: number,
    here: paths.publicStill(number),
    back: paths.publicReport(number),
  }
}

async function trackedPlace(c: Req): Promise<Place> {
  const token = c.req.param('token') ?? ''
  const who = await holderOf(c, token)
  return { who, case: who.actor.case, here: paths.trackingStill(token), back: paths.tracking(token) }
}

/** After the question whether it is fixed, by the link of that letter. */
async function surveyedPlace(c: Req): Promise<Place> {
  const token = c.req.param('token') ?? ''
  const { who, survey } = await surveyOf(c, token)
  return { who, case: survey.case, here: paths.surveyStill(token), back: null }
}

/** "Still there": of a public report by anybody, of one's own by its link, in the account, and after the survey. */
export const stillRoutes = new Hono<Env>()
  .get('/meldungen/:number/noch-da', (c) => show(c, publicPlace(c)))
  .post('/meldungen/:number/noch-da', (c) => take(c, publicPlace(c)))
  .get('/status/:token/noch-da', async (c) => show(c, await trackedPlace(c)))
  .post('/status/:token/noch-da', async (c) => take(c, await trackedPlace(c)))
  .route('/', confirmVoiceRoutes)
  .route('/', surveyRoutes)
  .get('/rueckfrage/:token/noch-da', async (c) => show(c, await surveyedPlace(c)))
  .post('/rueckfrage/:token/noch-da', async (c) => take(c, await surveyedPlace(c)))
