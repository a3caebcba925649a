import { Hono } from 'hono'
import { citizenOnly } from '#http/citizen-session.ts'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { ownCase, ownCases, speakingParty, stopNotifyingOwn, thank } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { catalogue, dropOwnDraft, ownDrafts, resumeDraft } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { showChange, takeChange } from '#portal/own-words/change.tsx'
import type { Owner } from '#portal/own-words/owner.ts'
import { showPicture, takePicture } from '#portal/own-words/picture.tsx'
import { showWords, takeWords } from '#portal/own-words/words.tsx'
import { keepDraft } from '#portal/report/draft-cookie.ts'
import { add, readAddition } from '#portal/tracking/adding.ts'
import { casePage } from '#portal/tracking/case-page.tsx'
import type { CaseLinks } from '#portal/tracking/links.ts'
import type { TrackingPageProps } from '#portal/tracking/tracking-page.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { calendarFile } from './calendar-file.ts'
import { CaseAside } from './case-aside.tsx'
import { AppointmentsPage, CasesPage, DocumentsPage, DraftsPage, MessagesPage } from './case-pages.tsx'
import { meOf } from './me.ts'

const limits = new RateLimit()
const WRITES_A_MINUTE = 10

const linksOf = (number: string): CaseLinks => ({
  messages: paths.accountCaseMessages(number),
  silence: paths.accountCaseSilence(number),
  thanks: paths.accountCaseThanks(number),
  still: paths.publicStill(number),
  photo: (id, variant) => paths.photo(id, variant),
  words: (message) => paths.accountCaseWords(number, message),
  picture: (id) => paths.accountCasePicture(number, id),
  change: paths.accountCaseChange(number),
})

const numberOf = (c: Req): string => c.req.param('number') ?? ''

const show = (c: Req, more: Pick<Partial<TrackingPageProps>, 'draft'> = {}): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const own = await ownCase(ctx, numberOf(c))
    const { view, citizen } = await meOf(c, ctx)
    return casePage(c, ctx, own.id, {
      links: linksOf(own.number),
      trail: [
        { label: ctx.t('account.title'), href: paths.account },
        { label: ctx.t('account.area.cases'), href: paths.accountCases },
        { label: own.number },
      ],
      mayWrite: !citizen.organisation || citizen.organisation.powers.includes('submit'),
      aside: <CaseAside view={view} own={own} />,
      ...more,
    })
  })

/** The citizen on one of their own cases, where they change what is theirs. Throws NotFound for all others. */
const ownerOf = (c: Req): Promise<Owner> =>
  c.get('tx')(async (ctx) => {
    const own = await ownCase(ctx, numberOf(c))
    return {
      who: c.get('who'),
      id: own.id,
      links: { ...linksOf(own.number), back: paths.accountCase(own.number) },
      trail: [{ label: own.number, href: paths.accountCase(own.number) }],
    }
  })

/** Photos of own cases that their people may see, also where the case is no report of the citizen's own making. */
const filesOf = async (ctx: Ctx, cases: readonly { id: string }[]) =>
  (
    await photosOf(
      ctx,
      cases.map((one) => one.id),
    )
  ).filter((file) => file.visibility !== 'internal')

