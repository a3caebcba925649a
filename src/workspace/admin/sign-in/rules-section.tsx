import type { PageView } from '#http/view.ts'
import {
  isPowerful,
  type MappingRule,
  type Organisation,
  roleName,
  unitName,
} from '#modules/organisation/index.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Badge } from '#ui/badge.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { RoleChoice } from '../people/role-choice.tsx'
import { TypeChoice } from '../type-choice.tsx'
import type { RuleForm } from './rule-form.ts'

export interface RulesProps {
  view: PageView
  ctx: Ctx
  org: Organisation
  groups: readonly CategoryGroup[]
  rules: readonly MappingRule[]
  form: RuleForm
  errors: Partial<Record<keyof RuleForm, string>>
  action: string
  removal: (id: string) => string
  /** The directory knows groups only. */
  directory?: boolean
}

/** Which values give which roles, and a form for one more. */
export function RulesSection(p: RulesProps) {
  const { t } = p.view
  return (
    <Section
      title={t('sso.rules.title')}
      id="regeln"
      intro={t(p.directory ? 'sso.rules.scim' : 'sso.rules.lead')}
    >
      <RuleTable {...p} />
      {may(p.ctx.actor, 'organisation.manage') ? (
        <Details summary={t('sso.rules.new')} open={Object.keys(p.errors).length > 0 || p.rules.length === 0}>
          <RuleFields {...p} />
        </Details>
      ) : (
        <p class="sd-muted">{t('sso.rules.notYours')}</p>
      )}
    </Section>
  )
}

function RuleTable({ view, ctx, org, rules, removal, directory }: RulesProps) {
  const { t, lang } = view
  const name = (rule: MappingRule) => {
    const role = org.roles.get(rule.role)
    const idle = !role || role.retired || (isPowerful(role.permissions) && !rule.powerful)
    return (
      <>
        {role ? roleName(role, lang) : rule.role}
        {rule.types && <> ({t('people.onlyTypes', { count: rule.types.length })})</>}
        {idle && (
          <>
            {' '}
            <Badge tone="warning" small>
              {t('sso.rules.idle')}
            </Badge>
          </>
        )}
      </>
    )
  }
  return (
    <Table
      t={t}
      caption={t('sso.rules.title')}
      captionHidden
      rows={rules}
      rowKey={(rule) => rule.id}
      empty={<p>{t('sso.rules.none')}</p>}
      columns={[
        ...(directory
          ? []
          : [
              { key: 'claim', label: t('sso.field.claim'), cell: (r: MappingRule) => <code>{r.claim}</code> },
            ]),
        {
          key: 'value',
          label: t(directory ? 'sso.field.group' : 'sso.field.wert.label'),
          rowHeader: true,
          cell: (r) => (r.value === '*' ? t('sso.rules.any') : r.value),
        },
        { key: 'role', label: t('people.role'), cell: name },
        {
          key: 'unit',
          label: t('people.unit'),
          cell: (r) => {
            const unit = org.units.get(r.unit)
            return unit ? unitName(unit, lang) : t('people.unknownUnit')
          },
        },
        {
          key: 'remove',
          label: t('sso.rules.remove'),
          action: true,
          cell: (r) =>
            may(ctx.actor, 'organisation.manage', r.unit) && (
              <Form action={removal(r.id)} class="">
                <Button kind="tertiary" small danger>
                  {t('sso.rules.remove')}
                  <span class="kern-sr-only"> {r.value}</span>
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

function RuleFields({ view, ctx, org, groups, form, errors, action, directory }: RulesProps) {
  const { t } = view
  const line = (name: 'merkmal' | 'wert', label: string, hint: string) => (
    <TextField
      t={t}
      name={name}
      label={t(label)}
      hint={t(hint)}
      value={form[name]}
      error={errors[name]}
      spellcheck={false}
    />
  )
  return (
    <Form action={action} hidden={directory ? { merkmal: 'groups' } : {}}>
      {!directory && line('merkmal', 'sso.field.claim', 'sso.field.claimHint')}
      {line(
        'wert',
        directory ? 'sso.field.group' : 'sso.field.wert.label',
        directory ? 'sso.field.groupHint' : 'sso.field.wert.hint',
      )}
      <RoleChoice
        view={view}
        org={org}
        values={form}
        errors={errors}
        manages={(unit) => may(ctx.actor, 'organisation.manage', unit.id)}
      />
      <Details summary={t('people.allTypes')} open={form.kategorie.length > 0}>
        <p class="kern-hint">{t('people.typesHint')}</p>
        <TypeChoice view={view} groups={groups} values={form.kategorie} />
      </Details>
      <CheckboxField
        t={t}
        name="gewollt"
        label={t('sso.field.gewollt.label')}
        hint={t('sso.field.gewollt.hint')}
        checked={form.gewollt}
        error={errors.gewollt}
        optional
      />
      <ActionBar>
        <Button>{t('sso.rules.add')}</Button>
      </ActionBar>
    </Form>
  )
}
