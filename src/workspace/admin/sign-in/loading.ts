import type { Req } from '#http/env.ts'
import { type PageView, viewOf } from '#http/view.ts'
import { type Provider, providerByCode } from '#modules/identity/index.ts'
import { mappingRules, organisation, type Source } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { blankRule, type RuleForm } from './rule-form.ts'
import type { RulesProps } from './rules-section.tsx'

/** Throws Forbidden for whoever does not look after sign-on. */
export function assertLooksAfter(ctx: Ctx): void {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
}

/** Throws Forbidden, NotFound. */
export async function providerFor(ctx: Ctx, code: string): Promise<Provider> {
  assertLooksAfter(ctx)
  const provider = await providerByCode(ctx, code)
  if (!provider) throw new NotFound()
  return provider
}

/** An id in the address. Throws NotFound for what can be none. */
export function idIn(c: Req, name: string): Uuid {
  const id = c.req.param(name) ?? ''
  if (!isUuid(id)) throw new NotFound()
  return id
}

/** What a form for a rule came back with. */
export interface RuleTried {
  form: RuleForm
  faults: readonly (keyof RuleForm)[]
}

/** What the rules of a source need to be shown. */
export async function rulesFor(
  c: Req,
  ctx: Ctx,
  source: Source,
  where: Pick<RulesProps, 'action' | 'removal'>,
  tried?: RuleTried,
): Promise<{ view: PageView; rules: RulesProps }> {
  const [view, org, all, rules] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    organisation(ctx),
    catalogue(ctx),
    mappingRules(ctx, source),
  ])
  const errors = Object.fromEntries(
    (tried?.faults ?? []).map((field) => [field, view.t(`sso.fault.${field}`)]),
  )
  const form = tried?.form ?? blankRule
  return { view, rules: { view, ctx, org, groups: all.groups, rules, form, errors, ...where } }
}
