import type { PageView } from '#http/view.ts'
import { ReportRow } from '#portal/reports/report-row.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import type { Found } from './searching.ts'

interface Props {
  view: PageView
  text: string
  found: Found | null
  districts: readonly { id: string; name: string }[]
}

/** One search over everything: what one can do, what was reported, which pages there are. */
export function SearchPage({ view, text, found, districts }: Props) {
  const { t, lang } = view
  const none =
    found && found.categories.length + found.pages.length + found.reports.length === 0 && !found.address
  return (
    <PortalLayout
      view={view}
      title={text ? t('start.search.titleFor', { text }) : t('start.search.title')}
      trail={[{ label: t('start.search.title') }]}
      noIndex
    >
      <PageTitle>{t('start.search.title')}</PageTitle>
      <search>
        <Form action={paths.search} method="get" class="sd-find__words sd-searchform">
          <TextField t={t} name="q" type="search" optional label={t('start.search.label')} value={text} />
          <Button icon="search">{t('start.search.button')}</Button>
        </Form>
      </search>
      {none && (
        <EmptyState
          title={t('start.search.none', { text })}
          actions={<ButtonLink href={paths.report}>{t('nav.report')}</ButtonLink>}
        >
          {t('start.search.noneText')}
        </EmptyState>
      )}
      {found && found.categories.length > 0 && (
        <Section title={t('start.search.categories')}>
          <ul class="sd-hits">
            {found.categories.map((category) => (
              <li key={category.code}>
                <a href={urlWith(paths.report, { kategorie: category.code })}>
                  {t('start.search.reportThis', { category: category.name[lang] })}
                </a>
                <p>{category.description[lang]}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {found && found.pages.length > 0 && (
        <Section title={t('start.search.pages')}>
          <ul class="sd-hits">
            {found.pages.map((one) => (
              <li key={one.title}>
                <a href={one.href}>{one.title}</a>
                <p>{one.text}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {found?.address && (
        <Section title={t('start.search.address')}>
          <p>
            <a href={urlWith(paths.map, { nahe: found.address.label })}>
              {t('start.search.near', { address: found.address.label })}
            </a>
          </p>
        </Section>
      )}
      {found && found.reports.length > 0 && (
        <Section title={t('start.search.reports')}>
          <ul class="sd-reports">
            {found.reports.map((r) => (
              <ReportRow
                key={r.id}
                level={3}
                view={view}
                report={r}
                district={districts.find((d) => d.id === r.areaId)?.name ?? null}
              />
            ))}
          </ul>
          <p class="sd-start__more">
            <a href={urlWith(paths.list, { q: text })}>{t('start.search.allReports')}</a>
          </p>
        </Section>
      )}
    </PortalLayout>
  )
}
