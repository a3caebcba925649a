import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { addMembership, changePerson, changeWork, type HeldRole } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import {
  DetailsFields,
  type DetailsForm,
  detailsOf,
  mistakesInDetails,
  personOf,
  readDetails,
} from './details-form.tsx'
import { basePlace, knownSkills } from './facts.ts'
import { PeopleFormPage } from './form-page.tsx'
import { type PersonFile, personFile } from './person.ts'
import { PersonNow } from './person-now.tsx'
import { PersonWork } from './person-work.tsx'
import { RoleFields } from './role-fields.tsx'
import { formOfRole, mistakesInRole, type RoleForm, readRoleForm, roleOf } from './role-form.ts'
import { sayRole, sayTerm, sayUnit } from './words.tsx'
import { WorkFields } from './work-fields.tsx'
import { formOfWork, readWork, type WorkForm, workOf } from './work-form.ts'

const action = (noun: string) => paths.personAction(':id', noun)
const idOf = (c: Req): string => c.req.param('id') ?? ''

interface Again<F> {
  form?: F
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
}
const statusOf = ({ mistakes = [], refusal }: Again<unknown>) =>
  refusal?.status ?? (mistakes.length > 0 ? 422 : 200)

/** The file of somebody whom the actor manages wholly. */
async function managedFile(ctx: Ctx, id: string): Promise<PersonFile> {
  const file = await personFile(ctx, id)
  if (!file.managed) throw new Forbidden()
  return file
}

const showDetails = (c: Req, again: Again<DetailsForm> = {}) =>
  c.get('tx')(async (ctx) => {
    const file = await managedFile(ctx, idOf(c))
    const { account } = file
    const view = await viewOf(c, ctx, 'workspace')
    const taken = again.refusal?.code === 'account.email_taken'
    const stale = again.refusal?.code === 'account.version'
    const form = again.form ?? detailsOf(account)
    const mistakes = taken
      ? [{ field: 'email', message: ctx.t('error.account.email_taken') }]
      : (again.mistakes ?? [])
    return page(
      c,
      <PeopleFormPage
        view={view}
        title={ctx.t('people.details.title')}
        trail={[{ label: account.name, href: paths.person(account.id) }]}
        mistakes={mistakes}
        refusal={taken ? null : (again.refusal ?? null)}
        now={stale && <PersonNow view={view} account={account} />}
      >
        <Form
          action={paths.personAction(account.id, 'angaben')}
          hidden={{ version: stale ? account.version : form.version }}
        >
          <DetailsFields view={view} form={form} mistakes={mistakes} />
          <SaveBar view={view} id={account.id} />
        </Form>
      </PeopleFormPage>,
      statusOf(again),
    )
  })

function SaveBar({ view, id, label = 'ui.save' }: { view: { t: Ctx['t'] }; id: string; label?: string }) {
  return (
    <ActionBar>
      <Button>{view.t(label)}</Button>
      <ButtonLink kind="tertiary" href={paths.person(id)}>
        {view.t('ui.cancel')}
      </ButtonLink>
    </ActionBar>
  )
}

const heldAt = (file: PersonFile, unit = '', role = ''): HeldRole | undefined =>
  file.roles.find((h) => h.unit === unit && h.role === role)

const showRole = (c: Req, again: Again<RoleForm> = {}) =>
  c.get('tx')(async (ctx) => {
    const file = await personFile(ctx, idOf(c))
    const { account, org } = file
    const view = await viewOf(c, ctx, 'workspace')
    const { groups } = await catalogue(ctx)
    const [unit, role] = [c.req.query('einheit'), c.req.query('rolle')]
    const held = heldAt(file, unit, role)
    if ((unit || role) && !held) throw new NotFound()
    const form = again.form ?? (held ? formOfRole(held, ctx.tenant.timeZone) : readRoleForm({}))
    const stale = again.refusal?.code === 'membership.version'
    const now = stale ? heldAt(file, form.einheit, form.rolle) : undefined
    return page(
      c,
      <PeopleFormPage
        view={view}
        title={ctx.t(held ? 'people.changeRole' : 'people.give')}
        lead={
          held &&
          ctx.t('people.roleAt', { role: sayRole(view, org, held.role), unit: sayUnit(view, org, held.unit) })
        }
        trail={[{ label: account.name, href: paths.person(account.id) }]}
        mistakes={again.mistakes ?? []}
        refusal={again.refusal ?? null}
        now={now && <p>{sayTerm(view, now)}</p>}
      >
        <Form
          action={urlWith(paths.personAction(account.id, 'rolle'), {
            einheit: held?.unit,
            rolle: held?.role,
          })}
          hidden={{
            // Sent once more, it is meant to stand over what the other one wrote.
            version: now?.version ?? form.version,
            ...(held && { einheit: held.unit, rolle: held.role }),
          }}
        >
          <RoleFields
            view={view}
            org={org}
            groups={groups}
            form={form}
            mistakes={again.mistakes ?? []}
            manages={file.manages}
            fixed={held !== undefined}
          />
          <SaveBar view={view} id={account.id} label={held ? 'ui.save' : 'people.give'} />
        </Form>
      </PeopleFormPage>,
      statusOf(again),
    )
  })

