import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import type { FileInfo } from '#modules/files/index.ts'
import { MOST_PHOTOS } from '#modules/files/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { Form } from '#ui/form.tsx'
import type { T } from '#ui/view.ts'
import type { Journey, Mistakes } from './journey.ts'
import { PhotoWarnings } from './photo-warnings.tsx'
import { StepLayout } from './step-layout.tsx'
import { takenWords } from './where.ts'

export const PHOTOS_FIELD = 'fotos'

/** Words that the photo island says before anything is sent. */
export function PhotoWords({ t, children }: { t: T; children: ComponentChildren }) {
  return (
    <div
      class="sd-report-photos"
      data-sending={t('report.photo.sending')}
      data-too-large={t('report.photo.tooLargeHere', { name: '%name%' })}
      data-too-many={t('report.photo.tooManyHere', { room: '%room%' })}
      data-all-too-large={t('report.photo.allTooLargeHere')}
    >
      {children}
      <div class="sd-report-photos__status" role="status" data-photo-status />
    </div>
  )
}

export const photoAlt = (view: PageView, photo: FileInfo, i: number): string => {
  const taken = takenWords(view, photo)
  const words = view.t('report.photo.alt', { n: i + 1 })
  return taken ? `${words}, ${view.t('report.photo.taken', { at: taken })}` : words
}

export function PhotosStep({ j, mistakes }: { j: Journey; mistakes?: Mistakes | undefined }) {
  const { view, photos } = j
  const { t } = view
  const errors = Object.values(mistakes?.errors ?? {})
  return (
    <StepLayout
      j={j}
      name="fotos"
      title={t('report.photo.title')}
      lead={t('report.photo.lead')}
      mistakes={mistakes}
      fieldIds={Object.fromEntries(Object.keys(mistakes?.errors ?? {}).map((key) => [key, PHOTOS_FIELD]))}
      islands={['photo']}
    >
      <Form action={paths.reportStep('fotos')} files>
        <PhotoWords t={t}>
          <PhotoField
            t={t}
            name={PHOTOS_FIELD}
            label={t('report.photo.label')}
            hint={t('report.photo.hint')}
            error={errors.length > 0 ? errors.join('\n') : undefined}
            optional
            max={MOST_PHOTOS}
            upload={{ name: 'aktion', value: 'hochladen' }}
            uploaded={photos.map((photo, i) => ({
              value: photo.id,
              name: photo.name,
              thumb: paths.photo(photo.id, 'klein'),
              alt: photoAlt(view, photo, i),
            }))}
          />
        </PhotoWords>
        <PhotoWarnings j={j} marksOf={j.marksOf} />
        <ActionBar>
          <Button name="aktion" value="weiter" iconAfter="arrow-right">
            {t(photos.length > 0 ? 'ui.next' : 'report.photo.without')}
          </Button>
        </ActionBar>
      </Form>
    </StepLayout>
  )
}
