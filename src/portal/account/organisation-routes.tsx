import { Hono } from 'hono'
import { citizenOnly } from '#http/citizen-session.ts'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  acceptInvitation,
  changePowers,
  foundOrganisation,
  invitationsOf,
  invite,
  isInvited,
  isReachable,
  lookAtInvitation,
  managedOrganisation,
  membersOf,
  type Power,
  powers,
  revokeMember,
  withdrawInvitation,
} from '#modules/citizens/index.ts'
import { clean } from '#modules/forms/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { Sent } from './form.ts'
import { InvitationPage } from './invitation-page.tsx'
import { LinkOverPage } from './link-pages.tsx'
import { meOf } from './me.ts'
import { NewOrganisationPage, type OrganisationWords } from './organisation-new-page.tsx'
import { OrganisationPage, OrganisationsPage } from './organisation-pages.tsx'

const limits = new RateLimit(10 * 60_000)
const LETTERS = 20
const FOUNDINGS = 10

const idOf = (c: Req): string => c.req.param('id') ?? ''
const powersIn = (given: readonly string[]): Power[] => powers.filter((power) => given.includes(power))

const show = (c: Req, more: { errors?: Record<string, string>; email?: string } = {}): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const organisation = await managedOrganisation(ctx, idOf(c))
    const [me, members, invitations] = await Promise.all([
      meOf(c, ctx),
      membersOf(ctx, organisation),
      invitationsOf(ctx, organisation),
    ])
    return page(
      c,
      <OrganisationPage
        me={me}
        organisation={organisation}
        members={members}
        invitations={invitations}
        {...more}
      />,
      more.errors ? 422 : 200,
    )
  })

const readWords = (sent: Sent): OrganisationWords => ({
  name: clean(sent.text('name', 200)),
  register: clean(sent.text('register', 100)),
  adresse: clean(sent.text('adresse', 300)),
  email: sent.text('email', 320),
  telefon: clean(sent.text('telefon', 60)),
  notiz: sent.text('notiz', 1000),
})

const back = (c: Req, hinweis: string): Response =>
  c.redirect(urlWith(paths.accountOrganisation(idOf(c)), { hinweis }), 303)

/** Businesses and associations: founding, people with powers, invitations. */
export const organisationRoutes = new Hono<Env>()
  .use('/konto/organisationen', citizenOnly)
  .use('/konto/organisationen/*', citizenOnly)
  .get('/konto/organisationen', (c) =>
    c.get('tx')(async (ctx) => page(c, <OrganisationsPage me={await meOf(c, ctx)} />)),
  )
  .get('/konto/organisationen/neu', (c) =>
    c.get('tx')(async (ctx) => page(c, <NewOrganisationPage me={await meOf(c, ctx)} />)),
  )
  .post('/konto/organisationen/neu', async (c) => {
    limit(c, limits, 'account-found', FOUNDINGS)
    const words = readWords(await Sent.of(c))
    return c.get('tx')(async (ctx) => {
      const errors = {
        ...(!words.name && { name: ctx.t('error.citizen.organisation_name') }),
        ...(words.email && !isReachable(words.email) && { email: ctx.t('account.signIn.emailWrong') }),
      }
      if (Object.keys(errors).length > 0)
        return page(c, <NewOrganisationPage me={await meOf(c, ctx)} words={words} errors={errors} />, 422)
      await foundOrganisation(ctx, {
        name: words.name,
        register: words.register,
        address: words.adresse,
        email: words.email,
        phone: words.telefon,
        note: words.notiz,
      })
      return c.redirect(urlWith(paths.accountOrganisations, { hinweis: 'gegruendet' }), 303)
    })
  })
  .get('/konto/organisationen/:id', (c) => show(c))
  .post('/konto/organisationen/:id/einladungen', async (c) => {
    limit(c, limits, 'account-invite', LETTERS)
    const sent = await Sent.of(c)
    const email = sent.text('email', 320)
    const given = powersIn(sent.all('vollmacht'))
    const errors = await c.get('tx')(async (ctx) => {
      await managedOrganisation(ctx, idOf(c))
      const wrong: Record<string, string> = {
        ...(!isReachable(email) && { email: ctx.t('account.signIn.emailWrong') }),
        ...(given.length === 0 && { vollmacht: ctx.t('error.citizen.powers_missing') }),
      }
      if (Object.keys(wrong).length === 0)
        await invite(ctx, idOf(c), { email, powers: given, to: paths.accountInvitation })
      return wrong
    })
    return Object.keys(errors).length > 0 ? show(c, { errors, email }) : back(c, 'eingeladen')
  })
  .post('/konto/organisationen/:id/einladungen/:invitation/ende', async (c) => {
    await c.get('tx')((ctx) => withdrawInvitation(ctx, idOf(c), c.req.param('invitation')))
    return back(c, 'entfernt')
  })
  .post('/konto/organisationen/:id/personen/:account', async (c) => {
    const sent = await Sent.of(c)
    const account = c.req.param('account')
    const given = powersIn(sent.all(`vollmacht-${account.slice(-6)}`))
    await c.get('tx')((ctx) => changePowers(ctx, idOf(c), account, given))
    return back(c, 'gespeichert')
  })
  .post('/konto/organisationen/:id/personen/:account/ende', async (c) => {
    const account = c.req.param('account')
    const actor = c.get('actor')
    await c.get('tx')((ctx) => revokeMember(ctx, idOf(c), account))
    return actor.kind === 'citizen' && actor.id === account
      ? c.redirect(urlWith(paths.accountOrganisations, { hinweis: 'entfernt' }), 303)
      : back(c, 'entfernt')
  })
  .get('/konto/einladung/:token', (c) =>
    c.get('tx')(async (ctx) => {
      c.header('Cache-Control', 'no-store')
      const token = c.req.param('token').slice(0, 100)
      const invited = await lookAtInvitation(ctx, token)
      const view = await viewOf(c, ctx, 'portal')
      if (!invited) return page(c, <LinkOverPage view={view} />, 404)
      const who =
        ctx.actor.kind !== 'citizen' ? 'nobody' : (await isInvited(ctx, invited)) ? 'meant' : 'other'
      return page(c, <InvitationPage view={view} invited={invited} token={token} who={who} />)
    }),
  )
  .post('/konto/einladung/:token', citizenOnly, async (c) => {
    await c.get('tx')((ctx) => acceptInvitation(ctx, c.req.param('token').slice(0, 100)))
    return c.redirect(urlWith(paths.accountOrganisations, { hinweis: 'beigetreten' }), 303)
  })
