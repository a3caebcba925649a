import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { processings } from '#modules/privacy/index.ts'
import { type LegalPage, legalPage, settings } from '#modules/tenancy/index.ts'
import { NotFound } from '#platform/errors.ts'
import { KitPage } from '#portal/kit/kit-page.tsx'
import { paths } from '../../paths.ts'
import { type Feedback, feedbackMistakes, readFeedback, sendFeedback } from './feedback.ts'
import { FeedbackForm } from './feedback-form.tsx'
import { LegalPageView } from './legal-page.tsx'
import { ProcessingTable } from './processing-table.tsx'

const limits = new RateLimit()

const show = (c: Req, which: LegalPage): Promise<Response> =>
  c.get('tx')(async (ctx) =>
    page(
      c,
      <LegalPageView
        view={await viewOf(c, ctx, 'portal')}
        which={which}
        content={await legalPage(ctx, which)}
      />,
    ),
  )

/** The accessibility statement with its feedback form (Directive (EU) 2016/2102, Art. 7 (1) b). */
const accessibility = (
  c: Req,
  draft?: { words: Feedback; errors: ReturnType<typeof feedbackMistakes> },
): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const view = await viewOf(c, ctx, 'portal')
    const sent = c.req.query('hinweis') === 'gesendet'
    return page(
      c,
      <LegalPageView
        view={view}
        which="accessibility"
        content={await legalPage(ctx, 'accessibility')}
        errors={draft?.errors.map(({ field, key }) => ({ field, message: ctx.t(key) })) ?? []}
        sent={sent}
      >
        {view.settings.contact.email && <FeedbackForm view={view} {...(draft ?? {})} />}
      </LegalPageView>,
      draft ? 422 : 200,
    )
  })

export const legalRoutes = new Hono<Env>()
  .get('/impressum', (c) => show(c, 'imprint'))
  .get('/datenschutz', (c) =>
    c.get('tx')(async (ctx) => {
      const view = await viewOf(c, ctx, 'portal')
      const all = (await processings(ctx)).filter((p) => p.active && p.code !== 'staff')
      return page(
        c,
        <LegalPageView view={view} which="privacy" content={await legalPage(ctx, 'privacy')}>
          <ProcessingTable view={view} all={all} />
        </LegalPageView>,
      )
    }),
  )
  .get('/leichte-sprache', (c) => show(c, 'plain'))
  .get('/gebaerdensprache', (c) => show(c, 'sign'))
  .get('/barrierefreiheit', (c) => accessibility(c))
  .post('/barrierefreiheit', async (c) => {
    limit(c, limits, 'feedback', 5)
    const words = readFeedback(await c.req.parseBody())
    const errors = feedbackMistakes(words)
    if (errors.length > 0) return accessibility(c, { words, errors })
    await c.get('tx')((ctx) => sendFeedback(ctx, words))
    return c.redirect(`${paths.accessibility}?hinweis=gesendet#rueckmeldung`, 303)
  })
  // https://www.rfc-editor.org/rfc/rfc9116
  .get('/.well-known/security.txt', (c) =>
    c.get('tx')(async (ctx) => {
      const { contact } = await settings(ctx)
      const base = c.get('tenant').publicUrl
      const expires = new Date(ctx.now.getTime() + 180 * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
      const lines = [
        `Contact: ${contact.email ? `mailto:${contact.email}` : base + paths.imprint}`,
        `Expires: ${expires}`,
        'Preferred-Languages: de, en',
        `Canonical: ${base}/.well-known/security.txt`,
      ]
      return c.text(`${lines.join('\n')}\n`)
    }),
  )
  .get('/robots.txt', (c) =>
    c.text(
      [
        'User-agent: *',
        ...['/status/', '/abmelden/', '/suche', '/melden/', '/vorgaenge', '/anmeldung', '/karte/'].map(
          (p) => `Disallow: ${p}`,
        ),
        '',
      ].join('\n'),
    ),
  )
  .get('/bausteine', (c) => {
    const { config } = c.get('platform')
    if (!config.demo && !config.development) throw new NotFound()
    return c.get('tx')(async (ctx) => page(c, <KitPage view={await viewOf(c, ctx, 'portal')} />))
  })
