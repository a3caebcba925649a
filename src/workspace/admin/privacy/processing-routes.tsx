import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import {
  articleRecord,
  articleRecordPdf,
  assertManagesPrivacy,
  assertReadsPrivacy,
  changeProcessing,
  type Processing,
  processing,
  processings,
} from '#modules/privacy/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { formOf, type ProcessingForm, processingValue, readProcessingForm } from './processing-form.ts'
import { ProcessingPage } from './processing-page.tsx'
import { ProcessingsPage } from './processings-page.tsx'
import { RecordPage } from './record-page.tsx'

/** What a new one begins with: the general processing's words, and no category yet. */
async function draft(ctx: Ctx): Promise<Processing> {
  const general = await processing(ctx, 'reports')
  return { ...general, code: '', version: 0, builtIn: false, name: { de: '', en: '' }, types: [] }
}

interface Shown {
  form?: ProcessingForm
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
}

const show = (c: Req, code: string | null, { form, mistakes = [], refusal = null }: Shown = {}) =>
  c.get('tx')(async (ctx) => {
    assertManagesPrivacy(ctx)
    const p = code === null ? await draft(ctx) : await processing(ctx, code)
    const field =
      refusal &&
      { 'privacy.code': 'kuerzel', 'privacy.kinds': 'kategorien', 'privacy.days': 'tage' }[refusal.code]
    const found = field ? [{ field, message: ctx.t(`error.${refusal.code}`) }] : mistakes
    return page(
      c,
      <ProcessingPage
        view={await viewOf(c, ctx, 'workspace')}
        processing={p}
        isNew={code === null}
        form={form ?? formOf(p)}
        categories={(await catalogue(ctx)).all.map((one) => ({ value: one.code, label: one.name[ctx.lang] }))}
        mistakes={found}
        refusal={field ? null : refusal}
      />,
      refusal?.status ?? (found.length > 0 ? 422 : 200),
    )
  })

async function save(c: Req, code: string | null): Promise<Response> {
  const form = readProcessingForm(await c.req.parseBody({ all: true }), code)
  const { value, mistakes } = await c.get('tx')(async (ctx) => {
    assertManagesPrivacy(ctx)
    const before = code === null ? await draft(ctx) : await processing(ctx, code)
    const read = processingValue(ctx.t, code === null ? { ...form, active: true } : form, before)
    if (!before.builtIn && read.value.types.length === 0)
      read.mistakes.unshift({ field: 'kategorien', message: ctx.t('error.privacy.kinds') })
    return read
  })
  if (mistakes.length > 0) return show(c, code, { form, mistakes })
  const refusal = await refused(() =>
    c.get('tx')(async (ctx) => {
      if (code === null && (await processings(ctx)).some((p) => p.code === form.code))
        throw new Conflict('privacy.version')
      await changeProcessing(ctx, form.code, value, form.version)
    }),
  )
  if (refusal) return show(c, code, { form, refusal })
  return c.redirect(urlWith(paths.processings, { erledigt: 'saved' }), 303)
}

/** Processings and the record that is made of them. */
export const processingRoutes = new Hono<Env>()
  .get(paths.processings, (c) =>
    c.get('tx')(async (ctx) => {
      assertReadsPrivacy(ctx)
      const all = await processings(ctx)
      const manages = may(ctx.actor, 'privacy.manage')
      return page(c, <ProcessingsPage view={await viewOf(c, ctx, 'workspace')} all={all} manages={manages} />)
    }),
  )
  .get(paths.privacyRecord, (c) =>
    c.get('tx')(async (ctx) =>
      page(c, <RecordPage view={await viewOf(c, ctx, 'workspace')} record={await articleRecord(ctx)} />),
    ),
  )
  .get(paths.privacyRecordPdf, async (c) => {
    const pdf = await articleRecordPdf(c.get('platform'), c.get('who'))
    c.header('Content-Type', 'application/pdf')
    c.header('Content-Disposition', 'attachment; filename="verarbeitungen.pdf"')
    return c.body(new Uint8Array(pdf))
  })
  .get(paths.processingNew, (c) => show(c, null))
  .post(paths.processingNew, stepUp, (c) => save(c, null))
  .get(paths.processing(':code'), (c) => show(c, c.req.param('code')!))
  .post(paths.processing(':code'), stepUp, (c) => save(c, c.req.param('code')!))
