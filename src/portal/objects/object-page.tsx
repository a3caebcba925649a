import type { PageView } from '#http/view.ts'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import type { Category, ListedReport } from '#modules/reports/index.ts'
import type { Result } from '#modules/rounds/index.ts'
import { PHOTOS_FIELD, PhotoWords } from '#portal/report/photos-step.tsx'
import { ReportRow } from '#portal/reports/report-row.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

export interface ObjectPageProps {
  view: PageView
  object: TownObject
  address: string | null
  district: string | null
  /** SVG drawn by the server. */
  picture: string
  /** What can be reported of it. */
  categories: readonly Category[]
  open: readonly ListedReport[]
  done: readonly ListedReport[]
  /** How many public reports there are in all. */
  count: number
  /** A report about something else was begun here and not sent. */
  begun: boolean
  mistakes: Record<string, string>
  chosen: string
  /** When it was looked at on a round last; for staff only. */
  walked: { at: Date; result: Result } | null
}

/** One object: what and where it is, what is known of it, and the shortest way to report something. */
export function ObjectPage(p: ObjectPageProps) {
  const { view, object, mistakes } = p
  const { t, lang, format } = view
  const label = objectLabel(object, lang)
  const errors = Object.entries(mistakes).map(([field, message]) => ({ field, message }))
  const { layer } = object
  const shown = layer.shown.flatMap(({ from, de, en }) => {
    const value = object.attributes[from]
    return value ? [{ term: lang === 'en' ? en : de, value: <span dir="auto">{value}</span> }] : []
  })
  const list = (reports: readonly ListedReport[]) => (
    <ul class="sd-reports">
      {reports.map((report) => (
        <ReportRow key={report.id} level={3} view={view} report={report} district={p.district} />
      ))}
    </ul>
  )
  return (
    <PortalLayout
      view={view}
      title={errors.length > 0 ? `${t('ui.error.prefix')} ${label}` : label}
      description={t('objects.pageLead', { label })}
      trail={[
        { label: t('objects.title'), href: paths.objects },
        { label: layer.name[lang], href: paths.objectLayer(layer.code) },
        { label: object.number },
      ]}
      islands={object.active ? ['photo'] : []}
    >
      <ErrorSummary t={t} errors={errors} />
      <PageTitle preline={layer.name[lang]}>{label}</PageTitle>
      <div class="sd-case">
        <div class="sd-case__main">
          {object.active ? (
            <ReportHere {...p} />
          ) : (
            <Notice
              title={t('objects.gone')}
              actions={<ButtonLink href={paths.report}>{t('objects.reportElse')}</ButtonLink>}
            />
          )}
          <Section title={t('objects.openReports', { n: format.formatNumber(p.open.length) })}>
            {p.open.length > 0 ? list(p.open) : <p>{t('objects.noOpen')}</p>}
          </Section>
          {p.done.length > 0 && <Section title={t('objects.doneReports')}>{list(p.done)}</Section>}
          {p.count > p.open.length + p.done.length && (
            <ButtonLink href={urlWith(paths.list, { objekt: object.code })} icon="list">
              {t('objects.allReports', { n: format.formatNumber(p.count) })}
            </ButtonLink>
          )}
        </div>
        <div class="sd-case__side">
          <Section title={t('reports.place')}>
            {/* Drawn by ourselves from the town's own data; words in it are escaped there. */}
            <div class="sd-case__map" dangerouslySetInnerHTML={{ __html: p.picture }} />
            <DescriptionList
              items={[
                { term: t('objects.kind'), value: layer.one[lang] },
                { term: t('objects.number'), value: object.number },
                { term: t('reports.address'), value: p.address ?? t('reports.noAddress') },
                ...(p.district ? [{ term: t('reports.filter.district'), value: p.district }] : []),
                ...shown,
                ...(p.walked
                  ? [
                      {
                        term: t('rounds.last.title'),
                        value: t('rounds.last.words', {
                          at: format.formatDay(p.walked.at),
                          result: t(`rounds.result.${p.walked.result}`),
                        }),
                      },
                    ]
                  : []),
              ]}
            />
          </Section>
        </div>
      </div>
    </PortalLayout>
  )
}

function ReportHere({ view, object, categories, begun, mistakes, chosen }: ObjectPageProps) {
  const { t, lang } = view
  const [only] = categories
  return (
    <Section title={t('objects.reportHere')}>
      {begun && (
        <Notice
          tone="warning"
          title={t('objects.begun')}
          actions={<ButtonLink href={paths.reportStep('weiter')}>{t('report.start.resume')}</ButtonLink>}
        >
          <p>{t('objects.begunText')}</p>
        </Notice>
      )}
      <Form
        action={paths.objectReport(object.code)}
        files
        hidden={categories.length === 1 ? { kategorie: only!.code } : {}}
      >
        {categories.length > 1 && (
          <RadioField
            t={t}
            name="kategorie"
            label={t('objects.what')}
            error={mistakes.kategorie}
            look="cards"
            value={chosen}
            options={categories.map((category) => ({
              value: category.code,
              label: category.name[lang],
              detail: category.description[lang],
            }))}
          />
        )}
        <PhotoWords t={t}>
          <PhotoField t={t} name={PHOTOS_FIELD} label={t('objects.photo')} error={mistakes.fotos} optional />
        </PhotoWords>
        <ActionBar>
          <Button icon="megaphone">
            {categories.length === 1
              ? t('objects.reportOne', { category: only!.name[lang] })
              : t('objects.report')}
          </Button>
        </ActionBar>
      </Form>
    </Section>
  )
}
