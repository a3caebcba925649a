import { type Context, Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import {
  dismiss,
  endMembership,
  endSessions,
  invitePerson,
  reinstate,
  resetFactors,
} from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { basePlace } from './facts.ts'
import { sendInvitation } from './letters.ts'
import { type PersonFile, personFile } from './person.ts'
import { type doneHere, PersonPage } from './person-page.tsx'

const idOf = (c: Req): string => c.req.param('id') ?? ''

const show = (c: Req, refusal: Refusal | null = null) =>
  c.get('tx')(async (ctx) => {
    const file = await personFile(ctx, idOf(c))
    const { groups } = await catalogue(ctx)
    return page(
      c,
      <PersonPage
        view={await viewOf(c, ctx, 'workspace')}
        file={file}
        groups={groups}
        base={file.managed ? await basePlace(ctx, file.member) : null}
        refusal={refusal}
      />,
      refusal?.status ?? 200,
    )
  })

/** Does something to a person and says so on their page; what is refused is said there, too. */
const doing =
  (done: (typeof doneHere)[number], act: (ctx: Ctx, file: PersonFile, body: Body) => Promise<unknown>) =>
  async (c: Context<Env>) => {
    const body = (await c.req.parseBody()) as Body
    const refusal = await refused(() =>
      c.get('tx')(async (ctx) => act(ctx, await personFile(ctx, idOf(c)), body)),
    )
    if (refusal) return show(c, refusal)
    return c.redirect(urlWith(paths.person(idOf(c)), { erledigt: done }), 303)
  }
type Body = Record<string, string | File>

const action = (noun: string) => paths.personAction(':id', noun)

/** A person, and what is done to them by a press of a button. */
export const personRoutes = new Hono<Env>()
  .get(paths.person(':id'), (c) => show(c))
  .post(
    action('rollenende'),
    stepUp,
    doing('ended', async (ctx, { account }, body) => {
      const [unit, role] = [String(body.einheit), String(body.rolle)]
      if (!isUuid(unit)) throw new NotFound()
      await endMembership(ctx, { account: account.id, unit, role })
    }),
  )
  .post(
    action('einladung'),
    stepUp,
    doing('link', async (ctx, { account, invitation }) => {
      const purpose = invitation?.purpose === 'welcome' && !invitation.usedAt ? 'welcome' : 'password'
      await sendInvitation(ctx, account, await invitePerson(ctx, account.id, purpose), purpose)
    }),
  )
  .post(
    action('sperre'),
    doing('disabled', (ctx, { account }) => dismiss(ctx, account.id)),
  )
  .post(
    action('freigabe'),
    stepUp,
    doing('enabled', (ctx, { account }) => reinstate(ctx, account.id)),
  )
  .post(
    action('sitzungen'),
    doing('sessions', (ctx, { account }) => endSessions(ctx, account.id)),
  )
  .post(
    action('zweitfaktor'),
    stepUp,
    doing('factors', (ctx, { account }) => resetFactors(ctx, account.id)),
  )
