import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  type Answer,
  answerSurvey,
  doubtableCase,
  type Fixed,
  fixedAnswers,
  holderOfSurvey,
  type Survey,
  surveyByToken,
} from '#modules/voice/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { SurveyDonePage, SurveyPage } from './survey-page.tsx'

const limits = new RateLimit()
const A_MINUTE = 30

/** What the words in addresses and forms stand for. */
const words: Readonly<Record<string, Fixed>> = { ja: 'yes', teilweise: 'partly', nein: 'no' }

/** What the bearer of a link was asked, and who they are by it. Throws NotFound, whatever is wrong with the link. */
export async function surveyOf(c: Req, token: string): Promise<{ survey: Survey; who: Who }> {
  const who: Who = { tenant: c.get('tenant'), actor: anonymous, lang: c.get('lang') }
  const survey = await inTx(c.get('platform'), who, (ctx) => surveyByToken(ctx, token.slice(0, 100)))
  if (!survey) throw new NotFound()
  return { survey, who: { ...who, actor: holderOfSurvey(survey) } }
}

interface Sent {
  fixed: Fixed | null
  mood: number | null
  words: string
}

async function read(c: Req): Promise<Sent> {
  const body = await c.req.parseBody()
  const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '')
  const mood = Number(text('zufrieden'))
  return {
    fixed: fixedAnswers.find((one) => one === text('behoben')) ?? null,
    mood: Number.isInteger(mood) && mood >= 1 && mood <= 5 ? mood : null,
    words: text('worte').replaceAll('\r\n', '\n').slice(0, 20_000),
  }
}

async function show(
  c: Req,
  token: string,
  draft?: Sent & { errors: { field: string; message: string }[] },
): Promise<Response> {
  const { survey, who } = await surveyOf(c, token)
  return inTx(c.get('platform'), who, async (ctx) => {
    const view = await viewOf(c, ctx, 'portal')
    if (!draft && c.req.query('hinweis') === 'gespeichert') return page(c, <SurveyDonePage view={view} />)
    const asked = words[c.req.query('behoben') ?? ''] ?? null
    return page(
      c,
      <SurveyPage
        view={view}
        survey={survey}
        action={paths.survey(token)}
        given={draft ?? survey.answer ?? { fixed: asked, mood: null, words: '' }}
        errors={draft?.errors ?? []}
      />,
      draft ? 422 : 200,
    )
  })
}

/**
 * The question after closing. Opening the link changes nothing, because mail programs open links to look at them; it
 * only chooses an answer beforehand. A "no" leads on to "still there".
 */
export const surveyRoutes = new Hono<Env>()
  .use('/rueckfrage/:token/*', async (c, next) => {
    limit(c, limits, 'survey', A_MINUTE)
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
    c.res.headers.set('Referrer-Policy', 'same-origin')
    c.res.headers.set('X-Robots-Tag', 'noindex')
  })
  .get('/rueckfrage/:token', (c) => show(c, c.req.param('token')))
  .post('/rueckfrage/:token', async (c) => {
    const token = c.req.param('token')
    const { survey, who } = await surveyOf(c, token)
    const sent = await read(c)
    const platform = c.get('platform')
    const again = (field: string, key: string, params = {}) =>
      inTx(platform, who, async (ctx) => ctx.t(key, params)).then((message) =>
        show(c, token, { ...sent, errors: [{ field, message }] }),
      )
    if (!sent.fixed) return again('behoben-1', 'voice.survey.fixedMissing')
    const answer: Answer = { ...sent, fixed: sent.fixed }
    try {
      const leadsOn = await inTx(platform, who, async (ctx) => {
        await answerSurvey(ctx, survey, answer)
        if (answer.fixed === 'yes') return false
        return doubtableCase(ctx, survey.case).then(({ of }) => of === 'closed', nothingToSay)
      })
      return c.redirect(
        answer.fixed === 'no' && leadsOn
          ? paths.surveyStill(token)
          : urlWith(paths.survey(token), { hinweis: 'gespeichert' }),
        303,
      )
    } catch (error) {
      if (error instanceof Invalid) return again('worte', `error.${error.code}`, error.params)
      throw error
    }
  })

/** Reopened meanwhile: then the case is being worked on already. */
function nothingToSay(error: unknown): false {
  if (error instanceof Conflict) return false
  throw error
}