const showWork = (
  c: Req,
  again: Again<WorkForm> & { addresses?: Parameters<typeof WorkFields>[0]['addresses'] } = {},
) =>
  c.get('tx')(async (ctx) => {
    const file = await managedFile(ctx, idOf(c))
    const { account, member } = file
    if (!member) throw new NotFound()
    const view = await viewOf(c, ctx, 'workspace')
    const place = await basePlace(ctx, member)
    const form = again.form ?? formOfWork(member, await knownSkills(ctx, file.org), place, file.workVersion)
    const stale = again.refusal?.code === 'work.version'
    return page(
      c,
      <PeopleFormPage
        view={view}
        title={ctx.t('people.work.title')}
        lead={ctx.t('people.work.lead')}
        trail={[{ label: account.name, href: paths.person(account.id) }]}
        mistakes={again.mistakes ?? []}
        refusal={again.refusal ?? null}
        now={stale && <PersonWork view={view} file={file} base={place} />}
      >
        <WorkFields
          view={view}
          account={account.id}
          form={stale ? { ...form, version: file.workVersion } : form}
          addresses={again.addresses ?? []}
          mistakes={again.mistakes ?? []}
        />
      </PeopleFormPage>,
      statusOf(again),
    )
  })

const done = (c: Req, what: string) => c.redirect(urlWith(paths.person(idOf(c)), { erledigt: what }), 303)

/** What is changed about a person on a page of its own. */
export const personFormRoutes = new Hono<Env>()
  .get(action('angaben'), stepUp, (c) => showDetails(c))
  .post(action('angaben'), stepUp, async (c) => {
    const form = readDetails(await c.req.parseBody())
    const mistakes = await c.get('tx')(async (ctx) => {
      await managedFile(ctx, idOf(c))
      return mistakesInDetails(form, ctx.t)
    })
    if (mistakes.length > 0) return showDetails(c, { form, mistakes })
    const refusal = await refused(() => c.get('tx')((ctx) => changePerson(ctx, idOf(c), personOf(form))))
    return refusal ? showDetails(c, { form, refusal }) : done(c, 'details')
  })
  .get(action('rolle'), stepUp, (c) => showRole(c))
  .post(action('rolle'), stepUp, async (c) => {
    const form = readRoleForm(await c.req.parseBody({ all: true }))
    const { mistakes, role } = await c.get('tx')(async (ctx) => {
      const file = await personFile(ctx, idOf(c))
      const { byCode } = await catalogue(ctx)
      const held = heldAt(file, form.einheit, form.rolle)
      const mistakes = mistakesInRole(form, {
        org: file.org,
        categories: new Set([...byCode.keys(), ...(held?.types ?? [])]),
        t: ctx.t,
      })
      return { mistakes, role: mistakes.length > 0 ? null : roleOf(form, ctx.tenant.timeZone, ctx.now, held) }
    })
    if (!role) return showRole(c, { form, mistakes })
    const refusal = await refused(() =>
      c.get('tx')((ctx) => addMembership(ctx, { account: idOf(c), ...role })),
    )
    return refusal ? showRole(c, { form, refusal }) : done(c, 'role')
  })
  .get(action('arbeit'), (c) => showWork(c))
  .post(action('arbeit'), async (c) => {
    const form = readWork(await c.req.parseBody({ all: true }))
    const { work, mistakes, addresses } = await c.get('tx')(async (ctx) => {
      const { member } = await managedFile(ctx, idOf(c))
      if (!member) throw new NotFound()
      return workOf(ctx, form, member, await basePlace(ctx, member))
    })
    if (mistakes.length > 0) return showWork(c, { form, mistakes, addresses })
    const refusal = await refused(() => c.get('tx')((ctx) => changeWork(ctx, idOf(c), work, form.version)))
    return refusal ? showWork(c, { form, refusal }) : done(c, 'work')
  })
