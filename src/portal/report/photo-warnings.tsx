import { whereInPhoto } from '#http/seen-parts.tsx'
import type { PhotoMarks } from '#modules/files/index.ts'
import { paths } from '#paths.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import type { Journey } from './journey.ts'

/** What the town's detector saw in the photos, each with one press to black it out; and the way to do it by hand. */
export function PhotoWarnings({ j, marksOf }: { j: Journey; marksOf: (id: string) => PhotoMarks }) {
  const { view, photos } = j
  const { t } = view
  const warned = photos.map((photo, i) => ({ photo, n: i + 1, ...marksOf(photo.id) }))
  return (
    <>
      {warned
        .filter(({ seen }) => seen.length > 0)
        .map(({ photo, n, seen }) => (
          <Notice
            key={photo.id}
            tone="warning"
            title={t('own.photo.seenOn', { n, count: seen.length })}
            actions={
              <>
                {seen.map((one, i) => (
                  <Button
                    key={i}
                    kind="secondary"
                    small
                    formNoValidate
                    name="schwaerzen"
                    value={`${photo.id} ${i}`}
                  >
                    {t('own.photo.hideOne', {
                      what: t(`own.photo.kind.${one.kind}`, { n: i + 1 }),
                      where: whereInPhoto(view, one),
                    })}
                  </Button>
                ))}
                {seen.length > 1 && (
                  <Button kind="secondary" small formNoValidate name="schwaerzen" value={`${photo.id} alle`}>
                    {t('own.photo.hideAll')}
                  </Button>
                )}
              </>
            }
          >
            <p>{t('own.photo.seenText')}</p>
          </Notice>
        ))}
      {photos.length > 0 && (
        <ul class="sd-links">
          {warned.map(({ photo, n, boxes }) => (
            <li key={photo.id}>
              <a href={paths.reportPhoto(photo.id)}>{t('own.photo.linkDraft', { n })}</a>{' '}
              {boxes.length > 0 && (
                <span class="sd-muted">{t('own.photo.blacked', { count: boxes.length })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
