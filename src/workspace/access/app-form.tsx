import type { PageView } from '#http/view.ts'
import type { ProposedApp } from '#modules/identity/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { QrCode } from '#ui/qr-code.tsx'

interface Props {
  view: PageView
  action: string
  app: ProposedApp
  onward?: string | null
  error?: string | undefined
}

/** Scan or type the secret, then show that the app has it. The secret travels sealed; nothing is stored before. */
export function AppForm({ view, action, app, onward, error }: Props) {
  const { t } = view
  const groups = app.secret.match(/.{1,4}/g) ?? []
  return (
    <Form action={action} hidden={{ geheimnis: app.sealed, weiter: onward }}>
      <ol class="access-steps">
        <li>
          <p>{t('access.app.scan')}</p>
          <QrCode text={app.url} label={t('access.app.qr')} />
          <p>
            {t('access.app.orType')} <code class="access-secret">{groups.join(' ')}</code>
          </p>
          <p>
            <a href={app.url}>{t('access.app.open')}</a>
          </p>
        </li>
        <li>
          <TextField
            t={t}
            name="code"
            label={t('access.app.code')}
            hint={t('session.code.hint')}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={10}
            width="short"
            error={error}
          />
        </li>
      </ol>
      <ActionBar>
        <Button>{t('access.app.submit')}</Button>
      </ActionBar>
    </Form>
  )
}
