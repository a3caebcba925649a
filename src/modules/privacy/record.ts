import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { formatter } from '#platform/format.ts'
import type { Lang, T } from '#platform/i18n.ts'
import { makePdf } from '#platform/pdf/document.ts'
import type { Platform } from '#platform/platform.ts'
import type { Processing } from './processing.ts'
import { assertReadsPrivacy, processings } from './processings.ts'
import { basisOf, termOf } from './wording.ts'

/** The record of processing activities (Art. 30(1) GDPR), made from what is set; page and PDF both show it. */
export interface ArticleRecord {
  lang: Lang
  madeAt: Date
  /** Art. 30(1) a. */
  controller: {
    name: string
    representative: string
    address: string
    email: string
    phone: string
    officer: string
  }
  processings: readonly Processing[]
  /** Art. 30(1) g: texts `privacy.measures.<code>`. */
  measures: readonly string[]
}

/** What protects all of it, as far as the program does; in the order in which auditors ask. */
export const protective = [
  'access',
  'factors',
  'readings',
  'files',
  'separation',
  'history',
  'minimal',
  'logs',
  'erasure',
  'recovery',
] as const

/** Throws Forbidden. */
export async function articleRecord(ctx: Ctx): Promise<ArticleRecord> {
  assertReadsPrivacy(ctx)
  const { contact } = await settings(ctx)
  return {
    lang: ctx.lang,
    madeAt: ctx.now,
    controller: {
      name: contact.authority,
      representative: contact.representative,
      address: contact.address,
      email: contact.email,
      phone: contact.phone,
      officer: contact.privacyEmail,
    },
    processings: (await processings(ctx)).filter((p) => p.active),
    measures: protective,
  }
}

/** The same as a PDF. Throws Forbidden. */
export async function articleRecordPdf(platform: Platform, who: Who): Promise<Buffer> {
  const { record, t, format } = await inTx(platform, who, async (ctx) => ({
    record: await articleRecord(ctx),
    t: ctx.t as T,
    format: formatter(ctx.lang, ctx.tenant.timeZone),
  }))
  const { controller, lang } = record
  return makePdf(
    {
      title: t('privacy.record.title'),
      author: controller.name,
      lang,
      madeAt: record.madeAt,
      footer: `${controller.name}, ${format.formatDay(record.madeAt)}`,
      pageNumber: (page, pages) => t('privacy.pdf.page', { page, pages }),
    },
    (pdf) => {
      pdf.heading(1, t('privacy.record.title'))
      pdf.paragraph(t('privacy.record.lead', { at: format.formatDate(record.madeAt) }))
      pdf.heading(2, t('privacy.record.controller'))
      pdf.pairs(controllerRows(t, controller))
      pdf.heading(2, t('privacy.record.processings'))
      for (const p of record.processings) {
        pdf.heading(3, p.name[lang])
        pdf.pairs(processingRows(t, p, lang))
      }
      pdf.heading(2, t('privacy.record.measures'))
      pdf.list(record.measures.map((code) => t(`privacy.measures.${code}`)))
    },
  )
}

/** Label and value of what Art. 30(1) a asks for; what the town has not told us is left out. */
export const controllerRows = (t: T, c: ArticleRecord['controller']): [string, string][] =>
  (
    [
      [t('privacy.record.name'), c.name],
      [t('privacy.record.representative'), c.representative],
      [t('privacy.record.address'), c.address.replaceAll('\n', ', ')],
      [t('privacy.record.phone'), c.phone],
      [t('privacy.record.email'), c.email],
      [t('privacy.record.officer'), c.officer],
    ] as [string, string][]
  ).filter(([, value]) => value)

/** Label and value of what Art. 30(1) b to f ask for. */
export const processingRows = (t: T, p: Processing, lang: Lang): [string, string][] => [
  [t('privacy.field.purpose'), p.purpose[lang]],
  [t('privacy.field.basis'), `${basisOf(t, p)}; ${p.law[lang]}`],
  [t('privacy.field.persons'), p.persons[lang]],
  [t('privacy.field.data'), p.data[lang]],
  [t('privacy.field.recipients'), p.recipients[lang]],
  [t('privacy.field.transfer'), t('privacy.record.noTransfer')],
  [t('privacy.field.retention'), termOf(t, p, lang)],
]
