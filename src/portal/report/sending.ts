import type { Req } from '#http/env.ts'
import { casesOpened } from '#http/metrics.ts'
import { claimParty } from '#modules/citizens/index.ts'
import { draftByToken, finishDraft, type NewReport, submit } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { firstOpen, pruned } from './flow.ts'
import { missingFor, whoReports } from './from-account.ts'
import { type Given, type Journey, journeyOf } from './journey.ts'
import { withNumber } from './object-choosing.ts'
import { askedQuestions, contactFields, readFields, textFields } from './questions.ts'

/** Where the person goes, and whether a report was made by this very request. */
export interface Sent {
  to: string
  made: boolean
}

/**
 * Sends what the review page showed. The draft is locked, so of two clicks one sends and the other finds it sent;
 * its id is the report's, so even without the lock there could be only one.
 */
export async function send(c: Req, token: string, given: Given): Promise<Sent> {
  try {
    const sent = await c.get('tx')(async (ctx): Promise<Sent> => {
      const draft = await draftByToken(ctx, token, 'for update')
      if (!draft) return { to: `${paths.report}?abgelaufen=1`, made: false }
      if (draft.submitted) return { to: paths.reportDone, made: false }
      const j = await journeyOf(c, ctx, draft)
      const open = firstOpen(j.facts)
      if (open !== 'pruefen') return { to: paths.reportStep(open), made: false }
      // Changed meanwhile in another tab: nobody sends what they have not seen.
      const seen = given.text('entwurf') === draft.id && given.text('stand') === String(draft.version)
      if (!seen) return { to: paths.reportStep('pruefen'), made: false }
      const read = readAgain(j)
      if ('open' in read) return { to: paths.reportStep(read.open), made: false }
      if (missingFor(ctx.actor, j.category!)) return { to: paths.reportStep('pruefen'), made: false }
      const { claims, ...from } = await whoReports(ctx, read.report.reporter, j.category!)
      const { reporterId } = await submit(ctx, { id: draft.id, ...read.report, ...from })
      if (claims && reporterId) await claimParty(ctx, reporterId, 'sent')
      await finishDraft(ctx, draft)
      return { to: paths.reportDone, made: true }
    })
    if (sent.made) casesOpened.inc({ channel: 'web' })
    return sent
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return { to: paths.reportDone, made: false }
    throw error
  }
}

/** The draft is what pages kept; before it becomes a report it is read with the same schemas once more. */
function readAgain(j: Journey): { report: Omit<NewReport, 'id'> } | { open: string } {
  const { ctx, answers } = j
  const text = readFields(ctx, textFields, { text: answers.text })
  if (!text.ok) return { open: 'beschreibung' }
  const fields = askedQuestions(j.category!)
  const asked = readFields(ctx, fields, pruned(fields, (answers.answers ?? {}) as Record<string, string>))
  if (!asked.ok) return { open: 'fragen' }
  const { name, email, phone } = answers.contact ?? {}
  const contact = readFields(ctx, contactFields, { name, email, telefon: phone })
  if (!contact.ok) return { open: 'kontakt' }
  const given = contact.answers as Record<string, string | undefined>
  const reachable = Object.keys(given).length > 0
  return {
    report: {
      category: j.category!.code,
      text: withNumber(j, String(text.answers.text)),
      place: answers.place!,
      address: answers.address ?? null,
      placedBy: answers.placedBy ?? 'map',
      objectId: j.object?.id ?? null,
      answers: asked.answers,
      reporter: reachable
        ? {
            name: given.name ?? null,
            email: given.email ?? null,
            phone: given.telefon ?? null,
            lang: ctx.lang,
          }
        : null,
      channel: 'web',
    },
  }
}
