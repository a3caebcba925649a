import type { PageView } from '#http/view.ts'
import type { Preference } from '#modules/organisation/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import { DeputyLayout } from './layout.tsx'

/** Which mails somebody wants. */
export function MailsPage({
  view,
  wanted,
  waiting,
  done,
}: {
  view: PageView
  wanted: Preference
  waiting: number
  done: string | null
}) {
  const { t } = view
  return (
    <DeputyLayout
      view={view}
      title={t('deputies.mails.title')}
      at={paths.staffMails}
      waiting={waiting}
      done={done}
    >
      <div class="act">
        <PageTitle lead={t('deputies.mails.lead')}>{t('deputies.mails.title')}</PageTitle>
        <Form action={paths.staffMails}>
          <CheckboxField
            t={t}
            name="zuweisung"
            label={t('deputies.mails.assignments')}
            hint={t('deputies.mails.assignmentsHint')}
            optional
            checked={wanted.assignments}
          />
          <CheckboxField
            t={t}
            name="morgen"
            label={t('deputies.mails.digest')}
            hint={t('deputies.mails.digestHint')}
            optional
            checked={wanted.digest}
          />
          <p class="sd-muted">{t('deputies.mails.always')}</p>
          <ActionBar>
            <Button icon="check">{t('deputies.mails.submit')}</Button>
          </ActionBar>
        </Form>
      </div>
    </DeputyLayout>
  )
}
