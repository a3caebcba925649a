import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  changeUnit,
  createUnit,
  dissolveUnit,
  managesAll,
  organisation,
  restoreUnit,
  type Unit,
} from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { assertUnneeded, whatHangsOn } from './facts.ts'
import {
  emptyUnit,
  fieldOfRefusal,
  formOfUnit,
  mistakesIn,
  readUnitForm,
  type UnitForm,
  unitOf,
} from './form.ts'
import { TreePage } from './tree-page.tsx'
import { UnitPage } from './unit-page.tsx'

const manage = 'organisation.manage'
const asks = (ctx: Ctx): void => {
  if (!may(ctx.actor, manage)) throw new Forbidden()
}

async function unitOfPath(c: Req, ctx: Ctx): Promise<Unit> {
  asks(ctx)
  const unit = (await organisation(ctx)).units.get(c.req.param('id') ?? '')
  if (!unit) throw new NotFound()
  return unit
}

interface Shown {
  form?: UnitForm
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
}

/** The page of a unit, or of a new one, as it is after whatever has just happened. */
const show = (c: Req, id: Uuid | null, { form, mistakes = [], refusal = null }: Shown = {}) =>
  c.get('tx')(async (ctx) => {
    const org = await organisation(ctx)
    const unit = id ? (org.units.get(id) ?? null) : null
    const manages = unit ? may(ctx.actor, manage, unit.id) : true
    const asked = c.req.query('ueber')
    const field = refusal ? fieldOfRefusal[refusal.code] : undefined
    const typed =
      form ?? (unit ? formOfUnit(unit) : emptyUnit(asked && org.units.has(asked) ? asked : undefined))
    return page(
      c,
      <UnitPage
        view={await viewOf(c, ctx, 'workspace')}
        org={org}
        unit={unit}
        // Sent once more, it is meant to stand over what the other one wrote.
        form={unit && refusal?.code === 'unit.version' ? { ...typed, version: unit.version } : typed}
        mistakes={
          refusal && field ? [{ field, message: ctx.t(`error.${refusal.code}`, refusal.params) }] : mistakes
        }
        refusal={field ? null : refusal}
        manages={manages}
        mayHold={(u) => may(ctx.actor, manage, u.id)}
        top={await managesAll(ctx)}
        hours={may(ctx.actor, 'settings.manage')}
        hanging={unit && manages ? await whatHangsOn(ctx, unit.id) : null}
      />,
      refusal?.status ?? (mistakes.length > 0 ? 422 : 200),
    )
  })

const read = async (c: Req): Promise<UnitForm> => readUnitForm(await c.req.parseBody())

/** The town's units: the tree, each of them, what is new and what ends. */
export const unitRoutes = new Hono<Env>()
  .get(paths.units, (c) =>
    c.get('tx')(async (ctx) => {
      asks(ctx)
      return page(
        c,
        <TreePage
          view={await viewOf(c, ctx, 'workspace')}
          org={await organisation(ctx)}
          dissolved={c.req.query('aufgeloeste') === 'ja'}
          mayAdd={may(ctx.actor, manage)}
        />,
      )
    }),
  )
  .get(paths.unitNew, async (c) => {
    await c.get('tx')(async (ctx) => asks(ctx))
    return show(c, null)
  })
  .post(paths.unitNew, async (c) => {
    const form = await read(c)
    const mistakes = await c.get('tx')(async (ctx) => {
      asks(ctx)
      return mistakesIn(form, await organisation(ctx), ctx.t)
    })
    if (mistakes.length > 0) return show(c, null, { form, mistakes })
    let made = ''
    const refusal = await refused(async () => {
      made = await c.get('tx')((ctx) => createUnit(ctx, unitOf(form)))
    })
    if (refusal) return show(c, null, { form, refusal })
    return c.redirect(urlWith(paths.unit(made), { erledigt: 'created' }), 303)
  })
  .get(paths.unit(':id'), async (c) => {
    const { id } = await c.get('tx')((ctx) => unitOfPath(c, ctx))
    return show(c, id)
  })
  .post(paths.unit(':id'), async (c) => {
    const form = await read(c)
    const { id, mistakes } = await c.get('tx')(async (ctx) => {
      const unit = await unitOfPath(c, ctx)
      if (!may(ctx.actor, manage, unit.id)) throw new Forbidden()
      return { id: unit.id, mistakes: mistakesIn(form, await organisation(ctx), ctx.t) }
    })
    if (mistakes.length > 0) return show(c, id, { form, mistakes })
    const refusal = await refused(() => c.get('tx')((ctx) => changeUnit(ctx, id, unitOf(form), form.version)))
    if (refusal) return show(c, id, { form, refusal })
    return c.redirect(urlWith(paths.unit(id), { erledigt: 'changed' }), 303)
  })
  .post(paths.unitAction(':id', 'aufloesung'), async (c) => {
    const body = await c.req.parseBody()
    const successor = isUuid(String(body.nachfolge)) ? String(body.nachfolge) : null
    const { id } = await c.get('tx')((ctx) => unitOfPath(c, ctx))
    const refusal = await refused(() =>
      c.get('tx')(async (ctx) => {
        await dissolveUnit(ctx, id, { successor, version: Number(body.version) || 0 })
        await assertUnneeded(ctx, id)
      }),
    )
    if (refusal) return show(c, id, { refusal })
    return c.redirect(urlWith(paths.units, { erledigt: 'dissolved' }), 303)
  })
  .post(paths.unitAction(':id', 'wiederherstellung'), async (c) => {
    const { version } = await c.req.parseBody()
    const { id } = await c.get('tx')((ctx) => unitOfPath(c, ctx))
    const refusal = await refused(() => c.get('tx')((ctx) => restoreUnit(ctx, id, Number(version) || 0)))
    if (refusal) return show(c, id, { refusal })
    return c.redirect(urlWith(paths.unit(id), { erledigt: 'restored' }), 303)
  })
