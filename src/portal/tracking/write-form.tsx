import type { PageView } from '#http/view.ts'
import { LONGEST_TEXT } from '#modules/cases/index.ts'
import { Button } from '#ui/button.tsx'
import { FileField } from '#ui/field/file-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'

/** Words and photos for one's own case; of a closed one, that it is still there. */
export function WriteForm({
  view,
  action,
  closed,
  draft,
}: {
  view: PageView
  action: string
  closed: boolean
  draft: { text: string; errors: readonly { field: string; message: string }[] } | undefined
}) {
  const { t } = view
  const errorAt = (field: string) => draft?.errors.find((e) => e.field === field)?.message
  const textError = errorAt('nachricht')
  const photoError = errorAt('foto')
  return (
    <Form action={`${action}#nachrichten`} files>
      <h3 class="kern-heading-small">{t(closed ? 'tracking.write.stillThere' : 'tracking.write.title')}</h3>
      <TextArea
        t={t}
        name="nachricht"
        rows={4}
        label={t('tracking.write.label')}
        hint={t('tracking.write.hint')}
        value={draft?.text ?? ''}
        maxlength={LONGEST_TEXT}
        {...(textError ? { error: textError } : {})}
      />
      <FileField
        t={t}
        name="foto"
        optional
        multiple
        accept="image/*,.heic,.heif"
        label={t('tracking.write.photo')}
        hint={t('tracking.write.photoHint')}
        {...(photoError ? { error: photoError } : {})}
      />
      <Button icon="mail">{t('tracking.write.send')}</Button>
    </Form>
  )
}
