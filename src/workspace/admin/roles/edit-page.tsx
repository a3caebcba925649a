import type { PageView } from '#http/view.ts'
import {
  type DefinedRole,
  isTownWide,
  isWork,
  permissionGroups,
  roleName,
} from '#modules/organisation/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import type { Refusal } from '../refused.ts'
import type { RoleDefinition } from './form.ts'
import { WhatItAllows } from './what.tsx'

interface Props {
  view: PageView
  /** The role that is changed; none for a new one. */
  role: DefinedRole | null
  /** The role that a new one is made after. */
  model: DefinedRole | null
  form: RoleDefinition
  mistakes: readonly FieldMistake[]
  refusal: Refusal | null
  holders: number
}

/** Making a role: what it is called, what it allows, and beside it what that means. */
export function RoleEditPage({ view, role, model, form, mistakes, refusal, holders }: Props) {
  const { t, lang } = view
  const title = role ? t('roles.changing', { name: roleName(role, lang) }) : t('roles.new')
  const action = role ? paths.roleEdit(role.code) : paths.roleNew
  return (
    <WorkspaceLayout
      view={view}
      title={title}
      errors={mistakes.length > 0}
      islands={['role-preview']}
      aside={<Preview view={view} form={form} role={role} holders={holders} />}
      asideLabel={t('roles.preview')}
    >
      <ErrorSummary t={t} errors={mistakes} />
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('roles.title'), href: paths.roles },
          ...(role ? [{ label: roleName(role, lang), href: paths.role(role.code) }] : []),
          { label: role ? t('roles.change') : t('roles.new') },
        ]}
      />
      <PageTitle lead={model ? t('roles.after', { name: roleName(model, lang) }) : t('roles.newLead')}>
        {title}
      </PageTitle>
      {refusal && (
        <Notice tone="warning" title={t(`error.${refusal.code}`, refusal.params)} live>
          {refusal.code === 'role.version' && role && (
            <>
              <p>{t('people.conflict')}</p>
              <p>
                <strong>{role.name}</strong>
              </p>
              <WhatItAllows view={view} permissions={role.permissions} level={4} />
            </>
          )}
        </Notice>
      )}
      <form class="sd-form org-rights" method="post" action={action} novalidate data-island="role-preview">
        <input type="hidden" name="version" value={form.version} />
        <Fields view={view} form={form} mistakes={mistakes} />
        <ActionBar>
          <Button>{t(role ? 'ui.save' : 'roles.create')}</Button>
          {/* Asks for this very page with what is ticked; the script presses it by itself. */}
          <button class="kern-btn kern-btn--secondary" type="submit" formmethod="get" data-preview-button>
            <span class="kern-label">{t('roles.showPreview')}</span>
          </button>
          <ButtonLink kind="tertiary" href={role ? paths.role(role.code) : paths.roles}>
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </form>
    </WorkspaceLayout>
  )
}

function Fields({ view, form, mistakes }: Pick<Props, 'view' | 'form' | 'mistakes'>) {
  const { t } = view
  const error = (field: string) => mistakes.find((m) => m.field === field)?.message
  return (
    <>
      <TextField
        t={t}
        name="name"
        label={t('roles.name')}
        hint={t('roles.nameHint')}
        value={form.name}
        error={error('name')}
        maxlength={100}
      />
      <TextField
        t={t}
        name="name_en"
        label={t('roles.nameEn')}
        optional
        value={form.name_en}
        maxlength={100}
      />
      {permissionGroups.map(({ key, codes }) => (
        <CheckboxGroup
          key={key}
          t={t}
          id={`recht-${key}`}
          name="recht"
          label={t(`roles.group.${key}`)}
          hint={codes.every(isTownWide) ? t('roles.townWideHint') : undefined}
          optional
          values={form.recht}
          error={error(`recht-${key}`)}
          options={codes.map((code) => ({ value: code, label: t(`permission.${code}`) }))}
        />
      ))}
    </>
  )
}

/** What the role would mean as it is ticked now. */
function Preview({ view, form, role, holders }: Pick<Props, 'view' | 'form' | 'role' | 'holders'>) {
  const { t } = view
  const dangerous = form.recht.filter((code) => !isWork(code))
  return (
    <div id="vorschau" class="org-preview" data-preview>
      <Section
        title={t('roles.preview')}
        intro={form.name ? t('roles.previewLead', { name: form.name }) : t('roles.previewUnnamed')}
      >
        <WhatItAllows view={view} permissions={form.recht} before={role?.permissions} />
        {form.recht.length > 0 && !form.recht.includes('cases.read') && <p>{t('roles.noCases')}</p>}
        {dangerous.length > 0 && (
          <Notice tone="warning" title={t('roles.powerful', { count: dangerous.length })} />
        )}
        {role && holders > 0 && <p>{t('roles.affects', { count: holders })}</p>}
      </Section>
    </div>
  )
}
