import type { PageView } from '#http/view.ts'
import { type Organisation, type Unit, unitName } from '#modules/organisation/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import type { Refusal } from '../refused.ts'
import { DissolveUnit } from './dissolve.tsx'
import type { Hanging } from './facts.ts'
import { formOfUnit, type UnitForm } from './form.ts'
import { UnitFields } from './unit-form.tsx'

interface Props {
  view: PageView
  org: Organisation
  unit: Unit | null
  form: UnitForm
  mistakes?: readonly FieldMistake[]
  refusal?: Refusal | null
  manages: boolean
  mayHold: (unit: Unit) => boolean
  top: boolean
  hanging: Hanging | null
  /** May the actor set opening hours? */
  hours: boolean
}

/** One unit, or a new one: what it is, who works there, and its end. */
export function UnitPage({ view, unit, ...p }: Props) {
  const { t, lang } = view
  const title = unit ? unitName(unit, lang) : t('units.new')
  return (
    <WorkspaceLayout
      view={view}
      title={`${title} – ${t('units.title')}`}
      errors={(p.mistakes ?? []).length > 0}
    >
      <ErrorSummary t={t} errors={p.mistakes ?? []} />
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('units.title'), href: paths.units },
          { label: title },
        ]}
      />
      <PageTitle
        preline={unit ? t(`organisation.kind.${unit.kind}`) : undefined}
        actions={
          unit &&
          !unit.dissolvedAt && (
            <>
              {p.hours && (
                <ButtonLink icon="clock" href={urlWith(paths.times, { einheit: unit.id })}>
                  {t('units.hours')}
                </ButtonLink>
              )}
              {p.manages && (
                <ButtonLink icon="plus" href={urlWith(paths.unitNew, { ueber: unit.id })}>
                  {t('units.newBelow')}
                </ButtonLink>
              )}
            </>
          )
        }
      >
        {title}
      </PageTitle>
      <DoneNotice view={view} texts="units.done" known={['created', 'changed', 'restored']} />
      {p.refusal && <RefusalNotice view={view} {...p} refusal={p.refusal} unit={unit} />}
      {unit && (!p.manages || unit.dissolvedAt) ? (
        <Facts view={view} org={p.org} unit={unit} />
      ) : (
        <UnitFields view={view} {...p} mistakes={p.mistakes ?? []} unit={unit} />
      )}
      {unit && <People view={view} org={p.org} unit={unit} />}
      {unit && p.hanging && <DissolveUnit view={view} org={p.org} unit={unit} hanging={p.hanging} />}
    </WorkspaceLayout>
  )
}

/** Somebody else was faster: both states are shown, and what was typed stays in the form. */
function RefusalNotice({
  view,
  org,
  unit,
  form,
  refusal,
}: Pick<Props, 'view' | 'org' | 'unit' | 'form'> & { refusal: Refusal }) {
  const { t, lang } = view
  const now = unit && refusal.code === 'unit.version' ? formOfUnit(unit) : null
  const shown = (field: keyof UnitForm, value: string): string => {
    if (field === 'ueber') return value ? unitName(org.units.get(value)!, lang) : t('units.top')
    if (field === 'leitung') return org.staff.get(value)?.name ?? t('units.noHead')
    return field === 'art' ? t(`organisation.kind.${value}`) : value || t('ui.review.empty')
  }
  const fields = ['name', 'name_en', 'kuerzel', 'art', 'ueber', 'leitung', 'email', 'telefon'] as const
  const differing = now ? fields.filter((field) => now[field] !== form[field]) : []
  return (
    <Notice tone="warning" title={t(`error.${refusal.code}`, refusal.params)} live>
      {now && differing.length > 0 && (
        <>
          <p>{t('units.conflict')}</p>
          <DescriptionList
            items={differing.map((field) => ({
              term: t(`units.field.${field}`),
              value: shown(field, now[field]),
            }))}
          />
        </>
      )}
    </Notice>
  )
}

function Facts({ view, org, unit }: { view: PageView; org: Organisation; unit: Unit }) {
  const { t, lang } = view
  const above = unit.parentId ? org.units.get(unit.parentId) : undefined
  const head = unit.headId ? org.staff.get(unit.headId) : undefined
  return (
    <DescriptionList
      items={[
        { term: t('units.field.kuerzel'), value: unit.code },
        { term: t('units.field.ueber'), value: above ? unitName(above, lang) : t('units.top') },
        { term: t('units.field.leitung'), value: head?.name ?? t('units.noHead') },
        { term: t('units.field.telefon'), value: unit.phone ?? t('ui.review.empty') },
        { term: t('units.field.email'), value: unit.email ?? t('ui.review.empty') },
      ]}
    />
  )
}

function People({ view, org, unit }: { view: PageView; org: Organisation; unit: Unit }) {
  const { t } = view
  const people = org.membersOf(unit.id)
  return (
    <Section
      title={t('units.people', { count: people.length })}
      actions={<a href={urlWith(paths.people, { einheit: unit.id })}>{t('units.toPeople')}</a>}
    >
      {people.length > 0 && (
        <ul class="org-names">
          {people.map((member) => (
            <li key={member.id}>
              <a href={paths.person(member.id)}>{member.name}</a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
