import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isEmail } from '#modules/forms/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { queueMail } from '#platform/mail/queue.ts'
import { letterHtml, letterText } from '#platform/mail/render.ts'
import { textsOf } from '#platform/tenants.ts'

const LONGEST = 5000

const words = z
  .string()
  .catch('')
  .transform((text) => text.replaceAll('\r\n', '\n').trim())
const feedback = z.object({ seite: words, barriere: words, email: words })

export type Feedback = z.output<typeof feedback>

export const readFeedback = (body: Record<string, unknown>): Feedback => feedback.parse(body)

/** What is to be mended, as field and text key. */
export function feedbackMistakes({
  barriere,
  email,
  seite,
}: Feedback): { field: keyof Feedback; key: string }[] {
  return [
    ...(seite.length > 300 ? [{ field: 'seite' as const, key: 'legal.feedback.pageLong' }] : []),
    ...(barriere ? [] : [{ field: 'barriere' as const, key: 'legal.feedback.empty' }]),
    ...(barriere.length > LONGEST ? [{ field: 'barriere' as const, key: 'legal.feedback.long' }] : []),
    ...(email && !isEmail(email) ? [{ field: 'email' as const, key: 'legal.feedback.emailWrong' }] : []),
  ]
}

/** Writes the barrier to the town's own address. Sent twice (reload, double click) it is one mail. */
export async function sendFeedback(ctx: Ctx, { seite, barriere, email }: Feedback): Promise<void> {
  const { contact, defaultLang } = await settings(ctx)
  if (!contact.email) return
  const t = textsOf(ctx.platform, ctx.tenant.id, defaultLang)
  const letter = {
    town: ctx.tenant.name,
    greeting: t('legal.feedback.mail.greeting'),
    paragraphs: [
      t('legal.feedback.mail.page', { page: seite || '–' }),
      barriere,
      t('legal.feedback.mail.answer', { email: email || '–' }),
    ],
    closing: t('legal.feedback.mail.closing', { town: ctx.tenant.name }),
    footer: [ctx.tenant.name],
    lang: defaultLang,
  }
  const digest = createHash('sha256').update(`${seite}\n${barriere}\n${email}`).digest('hex').slice(0, 32)
  queueMail(ctx, {
    dedupe: `feedback:${digest}:${ctx.now.toISOString().slice(0, 10)}`,
    stream: null,
    to: contact.email,
    subject: t('legal.feedback.mail.subject'),
    text: letterText(letter),
    html: letterHtml(letter),
    lang: defaultLang,
    ...(email ? { headers: { 'Reply-To': email } } : {}),
  })
}
