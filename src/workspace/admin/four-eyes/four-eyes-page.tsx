import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import type { Settings } from '#modules/tenancy/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { CheckboxField, CheckboxGroup } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

interface Props {
  view: PageView
  fourEyes: Settings['fourEyes']
  catalogue: Catalogue
  done: boolean
}

/** What the town does not leave to one person alone. */
export function FourEyesPage({ view, fourEyes, catalogue, done }: Props) {
  const { t, lang } = view
  const title = t('admin.area.fourEyes.title')
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs view={view} trail={[{ label: t('admin.title'), href: paths.admin }, { label: title }]} />
      <div class="act">
        {done && <Notice tone="success" title={t('approvals.admin.saved')} live />}
        <PageTitle lead={t('approvals.admin.lead')}>{title}</PageTitle>
        <Form action={paths.adminFourEyes}>
          <CheckboxField
            t={t}
            name="rollen"
            label={t('approvals.admin.roles')}
            hint={t('approvals.admin.rolesHint')}
            optional
            checked={fourEyes.roles}
          />
          <Section title={t('approvals.admin.categories')} intro={t('approvals.admin.categoriesHint')}>
            <div class="pick-groups">
              {catalogue.groups.map((group, i) => (
                <CheckboxGroup
                  key={group.code}
                  t={t}
                  name="kategorie"
                  id={`kategorie-${i + 1}`}
                  label={group.name[lang]}
                  values={fourEyes.categories}
                  options={group.categories.map((c) => ({ value: c.code, label: c.name[lang] }))}
                />
              ))}
            </div>
          </Section>
          <ActionBar>
            <Button icon="check">{t('approvals.admin.submit')}</Button>
          </ActionBar>
        </Form>
      </div>
    </WorkspaceLayout>
  )
}
