import type { Req } from '#http/env.ts'
import { casesOpened } from '#http/metrics.ts'
import { limitLetters } from '#http/rate-limit.ts'
import { claimParty } from '#modules/citizens/index.ts'
import type { Field } from '#modules/forms/index.ts'
import type { Contact } from '#modules/parties/index.ts'
import {
  bundleOf,
  type Draft,
  draftByToken,
  finishDraft,
  type NewReport,
  submit,
  switchDraft,
} from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { firstOpen, pruned } from './flow.ts'
import { missingFor, whoReports } from './from-account.ts'
import { type Given, type Journey, journeyOf } from './journey.ts'
import { withNumber } from './object-choosing.ts'
import { askedQuestions, contactFields, otherFields, readFields, textFields } from './questions.ts'

/** Where the person goes, and how many reports were made by this very request. */
export interface Sent {
  to: string
  made: number
  /** Token of another report that is not ready yet; it takes the place of the one in the cookie. */
  takeUp?: string
}

/**
 * Sends what the review page showed, with the reports that wait to be sent together with it: all or none. The draft is
 * locked, so of two clicks one sends and the other finds it sent; its id is the report's, so even without the lock there
 * could be only one.
 */
export async function send(c: Req, token: string, given: Given): Promise<Sent> {
  try {
    const sent = await c.get('tx')(async (ctx): Promise<Sent> => {
      const draft = await draftByToken(ctx, token, 'for update')
      if (!draft) return { to: `${paths.report}?abgelaufen=1`, made: 0 }
      if (draft.submitted) return { to: paths.reportDone, made: 0 }
      const others = await bundleOf(ctx, draft, 'for update')
      // Changed meanwhile in another tab: nobody sends what they have not seen.
      const seen = given.text('entwurf') === draft.id && given.text('stand') === standOf(draft, others)
      if (!seen) return { to: paths.reportStep('pruefen'), made: 0 }
      // All are looked at before the first is sent: what is written by then stays written.
      const ready: Ready[] = []
      for (const each of [...others, draft]) {
        const one = await readyToSend(await journeyOf(c, ctx, each))
        if (typeof one !== 'string') ready.push(one)
        else if (each === draft) return { to: paths.reportStep(one), made: 0 }
        else
          return { to: paths.reportStep('pruefen'), made: 0, takeUp: await switchDraft(ctx, draft, each.id) }
      }
      for (const one of ready) await sendReady(c, ctx, one)
      return { to: paths.reportDone, made: ready.length }
    })
    if (sent.made > 0) casesOpened.inc({ channel: 'web' }, sent.made)
    return sent
  } catch (error) {
    if ((error as { code?: string }).code === '23505') return { to: paths.reportDone, made: 0 }
    throw error
  }
}

/** Sends a draft that was written without network; false when something is still open. */
export async function sendIfComplete(c: Req, j: Journey): Promise<boolean> {
  const ready = await readyToSend(j)
  if (typeof ready === 'string') return false
  await sendReady(c, j.ctx, ready)
  casesOpened.inc({ channel: 'web' })
  return true
}

async function sendReady(c: Req, ctx: Ctx, { draft, report, claims }: Ready): Promise<void> {
  const { kind } = ctx.actor
  // Whoever sits at the counter has somebody before them; an account's address is its own.
  if (kind !== 'staff') limitLetters(c, 'reported', report.subject?.email)
  if (kind === 'anonymous') limitLetters(c, 'reported', report.reporter?.email)
  const { reporterId } = await submit(ctx, { id: draft.id, ...report })
  if (claims && reporterId) await claimParty(ctx, reporterId, 'sent')
  await finishDraft(ctx, draft)
}

/** What a person has seen when they send: the versions of all that goes. */
export const standOf = (draft: Draft, others: readonly Draft[]): string =>
  [draft, ...others].map((each) => each.version).join('.')

interface Ready {
  draft: Draft
  report: Omit<NewReport, 'id'>
  claims: boolean
}

/** The report as it is sent, or the page on which something is still open. */
async function readyToSend(j: Journey): Promise<Ready | string> {
  const open = firstOpen(j.facts)
  if (open !== 'pruefen') return open
  const read = readAgain(j)
  if ('open' in read) return read.open
  if (missingFor(j.ctx.actor, j.category!)) return 'pruefen'
  const { claims, ...from } = await whoReports(j.ctx, read.report.reporter, j.category!)
  return { draft: j.draft, report: { ...read.report, ...from }, claims }
}

/** The draft is what pages kept; before it becomes a report it is read with the same schemas once more. */
function readAgain(j: Journey): { report: Omit<NewReport, 'id'> } | { open: string } {
  const { ctx, answers } = j
  const text = readFields(ctx, textFields, { text: answers.text })
  if (!text.ok) return { open: 'beschreibung' }
  const fields = askedQuestions(j.category!)
  const asked = readFields(ctx, fields, pruned(fields, (answers.answers ?? {}) as Record<string, string>))
  if (!asked.ok) return { open: 'fragen' }
  const contact = readContact(j, contactFields, '', answers.contact)
  const subject = answers.other ? readContact(j, otherFields, 'fuer_', answers.other) : null
  if (contact === undefined || subject === undefined) return { open: 'kontakt' }
  return {
    report: {
      category: j.category!.code,
      text: withNumber(j, String(text.answers.text)),
      place: answers.place!,
      address: answers.address ?? null,
      placedBy: answers.placedBy ?? 'map',
      roughly: answers.roughly ?? null,
      objectId: j.object?.id ?? null,
      answers: asked.answers,
      reporter: contact,
      subject,
      // Who calls or comes to the counter tells it to somebody on the staff, who writes it down.
      channel: (ctx.actor.kind === 'staff' && answers.channel) || 'web',
    },
  }
}

type Kept = { name?: string; email?: string; phone?: string } | null | undefined

/** Somebody who can be reached, null for nobody, undefined where what was kept does not hold any more. */
function readContact(
  j: Journey,
  fields: readonly Field[],
  prefix: string,
  kept: Kept,
): Contact | null | undefined {
  const { name, email, phone } = kept ?? {}
  if (!name && !email && !phone) return null
  const input = { [`${prefix}name`]: name, [`${prefix}email`]: email, [`${prefix}telefon`]: phone }
  const read = readFields(j.ctx, fields, input)
  if (!read.ok) return undefined
  const given = read.answers as Record<string, string | undefined>
  return {
    name: given[`${prefix}name`] ?? null,
    email: given[`${prefix}email`] ?? null,
    phone: given[`${prefix}telefon`] ?? null,
    lang: j.ctx.lang,
  }
}
