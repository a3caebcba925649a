import type { PageView } from '#http/view.ts'
import { businessCalendar } from '#modules/calendar/index.ts'
import { type Case, reporterOf } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { contactOf } from '#modules/parties/index.ts'
import { catalogue, publicAtOnce, reportOf } from '#modules/reports/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { QrCode } from '#ui/qr-code.tsx'
import { Timeline, type TimelineItem } from '#ui/timeline.tsx'
import { When } from '#ui/when.tsx'

/** The good end: number, link to follow it, and what happens next with dates. */
export async function receiptPage(ctx: Ctx, view: PageView, id: Uuid) {
  const { t, format, lang } = view
  const { case: c } = await reportOf(ctx, id)
  const { party, trackingToken } = await reporterOf(ctx, id)
  const email = party ? (await contactOf(ctx, party))?.email : null
  const english = lang === 'en'
  const unit = c.unitId ? (await organisation(ctx)).units.get(c.unitId) : undefined
  const authority = (await authorities(ctx)).find((one) => one.id === c.authorityId)
  const who = authority
    ? english
      ? authority.nameEn
      : authority.name
    : ((english ? unit?.nameEn : unit?.name) ?? view.settings.contact.authority)
  const begins = (await businessCalendar(ctx, c.unitId)).nextOpening(c.openedAt)
  const first: TimelineItem = {
    state: 'done',
    title: t('report.receipt.in'),
    when: <When view={view} at={c.openedAt} />,
  }
  const steps: TimelineItem[] = authority
    ? [
        first,
        {
          state: 'now',
          title: t('report.receipt.passedOn', { who }),
          when: format.formatDate(c.openedAt),
          body: english ? authority.wordEn : authority.word,
        },
        {
          state: 'next',
          title: t('report.receipt.otherDecides', { who }),
          when: t('report.receipt.otherWhen'),
        },
      ]
    : [
        first,
        {
          state: 'now',
          title: t('report.receipt.looks', { who }),
          when: begins ? t('report.receipt.from', { date: format.formatDate(begins) }) : undefined,
        },
        {
          state: 'next',
          title: t('report.receipt.done'),
          when: c.dueAt ? t('report.receipt.until', { date: format.formatDate(c.dueAt) }) : undefined,
        },
      ]
  const waits = await waitsFor(ctx, c)
  const link = ctx.tenant.publicUrl + paths.tracking(trackingToken)
  return (
    <PortalLayout view={view} title={t('report.receipt.title')} islands={['copy']} width="narrow" noIndex>
      <Confirmation
        t={t}
        title={t('report.receipt.title')}
        lead={authority ? t('report.receipt.leadOther', { who }) : t('report.receipt.lead', { who })}
        number={c.number}
        numberLabel={t('report.receipt.number')}
        link={{ href: link, label: link }}
      >
        {view.terminal ? (
          <>
            <p>{t('terminal.take')}</p>
            <QrCode text={link} label={t('terminal.takeLabel')} />
          </>
        ) : (
          <p>{t('report.receipt.keep')}</p>
        )}
        {email && <p>{t('report.receipt.mailed')}</p>}
      </Confirmation>
      {waits && <Notice title={t(`own.receipt.${waits}`)} />}
      <Section title={t('report.receipt.next')}>
        <Timeline t={t} items={steps} label={t('report.receipt.next')} />
      </Section>
      <ActionBar>
        {c.public && (
          <ButtonLink kind="secondary" href={paths.publicReport(c.number)}>
            {t('report.receipt.public')}
          </ButtonLink>
        )}
        <ButtonLink kind="tertiary" href={paths.report}>
          {t('report.receipt.another')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}

/** What of the report is not public yet because somebody looks at it first; the worker has not noted that by now. */
async function waitsFor(ctx: Ctx, c: Case): Promise<'report' | 'photos' | null> {
  const category = (await catalogue(ctx)).byCode.get(c.type)
  if (!category?.public || c.restricted) return null
  const at = publicAtOnce(category)
  if (!at.report) return c.public ? null : 'report'
  if (at.photos) return null
  return (await photosOf(ctx, [c.id])).some((p) => p.stage === 'report' && p.visibility === 'parties')
    ? 'photos'
    : null
}
