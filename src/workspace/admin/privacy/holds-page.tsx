import type { PageView } from '#http/view.ts'
import { type Hold, LONGEST_REASON } from '#modules/privacy/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { DateField } from '#ui/field/date-field.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import type { Refusal } from '../refused.ts'
import type { HoldForm } from './hold-form.ts'
import { PrivacyTabs, PrivacyTrail } from './tabs.tsx'

export interface ShownHold extends Hold {
  number: string | null
  byName: string
  asked: boolean
}

interface Props {
  view: PageView
  holds: readonly ShownHold[]
  manages: boolean
  form: HoldForm
  mistakes: readonly FieldMistake[]
  refusal: Refusal | null
}

/** What is kept for proceedings, and what else is to be. */
export function HoldsPage({ view, holds, manages, form, mistakes, refusal }: Props) {
  const { t } = view
  const title = t('privacy.holds.title')
  return (
    <WorkspaceLayout view={view} title={mistakes.length > 0 ? `${t('ui.error.prefix')} ${title}` : title}>
      <PrivacyTrail view={view} title={title} />
      <ErrorSummary t={t} errors={mistakes} />
      {refusal && <Notice tone="danger" live title={t(`error.${refusal.code}`, refusal.params)} />}
      <PageTitle lead={t('privacy.holds.lead')}>{title}</PageTitle>
      <PrivacyTabs view={view} at={paths.holds} />
      <DoneNotice view={view} texts="privacy.holds" known={['placed', 'asked']} />
      <HoldTable view={view} holds={holds} manages={manages} />
      {manages && <NewHold view={view} form={form} mistakes={mistakes} />}
    </WorkspaceLayout>
  )
}

const whatOf = ({ t }: PageView, hold: ShownHold): string =>
  hold.kind === 'case'
    ? t('privacy.holds.case', { number: hold.number ?? '' })
    : hold.number
      ? t('privacy.holds.party', { number: hold.number })
      : t('privacy.holds.partyAlone')

function HoldTable({ view, holds, manages }: Pick<Props, 'view' | 'holds' | 'manages'>) {
  const { t, format } = view
  const lift = (hold: ShownHold) =>
    hold.asked ? (
      <span class="sd-muted">{t('privacy.holds.liftAsked')}</span>
    ) : (
      <ConfirmAction
        label={t('privacy.holds.lift')}
        question={t('privacy.holds.liftQuestion')}
        confirmLabel={t('privacy.holds.liftConfirm')}
        action={paths.holdLift(hold.id)}
      />
    )
  return (
    <Table
      t={t}
      caption={t('privacy.holds.title')}
      captionHidden
      rows={holds}
      rowKey={(h: ShownHold): Uuid => h.id}
      columns={[
        { key: 'what', label: t('privacy.holds.what'), rowHeader: true, cell: (h) => whatOf(view, h) },
        { key: 'reason', label: t('privacy.holds.reason'), cell: (h) => h.reason },
        {
          key: 'until',
          label: t('privacy.holds.until'),
          cell: (h) =>
            h.until ? format.formatDay(new Date(h.until.getTime() - 1)) : t('privacy.holds.forever'),
        },
        {
          key: 'by',
          label: t('privacy.holds.by'),
          cell: (h) => [h.byName, format.formatDay(h.at)].filter(Boolean).join(', '),
        },
        ...(manages ? [{ key: 'lift', label: t('privacy.holds.lift'), cell: lift }] : []),
      ]}
      empty={<EmptyState icon="lock" title={t('privacy.holds.none')} />}
    />
  )
}

function NewHold({ view, form, mistakes }: Pick<Props, 'view' | 'form' | 'mistakes'>) {
  const { t } = view
  const error = (field: string) => {
    const message = mistakes.find((m) => m.field === field)?.message
    return message === undefined ? {} : { error: message }
  }
  return (
    <Section id="neu" title={t('privacy.holds.new')} intro={t('privacy.holds.newLead')}>
      <Form action={paths.holds}>
        <TextField
          t={t}
          name="nummer"
          label={t('privacy.holds.number')}
          hint={t('privacy.holds.numberHint')}
          value={form.number}
          width="medium"
          {...error('nummer')}
        />
        <RadioField
          t={t}
          name="umfang"
          label={t('privacy.holds.scope')}
          options={[
            { value: 'case', label: t('privacy.holds.scopeCase') },
            { value: 'party', label: t('privacy.holds.scopeParty') },
          ]}
          value={form.kind}
        />
        <TextArea
          t={t}
          name="grund"
          label={t('privacy.holds.reason')}
          hint={t('privacy.holds.reasonHint')}
          rows={2}
          maxlength={LONGEST_REASON}
          value={form.reason}
          {...error('grund')}
        />
        <DateField
          t={t}
          name="bis"
          label={t('privacy.holds.until')}
          hint={t('privacy.holds.untilHint')}
          value={form.until}
          optional
          {...error('bis-day')}
        />
        <ActionBar>
          <Button icon="lock">{t('privacy.holds.place')}</Button>
        </ActionBar>
      </Form>
    </Section>
  )
}
