import { organisation, roleName } from '#modules/organisation/index.ts'
import { termOf } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { type Format, formatter } from '#platform/format.ts'
import { makePdf, type PdfWriter } from '#platform/pdf/document.ts'
import type { PersonExport } from './subject-export.ts'
import type { SubjectCase } from './subject-export-cases.ts'
import { readingWords } from './subject-export-trails.ts'

/** What a document needs of its transaction, so that it can be drawn after it: drawing takes its time. */
export interface Words {
  t: Ctx['t']
  format: Format
  role: (code: string | null) => string
}

export async function wordsFor(ctx: Ctx): Promise<Words> {
  const { roles } = await organisation(ctx)
  return {
    t: ctx.t,
    format: formatter(ctx.lang, ctx.tenant.timeZone),
    role: (code) => {
      const known = code ? roles.get(code) : undefined
      return known ? roleName(known, ctx.lang) : (code ?? '')
    },
  }
}

/** The export for people (Art. 15 GDPR): everything in the JSON that is for them, in words. */
export function exportPdf(e: PersonExport, words: Words): Promise<Buffer> {
  const { t, format } = words
  const title = t('privacy.export.title')
  return makePdf(
    {
      title,
      author: e.town.controller,
      lang: e.lang,
      madeAt: e.madeAt,
      footer: `${e.town.controller}, ${format.formatDay(e.madeAt)}`,
      pageNumber: (page, pages) => t('privacy.pdf.page', { page, pages }),
    },
    (pdf) => {
      pdf.heading(1, title)
      pdf.paragraph(
        t('privacy.export.lead', { town: e.town.controller, at: format.formatDateTime(e.madeAt) }),
      )
      person(pdf, e, words)
      pdf.heading(2, t('privacy.export.cases', { count: e.cases.length }))
      if (e.cases.length === 0) pdf.paragraph(t('privacy.export.noCases'))
      for (const c of e.cases) oneCase(pdf, e, c, words)
      for (const section of e.sections) {
        pdf.heading(2, section.title)
        pdf.pairs(section.rows.map((r) => [r.label, r.value]))
      }
      letters(pdf, e, words)
      reads(pdf, e, words)
      reasons(pdf, e, words)
      pdf.heading(2, t('privacy.export.rights.title'))
      pdf.paragraph(
        t('privacy.export.rights.text', {
          email: e.town.privacyEmail || e.town.email,
          controller: e.town.controller,
        }),
      )
    },
  )
}

function person(pdf: PdfWriter, e: PersonExport, { t, format }: Words): void {
  pdf.heading(2, t('privacy.export.person'))
  for (const p of e.people)
    pdf.pairs([
      [t('privacy.export.name'), p.name],
      [t('privacy.export.email'), p.email],
      [t('privacy.export.phone'), p.phone],
      [t('privacy.export.birthDate'), p.birthDate && format.formatDate(Temporal.PlainDate.from(p.birthDate))],
      [t('privacy.export.address'), p.address],
      [t('privacy.export.register'), p.register],
      [t('privacy.export.since'), format.formatDate(p.createdAt)],
    ])
}

function oneCase(pdf: PdfWriter, e: PersonExport, c: SubjectCase, { t, format }: Words): void {
  pdf.heading(3, `${c.number} · ${c.title[e.lang]}`)
  pdf.pairs([
    [t('privacy.export.role'), t(`privacy.export.roles.${c.role}`)],
    [t('privacy.export.status'), t(`privacy.export.statuses.${c.status}`)],
    [t('privacy.export.outcome'), c.outcome && t(`history.outcome.${c.outcome}`)],
    [t('privacy.export.place'), c.address],
    [t('privacy.export.coordinates'), c.place && `${c.place.lat.toFixed(6)}, ${c.place.lon.toFixed(6)}`],
    [t('privacy.export.opened'), format.formatDateTime(c.openedAt)],
    [t('privacy.export.due'), c.dueAt && format.formatDateTime(c.dueAt)],
    [t('privacy.export.appointments'), c.appointments.map((at) => format.formatDateTime(at)).join('; ')],
    [t('privacy.export.closed'), c.closedAt && format.formatDateTime(c.closedAt)],
    [t('privacy.export.public'), t(c.public ? 'privacy.yes' : 'privacy.no')],
    ...c.answers.map((a) => [a.label, a.value] as const),
  ])
  for (const m of c.messages) {
    pdf.paragraph(t(`privacy.export.said.${m.from}`, { at: format.formatDateTime(m.at) }), {
      small: true,
      muted: true,
    })
    pdf.paragraph(m.text)
    for (const before of m.earlier ?? []) {
      pdf.paragraph(t('privacy.export.before'), { small: true, muted: true })
      pdf.paragraph(before)
    }
  }
  if (c.files.length > 0)
    pdf.list(
      c.files.map((f) =>
        [f.name || t('privacy.export.photo'), f.mime, format.formatDateTime(f.addedAt)].join(', '),
      ),
    )
}

function letters(pdf: PdfWriter, e: PersonExport, { t, format }: Words): void {
  if (e.mails.length === 0) return
  pdf.heading(2, t('privacy.export.letters'))
  pdf.table({
    summary: t('privacy.export.letters'),
    columns: [
      { label: t('privacy.export.at'), width: 2 },
      { label: t('privacy.export.to'), width: 3 },
      { label: t('privacy.export.subject'), width: 5 },
    ],
    rows: e.mails.map((m) => [format.formatDateTime(m.at), m.to, m.subject]),
  })
}

function reads(pdf: PdfWriter, e: PersonExport, { t, format, role }: Words): void {
  pdf.heading(2, t('privacy.export.readings'))
  pdf.paragraph(t(e.readings.length > 0 ? 'privacy.export.readingsLead' : 'privacy.export.noReadings'))
  if (e.readings.length > 0)
    pdf.table({
      summary: t('privacy.export.readings'),
      columns: [
        { label: t('privacy.export.at'), width: 3 },
        { label: t('privacy.export.what'), width: 3 },
        { label: t('privacy.export.office'), width: 4 },
        { label: t('privacy.export.inRole'), width: 3 },
      ],
      rows: e.readings.map((r) => [
        format.formatDateTime(r.at),
        readingWords(t, r.what),
        r.unit ?? t('privacy.export.program'),
        role(r.role),
      ]),
    })
}

function reasons(pdf: PdfWriter, e: PersonExport, { t }: Words): void {
  pdf.heading(2, t('privacy.export.processings'))
  for (const p of e.processings) {
    pdf.heading(3, p.name[e.lang])
    pdf.pairs([
      [t('privacy.field.purpose'), p.purpose[e.lang]],
      [t('privacy.field.basis'), `${t('privacy.letter', { letter: p.letter })}; ${p.law[e.lang]}`],
      [t('privacy.field.data'), p.data[e.lang]],
      [t('privacy.field.recipients'), p.recipients[e.lang]],
      [t('privacy.field.retention'), termOf(t, p, e.lang)],
    ])
  }
}
