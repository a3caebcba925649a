import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import type { FollowedWork } from '#modules/works/index.ts'
import { shortAddress } from '#portal/reports/short-address.ts'
import { statusLook, statusWord } from '#portal/reports/status.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'

/** What somebody hears of beside their places: reports of others, works. */
export interface Followed {
  reports: readonly Case[]
  works: readonly FollowedWork[]
}

export function FollowedList({ view, followed: { reports, works } }: { view: PageView; followed: Followed }) {
  const { t, lang } = view
  return (
    <>
      <Section title={t('near.followed.reports')}>
        {reports.length === 0 ? (
          <p>
            {t('near.followed.noReports')} <a href={paths.list}>{t('near.followed.toReports')}</a>
          </p>
        ) : (
          <ul class="sd-konto__talks">
            {reports.map((c) => {
              const look = statusLook(c)
              const name = [c.title[lang], shortAddress(c.address)].filter(Boolean).join(', ')
              return (
                <li key={c.id}>
                  <h3 class="kern-heading-small">
                    <a href={paths.publicReport(c.number)}>{name}</a>
                  </h3>
                  <p class="sd-konto__meta">
                    <Badge small tone={look.tone} icon={look.icon}>
                      {statusWord(t, c)}
                    </Badge>
                    <span class="sd-muted">
                      {t('account.cases.number', { number: c.number })} · {t('account.cases.updated')}{' '}
                      <When view={view} at={c.updatedAt} now={view.now} />
                    </span>
                  </p>
                  <End view={view} action={paths.accountFollowedEnd(c.number)}>
                    {name}
                  </End>
                </li>
              )
            })}
          </ul>
        )}
      </Section>
      <Section title={t('near.followed.works')}>
        {works.length === 0 ? (
          <p>
            {t('near.followed.noWorks')} <a href={paths.works}>{t('near.followed.toWorks')}</a>
          </p>
        ) : (
          <ul class="sd-konto__talks">
            {works.map((one) => (
              <li key={one.id}>
                <h3 class="kern-heading-small">
                  <a href={paths.work(one.work)}>{one.title[lang]}</a>
                </h3>
                <p class="sd-muted">{t('near.followed.to', { email: one.email })}</p>
                <End view={view} action={paths.accountFollowedWorkEnd(one.work)}>
                  {one.title[lang]}
                </End>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}

function End({ view, action, children }: { view: PageView; action: string; children: ComponentChildren }) {
  return (
    <Form action={action} class="sd-plainform">
      <Button kind="secondary" small>
        {view.t('near.followed.end')}
        <span class="kern-sr-only"> {children}</span>
      </Button>
    </Form>
  )
}
