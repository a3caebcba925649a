import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { caseToHold, numbersOf } from '#modules/cases/index.ts'
import { openApprovalsOn, organisation } from '#modules/organisation/index.ts'
import { askToLift, assertManagesPrivacy, type Hold, holds, LIFT, placeHold } from '#modules/privacy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { emptyHold, endOf, type HoldForm, readHoldForm } from './hold-form.ts'
import { HoldsPage, type ShownHold } from './holds-page.tsx'

async function shown(ctx: Ctx, all: readonly Hold[]): Promise<ShownHold[]> {
  const [numbers, { staff }] = await Promise.all([
    numbersOf(
      ctx,
      all.map((h) => h.subject),
    ),
    organisation(ctx),
  ])
  return Promise.all(
    all.map(async (h) => ({
      ...h,
      number: numbers.get(h.subject) ?? null,
      byName: staff.get(h.by ?? '')?.name ?? '',
      asked: (await openApprovalsOn(ctx, h.id, LIFT)).length > 0,
    })),
  )
}

interface Shown {
  form?: HoldForm
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
}

const show = (c: Req, { form = emptyHold, mistakes = [], refusal = null }: Shown = {}) =>
  c.get('tx')(async (ctx) =>
    page(
      c,
      <HoldsPage
        view={await viewOf(c, ctx, 'workspace')}
        holds={await shown(ctx, await holds(ctx))}
        manages={may(ctx.actor, 'privacy.manage')}
        form={form}
        mistakes={mistakes}
        refusal={refusal}
      />,
      refusal?.status ?? (mistakes.length > 0 ? 422 : 200),
    ),
  )

const fieldOf: Record<string, string> = { 'privacy.reason': 'grund', 'privacy.until_past': 'bis-day' }

/** Holds for legal proceedings: what stands, placing, asking to lift. */
export const holdRoutes = new Hono<Env>()
  .get(paths.holds, (c) => show(c))
  .post(paths.holds, async (c) => {
    const form = readHoldForm(await c.req.parseBody())
    const mistakes: FieldMistake[] = []
    const refusal = await refused(() =>
      c.get('tx')(async (ctx) => {
        assertManagesPrivacy(ctx)
        const found = await caseToHold(ctx, form.number)
        const until = endOf(form, ctx.tenant.timeZone)
        if (!found) mistakes.push({ field: 'nummer', message: ctx.t('privacy.holds.noSuchCase') })
        const subject = form.kind === 'case' ? found?.id : found?.reporter
        if (found && !subject) mistakes.push({ field: 'nummer', message: ctx.t('privacy.holds.noPerson') })
        if (until === undefined) mistakes.push({ field: 'bis-day', message: ctx.t('privacy.holds.badDate') })
        if (!subject || until === undefined) return
        await placeHold(ctx, { kind: form.kind, subject, reason: form.reason, until })
      }),
    )
    if (refusal) {
      const field = fieldOf[refusal.code]
      return field
        ? show(c, {
            form,
            mistakes: [{ field, message: await c.get('tx')(async (ctx) => ctx.t(`error.${refusal.code}`)) }],
          })
        : show(c, { form, refusal })
    }
    if (mistakes.length > 0) return show(c, { form, mistakes })
    return c.redirect(urlWith(paths.holds, { erledigt: 'placed' }), 303)
  })
  .post(paths.holdLift(':id'), stepUp, async (c) => {
    const refusal = await refused(() => c.get('tx')((ctx) => askToLift(ctx, c.req.param('id')!)))
    if (refusal) return show(c, { refusal })
    return c.redirect(urlWith(paths.holds, { erledigt: 'asked' }), 303)
  })
