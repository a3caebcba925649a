import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { employ, managesAll, organisation } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { type DetailsForm, mistakesInDetails, personOf, readDetails } from './details-form.tsx'
import { findPeople, type PeopleFilter, states } from './found.ts'
import { sendInvitation } from './letters.ts'
import { PeopleListPage } from './list-page.tsx'
import { NewPersonPage } from './new-page.tsx'
import { mistakesInRole, type RoleForm, readRoleForm, roleOf } from './role-form.ts'

const manage = 'organisation.manage'
const asks = (ctx: Ctx): void => {
  if (!may(ctx.actor, manage)) throw new Forbidden()
}

async function filterOf(c: Req, ctx: Ctx, whole: boolean): Promise<PeopleFilter> {
  const { units, roles } = await organisation(ctx)
  const [unit = '', role = ''] = [c.req.query('einheit'), c.req.query('rolle')]
  return {
    search: (c.req.query('suche') ?? '').trim().slice(0, 100),
    unit: units.has(unit) ? unit : null,
    role: roles.has(role) ? role : null,
    state: states.find((state) => state === c.req.query('stand')) ?? null,
    all: whole || c.req.query('alle') === 'ja',
  }
}

interface Typed {
  details?: DetailsForm
  role?: RoleForm
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
}

const showNew = (c: Req, { details, role, mistakes = [], refusal = null }: Typed = {}) =>
  c.get('tx')(async (ctx) => {
    const [org, { groups }] = await Promise.all([organisation(ctx), catalogue(ctx)])
    const taken: FieldMistake[] =
      refusal?.code === 'account.email_taken'
        ? [{ field: 'email', message: ctx.t('error.account.email_taken') }]
        : []
    const all = [...mistakes, ...taken]
    return page(
      c,
      <NewPersonPage
        view={await viewOf(c, ctx, 'workspace')}
        org={org}
        groups={groups}
        details={details ?? readDetails({})}
        form={role ?? readRoleForm({ einheit: c.req.query('einheit') ?? '' })}
        mistakes={all}
        refusal={taken.length > 0 ? null : refusal}
        manages={(unit) => may(ctx.actor, manage, unit.id)}
        mails={Boolean(ctx.platform.config.smtpUrl)}
      />,
      refusal?.status ?? (all.length > 0 ? 422 : 200),
    )
  })

/** The people of the town: the list, and somebody new. */
export const peopleRoutes = new Hono<Env>()
  .get(paths.people, (c) =>
    c.get('tx')(async (ctx) => {
      asks(ctx)
      const whole = await managesAll(ctx)
      const filter = await filterOf(c, ctx, whole)
      const asked = Number(c.req.query('seite'))
      const number = Number.isInteger(asked) && asked > 0 && asked < 10_000 ? asked : 1
      return page(
        c,
        <PeopleListPage
          view={await viewOf(c, ctx, 'workspace')}
          org={await organisation(ctx)}
          filter={filter}
          found={await findPeople(ctx, filter, number)}
          page={number}
          whole={whole}
        />,
      )
    }),
  )
  .use(paths.personNew, async (c, next) => {
    await c.get('tx')(async (ctx) => asks(ctx))
    await next()
  })
  .get(paths.personNew, stepUp, (c) => showNew(c))
  .post(paths.personNew, stepUp, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const [details, role] = [readDetails(body), readRoleForm(body)]
    const mistakes = await c.get('tx')(async (ctx) => {
      const [org, { byCode }] = await Promise.all([organisation(ctx), catalogue(ctx)])
      return [
        ...mistakesInDetails(details, ctx.t),
        ...mistakesInRole(role, { org, categories: new Set(byCode.keys()), t: ctx.t }),
      ]
    })
    if (mistakes.length > 0) return showNew(c, { details, role, mistakes })
    let id = ''
    const refusal = await refused(() =>
      c.get('tx')(async (ctx) => {
        const person = personOf(details)
        const { version: _, ...first } = roleOf(role, ctx.tenant.timeZone, ctx.now)
        const { account, token } = await employ(ctx, { ...person, role: first })
        await sendInvitation(ctx, person, token, 'welcome')
        id = account
      }),
    )
    if (refusal) return showNew(c, { details, role, refusal })
    return c.redirect(urlWith(paths.person(id), { erledigt: 'invited' }), 303)
  })
