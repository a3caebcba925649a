import type { OwnCase } from '#modules/cases/index.ts'
import type { FileInfo } from '#modules/files/index.ts'
import type { Category, OwnDraft } from '#modules/reports/index.ts'
import { beginning, shortAddress } from '#portal/reports/short-address.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { CaseList } from './case-list.tsx'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'
import { appointments, NoCases } from './overview-page.tsx'

export function CasesPage({ me, cases }: { me: Me; cases: readonly OwnCase[] }) {
  const { t } = me.view
  const [open, closed] = [
    cases.filter((c) => c.status !== 'closed'),
    cases.filter((c) => c.status === 'closed'),
  ]
  return (
    <AccountLayout me={me} area="cases" lead={t('account.cases.lead')}>
      {me.citizen.organisation && !me.citizen.organisation.powers.includes('read') && (
        <Notice title={t('account.cases.noRead')} />
      )}
      {cases.length === 0 && <NoCases me={me} />}
      {open.length > 0 && (
        <Section title={t('account.cases.open', { count: open.length })}>
          <CaseList view={me.view} cases={open} level={3} />
        </Section>
      )}
      {closed.length > 0 && (
        <Section title={t('account.cases.closed', { count: closed.length })}>
          <CaseList view={me.view} cases={closed} level={3} />
        </Section>
      )}
    </AccountLayout>
  )
}

/** All that was said, by case, the last first; answering is done on the case's page. */
export function MessagesPage({ me, cases }: { me: Me; cases: readonly OwnCase[] }) {
  const { view } = me
  const { t } = view
  const talks = cases
    .filter((c) => c.lastWord)
    .sort((a, b) => b.lastWord!.at.getTime() - a.lastWord!.at.getTime())
  return (
    <AccountLayout me={me} area="messages" lead={t('account.messages.lead')}>
      {talks.length === 0 && <EmptyState icon="chat" title={t('account.messages.none')} />}
      <ul class="sd-konto__talks">
        {talks.map((c) => (
          <li key={c.id}>
            <h2 class="kern-heading-small">
              <a href={`${paths.accountCase(c.number)}#nachrichten`}>
                {c.title[view.lang]}, {c.number}
              </a>
            </h2>
            <p class="sd-muted">
              {c.lastWord!.direction === 'in' ? t('tracking.you') : view.town.name}
              {', '}
              <When view={view} at={c.lastWord!.at} />
            </p>
            <p dir="auto">{beginning(c.lastWord!.body)}</p>
          </li>
        ))}
      </ul>
    </AccountLayout>
  )
}

export function AppointmentsPage({ me, cases }: { me: Me; cases: readonly OwnCase[] }) {
  const { view } = me
  const { t } = view
  const { coming, past } = appointments(cases, view.now)
  const list = (some: readonly OwnCase[], download: boolean) => (
    <ul class="sd-konto__talks">
      {some.map((c) => (
        <li key={c.id}>
          <h3 class="kern-heading-small">
            <When view={view} at={c.scheduledFor!} />
          </h3>
          <p>
            <a href={paths.accountCase(c.number)}>
              {c.title[view.lang]}, {c.number}
            </a>
            {c.address && <> · {shortAddress(c.address)}</>}
          </p>
          {download && (
            <ButtonLink kind="secondary" icon="calendar" small href={paths.accountCaseCalendar(c.number)}>
              {t('account.appointments.calendar')}
              <span class="kern-sr-only"> {c.number}</span>
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  )
  return (
    <AccountLayout me={me} area="appointments" lead={t('account.appointments.lead')}>
      {coming.length + past.length === 0 && (
        <EmptyState icon="calendar" title={t('account.appointments.none')}>
          {t('account.appointments.noneText')}
        </EmptyState>
      )}
      {coming.length > 0 && <Section title={t('account.appointments.coming')}>{list(coming, true)}</Section>}
      {past.length > 0 && <Section title={t('account.appointments.past')}>{list(past, false)}</Section>}
    </AccountLayout>
  )
}

/** Photos and documents of all cases, by case. */
export function DocumentsPage({
  me,
  cases,
  files,
}: {
  me: Me
  cases: readonly OwnCase[]
  files: readonly FileInfo[]
}) {
  const { view } = me
  const { t } = view
  const own = Map.groupBy(files, (file) => file.folder)
  return (
    <AccountLayout me={me} area="documents" lead={t('account.documents.lead')}>
      {files.length === 0 && <EmptyState icon="document" title={t('account.documents.none')} />}
      {cases
        .filter((c) => own.has(c.id))
        .map((c) => (
          <Section key={c.id} title={`${c.title[view.lang]}, ${c.number}`}>
            <ul class="sd-konto__photos">
              {own.get(c.id)!.map((file, i) => (
                <li key={file.id}>
                  <a href={paths.photo(file.id, 'gross')}>
                    <img
                      src={paths.photo(file.id, 'klein')}
                      alt={t(`reports.photo.${file.stage}`, { title: `${c.title[view.lang]} ${i + 1}` })}
                      loading="lazy"
                      width="160"
                      height="120"
                    />
                  </a>
                </li>
              ))}
            </ul>
            <p>
              <a href={paths.accountCase(c.number)}>{t('account.documents.toCase')}</a>
            </p>
          </Section>
        ))}
    </AccountLayout>
  )
}

export function DraftsPage({
  me,
  drafts,
  categories,
}: {
  me: Me
  drafts: readonly OwnDraft[]
  categories: ReadonlyMap<string, Category>
}) {
  const { view } = me
  const { t, format, lang } = view
  return (
    <AccountLayout me={me} area="drafts" lead={t('account.drafts.lead')}>
      {drafts.length === 0 && <EmptyState icon="edit" title={t('account.drafts.none')} />}
      <ul class="sd-konto__talks">
        {drafts.map(({ id, answers, updatedAt, expiresAt }) => {
          const title = categories.get(answers.category ?? '')?.name[lang] ?? t('account.drafts.untitled')
          return (
            <li key={id}>
              <h2 class="kern-heading-small">{title}</h2>
              {answers.text && <p dir="auto">{beginning(answers.text)}</p>}
              <p class="sd-muted">
                {t('account.drafts.changed')} <When view={view} at={updatedAt} />.{' '}
                {t('account.drafts.until', { date: format.formatDate(expiresAt) })}
              </p>
              <div class="sd-actions">
                <Form action={paths.accountDraft(id)} class="">
                  <Button>{t('account.drafts.goOn')}</Button>
                </Form>
                <ConfirmAction
                  label={t('account.drafts.discard')}
                  question={t('account.drafts.discardSure')}
                  confirmLabel={t('account.drafts.discardYes')}
                  action={paths.accountDraftEnd(id)}
                  danger
                />
              </div>
            </li>
          )
        })}
      </ul>
    </AccountLayout>
  )
}
