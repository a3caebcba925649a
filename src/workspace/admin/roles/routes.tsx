import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import {
  assertManagesAll,
  codeForRole,
  type DefinedRole,
  defineRole,
  everyRole,
  type HeldRole,
  managesAll,
  organisation,
  retireRole,
  roleName,
} from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { RoleEditPage } from './edit-page.tsx'
import { definitionOf, mistakesInDefinition, type RoleDefinition, readDefinition } from './form.ts'
import { RoleListPage } from './list-page.tsx'
import { RolePage } from './role-page.tsx'

const asks = (ctx: Ctx): void => {
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
}

async function roleOfPath(c: Req, ctx: Ctx): Promise<DefinedRole> {
  asks(ctx)
  const role = (await organisation(ctx)).roles.get(c.req.param('code') ?? '')
  if (!role) throw new NotFound()
  return role
}

/** Who holds a role now or later, at units of the actor's. */
async function holdersOf(ctx: Ctx, code: string): Promise<HeldRole[]> {
  const { staff } = await organisation(ctx)
  return (await everyRole(ctx))
    .filter((h) => h.role === code && h.state !== 'past' && may(ctx.actor, 'organisation.manage', h.unit))
    .sort((a, b) => (staff.get(a.account)?.name ?? '').localeCompare(staff.get(b.account)?.name ?? '', 'de'))
}

const peopleIn = (held: readonly HeldRole[]): number => new Set(held.map((h) => h.account)).size

const showRole = (c: Req, refusal: Refusal | null = null) =>
  c.get('tx')(async (ctx) => {
    const role = await roleOfPath(c, ctx)
    return page(
      c,
      <RolePage
        view={await viewOf(c, ctx, 'workspace')}
        org={await organisation(ctx)}
        role={role}
        holders={await holdersOf(ctx, role.code)}
        mayDefine={await managesAll(ctx)}
        refusal={refusal}
      />,
      refusal?.status ?? 200,
    )
  })

interface Again {
  form?: RoleDefinition
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
}

const showEdit = (c: Req, { form, mistakes = [], refusal = null }: Again = {}) =>
  c.get('tx')(async (ctx) => {
    await assertManagesAll(ctx)
    const { roles } = await organisation(ctx)
    const role = c.req.param('code') ? await roleOfPath(c, ctx) : null
    const model = role ? null : (roles.get(c.req.query('vorlage') ?? '') ?? null)
    // The preview asks for the page with what is ticked in the address; nothing is stored by it.
    const asked = new URL(c.req.url).searchParams
    const ticked = asked.has('version')
      ? readDefinition({ ...Object.fromEntries(asked), recht: asked.getAll('recht') })
      : null
    const typed =
      form ??
      ticked ??
      (role ? definitionOf(role) : readDefinition(model ? { recht: [...model.permissions] } : {}))
    const named = refusal?.code === 'role.name_taken'
    return page(
      c,
      <RoleEditPage
        view={await viewOf(c, ctx, 'workspace')}
        role={role}
        model={model}
        // Sent once more, it is meant to stand over what the other one wrote.
        form={role && refusal?.code === 'role.version' ? { ...typed, version: role.version } : typed}
        mistakes={named ? [{ field: 'name', message: ctx.t('error.role.name_taken') }] : mistakes}
        refusal={named ? null : refusal}
        holders={role ? peopleIn(await holdersOf(ctx, role.code)) : 0}
      />,
      refusal?.status ?? (mistakes.length > 0 ? 422 : 200),
    )
  })

/** Takes a definition in, for a new role or for the one that the address names. */
async function define(c: Req): Promise<Response> {
  const form = readDefinition(await c.req.parseBody({ all: true }))
  const mistakes = await c.get('tx')(async (ctx) => {
    await assertManagesAll(ctx)
    return mistakesInDefinition(form, ctx.t)
  })
  if (mistakes.length > 0) return showEdit(c, { form, mistakes })
  let code = c.req.param('code') ?? ''
  const isNew = code === ''
  const refusal = await refused(() =>
    c.get('tx')(async (ctx) => {
      if (isNew) code = await codeForRole(ctx, form.name)
      else await roleOfPath(c, ctx)
      const role = { code, name: form.name, nameEn: form.name_en || form.name, permissions: form.recht }
      await defineRole(ctx, role, isNew ? 0 : form.version)
    }),
  )
  if (refusal) return showEdit(c, { form, refusal })
  return c.redirect(urlWith(paths.role(code), { erledigt: isNew ? 'created' : 'changed' }), 303)
}

/** The town's roles: what each allows, who holds it, and making one's own. */
export const roleRoutes = new Hono<Env>()
  .get(paths.roles, (c) =>
    c.get('tx')(async (ctx) => {
      asks(ctx)
      const { roles } = await organisation(ctx)
      const held = (await everyRole(ctx)).filter(
        (h) => h.state !== 'past' && may(ctx.actor, 'organisation.manage', h.unit),
      )
      return page(
        c,
        <RoleListPage
          view={await viewOf(c, ctx, 'workspace')}
          roles={[...roles.values()]
            .filter((role) => !role.retired)
            .sort((a, b) => roleName(a, ctx.lang).localeCompare(roleName(b, ctx.lang), ctx.lang))
            .map((role) => ({ role, holders: peopleIn(held.filter((h) => h.role === role.code)) }))}
          mayDefine={await managesAll(ctx)}
        />,
      )
    }),
  )
  .get(paths.roleNew, stepUp, (c) => showEdit(c))
  .post(paths.roleNew, stepUp, define)
  .get(paths.role(':code'), (c) => showRole(c))
  .get(paths.roleEdit(':code'), stepUp, (c) => showEdit(c))
  .post(paths.roleEdit(':code'), stepUp, define)
  .post(paths.roleEnd(':code'), stepUp, async (c) => {
    const { version } = await c.req.parseBody()
    const refusal = await refused(() =>
      c.get('tx')(async (ctx) => {
        const { code } = await roleOfPath(c, ctx)
        await retireRole(ctx, code, Number(version) || 0)
      }),
    )
    return refusal ? showRole(c, refusal) : c.redirect(urlWith(paths.roles, { erledigt: 'retired' }), 303)
  })
