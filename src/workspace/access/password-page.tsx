import type { PageView } from '#http/view.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { paths } from '../../paths.ts'
import { ThrottledNotice } from '../session/throttled-notice.tsx'
import { AccessFrame } from './frame.tsx'

export type PasswordFault =
  | { kind: 'missing' | 'wrong' | 'too_short' | 'too_long' | 'like_email' | 'different' }
  | { kind: 'throttled'; retryAt: Date }

const fieldOf = { missing: 'bisher', wrong: 'bisher', different: 'wiederholt' } as const

/** One's own password. All sessions end with it, this one too. */
export function PasswordPage({
  view,
  email,
  fault,
}: {
  view: PageView
  /** For password managers, which keep a password by its name. */
  email: string
  fault?: PasswordFault
}) {
  const { t } = view
  const kind = fault && fault.kind !== 'throttled' ? fault.kind : null
  const field = kind && (fieldOf[kind as keyof typeof fieldOf] ?? 'neu')
  const message = kind ? t(`identity.password.${kind}`) : undefined
  const error = (name: string) => (field === name ? message : undefined)
  return (
    <AccessFrame
      view={view}
      title={t('access.password.title')}
      lead={t('access.password.lead')}
      errors={field && message ? [{ field, message }] : []}
    >
      {fault?.kind === 'throttled' && <ThrottledNotice view={view} retryAt={fault.retryAt} />}
      <Notice title={t('access.password.ends')} />
      <Form action={paths.accessPassword}>
        <input type="text" name="username" value={email} autocomplete="username" hidden readonly />
        <TextField
          t={t}
          name="bisher"
          type="password"
          label={t('access.password.current')}
          autocomplete="current-password"
          width="medium"
          error={error('bisher')}
        />
        <TextField
          t={t}
          name="neu"
          type="password"
          label={t('access.password.next')}
          hint={t('access.password.hint')}
          autocomplete="new-password"
          width="medium"
          error={error('neu')}
        />
        <TextField
          t={t}
          name="wiederholt"
          type="password"
          label={t('access.password.again')}
          autocomplete="new-password"
          width="medium"
          error={error('wiederholt')}
        />
        <ActionBar>
          <Button>{t('access.password.submit')}</Button>
        </ActionBar>
      </Form>
    </AccessFrame>
  )
}
