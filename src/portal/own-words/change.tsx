import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { caseToCorrect } from '#modules/cases/index.ts'
import { catalogue, correctReport, dangersAdded, dangersIn, reportOf } from '#modules/reports/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { ChangePage, type ChangeValues } from './change-page.tsx'
import type { Owner } from './owner.ts'
import { done, limitChanges, sentence, texts } from './sent.ts'

interface Again {
  values: ChangeValues
  field: 'kategorie' | 'text'
  error?: unknown
  warn?: boolean
}

export async function showChange(c: Req, owner: Owner, again?: Again): Promise<Response> {
  return inTx(c.get('platform'), owner.who, async (ctx) => {
    await caseToCorrect(ctx, owner.id)
    const view = await viewOf(c, ctx, 'portal')
    const message = again?.error === undefined ? null : sentence(ctx, again.error)
    return page(
      c,
      <ChangePage
        view={view}
        owner={owner}
        report={await reportOf(ctx, owner.id)}
        catalogue={await catalogue(ctx)}
        {...(again ? { values: again.values } : {})}
        errors={again && message ? [{ field: again.field, message }] : []}
        dangers={again?.warn ? await dangersIn(ctx, again.values.text) : []}
      />,
      again ? 422 : 200,
    )
  })
}

export async function takeChange(c: Req, owner: Owner): Promise<Response> {
  limitChanges(c, 'own-change')
  const body = await c.req.parseBody({ all: true })
  const one = (name: string): string => texts(body, name)[0] ?? ''
  const values = { kategorie: one('kategorie'), text: one('text').replaceAll('\r\n', '\n') }
  const version = /^\d{1,9}$/.test(one('version')) ? Number(one('version')) : 0
  const to = { category: values.kategorie, text: values.text, stamp: one('stand'), version }
  try {
    const told = await inTx(c.get('platform'), owner.who, async (ctx) => {
      const before = await reportOf(ctx, owner.id)
      const dangers = await dangersAdded(ctx, before.text, values.text)
      // A danger comes up before anything else; whoever has read it may go on.
      if (dangers.length > 0 && one('gewarnt') !== 'ja') return false
      await correctReport(ctx, owner.id, to)
      return true
    })
    if (!told) return showChange(c, owner, { values, field: 'text', warn: true })
  } catch (error) {
    if (error instanceof Conflict && error.code === 'case.begun') throw error
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const field = error.code.startsWith('report.') ? 'kategorie' : 'text'
    return showChange(c, owner, { values, field, error })
  }
  return done(c, owner, 'geaendert')
}