/** What the signed-in citizen's cases are made of: each an area of the account. */
export const accountCaseRoutes = new Hono<Env>()
  .use('/konto/vorgaenge', citizenOnly)
  .use('/konto/vorgaenge/*', citizenOnly)
  .use('/konto/nachrichten', citizenOnly)
  .use('/konto/termine', citizenOnly)
  .use('/konto/dokumente', citizenOnly)
  .use('/konto/entwuerfe', citizenOnly)
  .use('/konto/entwuerfe/*', citizenOnly)
  .get('/konto/vorgaenge', (c) =>
    c.get('tx')(async (ctx) => page(c, <CasesPage me={await meOf(c, ctx)} cases={await ownCases(ctx)} />)),
  )
  .get('/konto/nachrichten', (c) =>
    c.get('tx')(async (ctx) => page(c, <MessagesPage me={await meOf(c, ctx)} cases={await ownCases(ctx)} />)),
  )
  .get('/konto/termine', (c) =>
    c.get('tx')(async (ctx) =>
      page(c, <AppointmentsPage me={await meOf(c, ctx)} cases={await ownCases(ctx)} />),
    ),
  )
  .get('/konto/dokumente', (c) =>
    c.get('tx')(async (ctx) => {
      const cases = await ownCases(ctx)
      return page(
        c,
        <DocumentsPage me={await meOf(c, ctx)} cases={cases} files={await filesOf(ctx, cases)} />,
      )
    }),
  )
  .get('/konto/entwuerfe', (c) =>
    c.get('tx')(async (ctx) => {
      const { byCode } = await catalogue(ctx)
      return page(c, <DraftsPage me={await meOf(c, ctx)} drafts={await ownDrafts(ctx)} categories={byCode} />)
    }),
  )
  .post('/konto/entwuerfe/:id', async (c) => {
    keepDraft(c, await c.get('tx')((ctx) => resumeDraft(ctx, c.req.param('id'))))
    return c.redirect(paths.reportStep('weiter'), 303)
  })
  .post('/konto/entwuerfe/:id/loeschen', async (c) => {
    await c.get('tx')((ctx) => dropOwnDraft(ctx, c.req.param('id')))
    return c.redirect(urlWith(paths.accountDrafts, { hinweis: 'verworfen' }), 303)
  })
  .get('/konto/vorgaenge/:number', (c) => show(c))
  .get('/konto/vorgaenge/:number/termin.ics', async (c) => {
    const { own, title } = await c.get('tx')(async (ctx) => {
      const one = await ownCase(ctx, numberOf(c))
      return { own: one, title: one.title[ctx.lang] }
    })
    if (!own.scheduledFor) throw new NotFound()
    const tenant = c.get('tenant')
    const file = await c.get('tx')(async (ctx) =>
      calendarFile(
        { ...own, scheduledFor: own.scheduledFor! },
        { t: ctx.t, town: tenant.name, title, url: tenant.publicUrl + paths.accountCase(own.number) },
      ),
    )
    return c.body(file, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="termin-${own.number}.ics"`,
    })
  })
  .post('/konto/vorgaenge/:number/nachrichten', async (c) => {
    limit(c, limits, 'account-write', WRITES_A_MINUTE)
    const own = await c.get('tx')(async (ctx) => {
      const one = await ownCase(ctx, numberOf(c))
      // Before any photo is taken: who only reads for an organisation adds nothing.
      await speakingParty(ctx, one.id)
      return one
    })
    const addition = await readAddition(c)
    const errors = await add(c, c.get('who'), own.id, addition)
    if (errors.length > 0) return show(c, { draft: { text: addition.text, errors } })
    return c.redirect(`${urlWith(paths.accountCase(own.number), { hinweis: 'gesendet' })}#nachrichten`, 303)
  })
  .get('/konto/vorgaenge/:number/worte/:message', async (c) => showWords(c, await ownerOf(c)))
  .post('/konto/vorgaenge/:number/worte/:message', async (c) => takeWords(c, await ownerOf(c)))
  .get('/konto/vorgaenge/:number/bilder/:id', async (c) => showPicture(c, await ownerOf(c)))
  .post('/konto/vorgaenge/:number/bilder/:id', async (c) => takePicture(c, await ownerOf(c)))
  .get('/konto/vorgaenge/:number/aendern', async (c) => showChange(c, await ownerOf(c)))
  .post('/konto/vorgaenge/:number/aendern', async (c) => takeChange(c, await ownerOf(c)))
  .post('/konto/vorgaenge/:number/ruhe', async (c) => {
    await c.get('tx')(async (ctx) => stopNotifyingOwn(ctx, (await ownCase(ctx, numberOf(c))).id))
    return c.redirect(urlWith(paths.accountCase(numberOf(c)), { hinweis: 'ruhe' }), 303)
  })
  .post('/konto/vorgaenge/:number/danke', async (c) => {
    await c.get('tx')(async (ctx) => thank(ctx, (await ownCase(ctx, numberOf(c))).id))
    return c.redirect(urlWith(paths.accountCase(numberOf(c)), { hinweis: 'danke' }), 303)
  })
