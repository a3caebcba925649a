import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { type DoubleGroup, foldAddress, foldName, foldPhone, type Party } from '#modules/parties/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

export interface Given {
  chosen: readonly string[]
  verdict: string
  note: string
  errors: Record<string, string>
}

interface Props {
  view: PageView
  group: DoubleGroup
  cases: ReadonlyMap<Uuid, Case[]>
  given?: Given
}

/** One person and all who may be the same, side by side, with what speaks for it; a person decides, with a reason. */
export function ComparePage({ view, group, cases, given }: Props) {
  const { t } = view
  const { party, doubles, others } = group
  const errors = given?.errors ?? {}
  const title = t('doubles.compare.title', { name: called(view, party) })
  return (
    <WorkspaceLayout
      view={view}
      title={`${Object.keys(errors).length > 0 ? `${t('ui.error.prefix')} ` : ''}${title}`}
    >
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('doubles.title'), href: paths.doubles },
          { label: called(view, party) },
        ]}
      />
      <ErrorSummary
        t={t}
        errors={Object.entries(errors).map(([field, message]) => ({
          field: anchors[field] ?? field,
          message,
        }))}
      />
      <PageTitle lead={t('doubles.compare.lead')}>{title}</PageTitle>
      <Form action={paths.double(party.id)} class="sd-form doubles-form">
        <div class="doubles">
          <PartyCard
            view={view}
            party={party}
            cases={cases.get(party.id) ?? []}
            heading={t('doubles.compare.this')}
          />
          {doubles.map((pair, i) => {
            const other = others[i]!
            return (
              <PartyCard
                key={other.id}
                view={view}
                party={other}
                beside={party}
                cases={cases.get(other.id) ?? []}
              >
                <p class="doubles-reasons">
                  {pair.reasons.map((reason) => (
                    <Badge key={reason} small tone="info">
                      {t(`doubles.reason.${reason}`)}
                    </Badge>
                  ))}
                </p>
                <div class="kern-form-check sd-choice sd-choice--single">
                  <input
                    class="kern-form-check__checkbox"
                    type="checkbox"
                    id={`wer-${i + 1}`}
                    name="wer"
                    value={other.id}
                    checked={given ? given.chosen.includes(other.id) : doubles.length === 1}
                  />
                  <label class="kern-label" for={`wer-${i + 1}`}>
                    <span>{t('doubles.compare.about', { name: called(view, other) })}</span>
                  </label>
                </div>
              </PartyCard>
            )
          })}
        </div>
        <RadioField
          t={t}
          name="urteil"
          label={t('doubles.compare.verdict')}
          value={given?.verdict ?? null}
          error={errors.urteil}
          options={[
            { value: 'gleich', label: t('doubles.compare.same'), detail: t('doubles.compare.sameText') },
            {
              value: 'verschieden',
              label: t('doubles.compare.different'),
              detail: t('doubles.compare.differentText'),
            },
          ]}
        />
        <TextArea
          t={t}
          name="grund"
          rows={3}
          label={t('doubles.compare.note')}
          hint={t('doubles.compare.noteHint')}
          value={given?.note ?? ''}
          maxlength={1000}
          error={errors.grund}
        />
        <ActionBar>
          <Button icon="check">{t('doubles.compare.decide')}</Button>
        </ActionBar>
      </Form>
    </WorkspaceLayout>
  )
}

const anchors: Record<string, string> = { wer: 'wer-1', urteil: 'urteil-1' }

const called = ({ t }: PageView, party: Party): string =>
  party.name ?? party.email ?? party.phone ?? t('doubles.nameless')

/** What is compared, each with the form in which it is. */
const facts = [
  ['name', (p: Party) => p.name, foldName],
  ['birthDate', (p: Party) => p.birthDate, (day: string | null) => day],
  ['address', (p: Party) => p.address, foldAddress],
  ['email', (p: Party) => p.email, (mail: string | null) => mail?.trim().toLowerCase() ?? null],
  ['phone', (p: Party) => p.phone, foldPhone],
  ['register', (p: Party) => p.register, foldName],
] as const

function PartyCard({
  view,
  party,
  beside,
  cases,
  heading,
  children,
}: {
  view: PageView
  party: Party
  /** The one that this one is compared with. */
  beside?: Party
  cases: readonly Case[]
  heading?: string
  children?: ComponentChildren
}) {
  const { t, format, lang } = view
  return (
    <section class={`doubles-one${beside ? '' : ' doubles-one--first'}`} aria-label={called(view, party)}>
      {heading && <p class="sd-card__preline">{heading}</p>}
      <h2 class="kern-heading-small">{called(view, party)}</h2>
      <dl class="facts">
        {facts.map(([key, of, folded]) => {
          const value = of(party)
          const other = beside ? of(beside) : null
          if (!value && !other) return null
          const same = value && other && folded(value) === folded(other)
          return (
            <div key={key}>
              <dt>{t(`doubles.fact.${key}`)}</dt>
              <dd>
                {key === 'birthDate' && value
                  ? format.formatDay(Temporal.PlainDate.from(value))
                  : (value ?? '–')}{' '}
                {beside && value && other && (
                  <Badge small tone={same ? 'success' : 'warning'}>
                    {t(same ? 'doubles.fact.same' : 'doubles.fact.other')}
                  </Badge>
                )}
              </dd>
            </div>
          )
        })}
        <div>
          <dt>{t('doubles.fact.since')}</dt>
          <dd>
            <When view={view} at={party.createdAt} as="day" />
          </dd>
        </div>
        <div>
          <dt>{t('doubles.fact.cases')}</dt>
          <dd>
            {cases.length === 0
              ? '–'
              : cases.map((c, i) => (
                  <span key={c.id}>
                    {i > 0 && ', '}
                    <a href={paths.case(c.number)}>{c.number}</a> {c.title[lang]}
                  </span>
                ))}
          </dd>
        </div>
      </dl>
      {children}
    </section>
  )
}
