import type { PageView } from '#http/view.ts'
import type { Rule, RuleFault } from '#modules/responsibility/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { NewRule } from './new-rule.tsx'
import type { Choice, Names, RuleForm } from './rule-form.ts'
import { ownerInWords, timeInWords } from './words.ts'

interface Props {
  view: PageView
  rules: readonly Rule[]
  names: Names
  form: RuleForm
  faults?: readonly RuleFault[]
  /** What was tried out, and what would be decided. */
  trial: {
    category: string
    address: string
    answer?: { who: string; why: string; where: string } | 'nowhere'
  }
  done?: string | null
}

/** Who answers for what, where and when; and trying it out. */
export function RulesPage({ view, rules, names, form, faults = [], trial, done }: Props) {
  const { t } = view
  const errors = faults.map((fault) => ({ field: fieldOf[fault], message: t(`rules.fault.${fault}`) }))
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.rules.title')}
      lead={t('rules.lead')}
      done={done ? t(`rules.done.${done}`) : null}
      errors={errors.length > 0}
    >
      <ErrorSummary t={t} errors={errors} />
      <Trial view={view} names={names} trial={trial} />
      <Section title={t('rules.list')} intro={t('rules.listIntro')}>
        <List view={view} rules={rules} names={names} />
      </Section>
      <Section title={t('rules.new')} id="neu">
        <NewRule view={view} names={names} form={form} faults={faults} />
      </Section>
      <Section title={t('rules.authorities')} intro={t('rules.authoritiesIntro')}>
        <Table
          t={t}
          caption={t('rules.authorities')}
          captionHidden
          small
          rows={names.authorities}
          rowKey={(a) => a.id}
          empty={<p class="sd-muted">{t('rules.noAuthorities')}</p>}
          columns={[
            {
              key: 'name',
              label: t('rules.authority.name'),
              rowHeader: true,
              cell: (a) => <a href={paths.authority(a.id)}>{view.lang === 'en' ? a.nameEn : a.name}</a>,
            },
            { key: 'email', label: t('rules.authority.email'), cell: (a) => a.email ?? '–' },
            {
              key: 'word',
              label: t('rules.authority.word'),
              cell: (a) => (view.lang === 'en' ? a.wordEn : a.word),
            },
          ]}
        />
      </Section>
    </AdminLayout>
  )
}

const fieldOf: Record<RuleFault, string> = {
  target: 'ziel',
  owner: 'eigentum',
  time: 'von',
  area: 'gebiet',
  note: 'hinweis',
  twice: 'kategorie',
}

function Trial({ view: { t }, names, trial }: Pick<Props, 'view' | 'names' | 'trial'>) {
  const { answer } = trial
  return (
    <Section title={t('rules.trial')} intro={t('rules.trialIntro')}>
      {answer === 'nowhere' && <Notice tone="warning" title={t('rules.nowhere')} live />}
      {answer && answer !== 'nowhere' && (
        <Notice tone="info" title={t('rules.answer', { who: answer.who })} live>
          <p>{answer.where}</p>
          <p>{answer.why}</p>
        </Notice>
      )}
      <Form action={paths.rules} method="get">
        <SelectField
          t={t}
          id="probe-kategorie"
          name="kategorie"
          label={t('rules.category')}
          value={trial.category}
          options={names.categories}
        />
        <TextField
          t={t}
          name="adresse"
          label={t('rules.address')}
          hint={t('rules.addressHint')}
          value={trial.address}
          maxlength={200}
        />
        <ActionBar>
          <Button kind="secondary">{t('rules.try')}</Button>
        </ActionBar>
      </Form>
    </Section>
  )
}

function List({ view, rules, names }: Pick<Props, 'view' | 'rules' | 'names'>) {
  const { t } = view
  const label = (choices: readonly Choice[], value: string | null): string =>
    value === null ? t('rules.any') : (choices.find((c) => c.value === value)?.label ?? value)
  const target = (rule: Rule): string =>
    rule.unitId
      ? label(names.units, rule.unitId)
      : (names.authorities.find((a) => a.id === rule.authorityId)?.[view.lang === 'en' ? 'nameEn' : 'name'] ??
        '')
  const order = new Intl.Collator(view.lang)
  const sorted = rules.toSorted(
    (a, b) =>
      order.compare(target(a), target(b)) ||
      order.compare(label(names.categories, a.category), label(names.categories, b.category)),
  )
  return (
    <Table
      t={t}
      caption={t('rules.list')}
      captionHidden
      small
      rows={sorted}
      rowKey={(rule) => rule.id}
      empty={<p class="sd-muted">{t('rules.none')}</p>}
      columns={[
        { key: 'target', label: t('rules.target'), rowHeader: true, cell: target },
        {
          key: 'category',
          label: t('rules.category'),
          cell: (rule) => label(names.categories, rule.category),
        },
        { key: 'area', label: t('rules.area'), cell: (rule) => label(names.areas, rule.areaId) },
        { key: 'owner', label: t('rules.owner'), cell: (rule) => ownerInWords(view, rule.owner) },
        {
          key: 'time',
          label: t('rules.time'),
          nowrap: true,
          cell: (rule) => timeInWords(view, rule.from, rule.until),
        },
        {
          key: 'remove',
          label: t('rules.remove'),
          action: true,
          cell: (rule) => (
            <Form action={paths.ruleRemove(rule.id)} class="">
              <Button kind="tertiary" small danger>
                {t('rules.remove')}
                <span class="kern-sr-only"> {target(rule)}</span>
              </Button>
            </Form>
          ),
        },
      ]}
    />
  )
}
