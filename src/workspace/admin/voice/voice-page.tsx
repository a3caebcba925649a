import type { PageView } from '#http/view.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

/** The same as the setting's schema takes. */
export const limits = { nachfrage: { from: 0, to: 60 }, entscheidung: { from: 1, to: 30 } } as const
type Name = keyof typeof limits

interface Props {
  view: PageView
  given: Record<Name, string>
  wrong: readonly Name[]
  done: boolean
}

export function VoiceSettingsPage({ view, given, wrong, done }: Props) {
  const { t } = view
  const message = (name: Name) => t('voice.admin.wrong', limits[name])
  const field = (name: Name) => ({
    t,
    name,
    value: given[name],
    inputmode: 'numeric' as const,
    width: 'short' as const,
    maxlength: 3,
    ...(wrong.includes(name) ? { error: message(name) } : {}),
  })
  return (
    <AdminLayout
      view={view}
      title={t('voice.admin.title')}
      lead={t('admin.area.voice.lead')}
      errors={wrong.length > 0}
      done={done ? t('voice.admin.done') : null}
    >
      <ErrorSummary t={t} errors={wrong.map((name) => ({ field: name, message: message(name) }))} />
      <Form action={paths.adminVoice}>
        <TextField {...field('nachfrage')} label={t('voice.admin.ask')} hint={t('voice.admin.askHint')} />
        <TextField {...field('entscheidung')} label={t('voice.admin.decide')} />
        <ActionBar>
          <Button icon="check">{t('voice.admin.save')}</Button>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}
