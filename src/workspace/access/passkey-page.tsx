import type { PageView } from '#http/view.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { paths } from '../../paths.ts'
import { AccessFrame } from './frame.tsx'

/** A new passkey. */
export function PasskeyPage({ view, failed }: { view: PageView; failed: boolean }) {
  const { t } = view
  return (
    <AccessFrame
      view={view}
      title={t('access.passkey.add')}
      lead={t('access.passkey.intro')}
      islands={['passkey']}
      errors={failed ? [{ field: 'passkey', message: t('session.passkey.refused') }] : []}
    >
      <div id="passkey">
        <PasskeyForm t={t} action={paths.accessPasskeys} task={paths.passkeyTask} purpose="einrichten">
          <TextField
            t={t}
            name="name"
            id="passkey-name"
            label={t('access.passkey.name')}
            hint={t('access.passkey.nameHint')}
            maxlength={60}
            width="medium"
            optional
          />
          <ActionBar>
            <Button icon="lock">{t('access.passkey.make')}</Button>
          </ActionBar>
        </PasskeyForm>
        <noscript>
          <p>{t('session.passkey.noScriptEnrol')}</p>
        </noscript>
      </div>
    </AccessFrame>
  )
}
