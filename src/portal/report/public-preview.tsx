import { publicAtOnce } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { shortAddress } from '#portal/reports/short-address.ts'
import { Section } from '#ui/page-title.tsx'
import { Words } from '#ui/redaction/words.tsx'
import type { Journey } from './journey.ts'
import { photoAlt } from './photos-step.tsx'

/** The report as everybody will see it, before it is sent; and whether somebody looks at it first. */
export function PublicPreview({ j, place }: { j: Journey; place: string }) {
  const { view, answers, category, photos } = j
  const { t, lang } = view
  if (!category?.public) return null
  const at = publicAtOnce(category)
  const when = !at.report ? 'afterLook' : photos.length > 0 && !at.photos ? 'photosAfterLook' : 'atOnce'
  return (
    <Section title={t('own.preview.title')} intro={t(`own.preview.${when}`)}>
      <div class="sd-preview">
        <p class="kern-heading-small">
          {category.name[lang]}, {shortAddress(place)}
        </p>
        <blockquote class="sd-said" dir="auto">
          <Words t={t} text={answers.text ?? ''} />
        </blockquote>
        {photos.length > 0 && (
          <ul class="sd-report-thumbs">
            {photos.map((photo, i) => (
              <li key={photo.id}>
                <img src={paths.photo(photo.id, 'klein')} alt={photoAlt(view, photo, i)} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}
