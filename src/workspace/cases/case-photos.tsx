import { paths } from '../../paths.ts'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'

/** The photos of a case, small, with the way to the large picture and to the original. */
export function Photos({ desk }: { desk: Desk }) {
  const { t } = desk.view
  if (desk.photos.length === 0) return null
  return (
    <Part title={t('workspace.side.photos', { count: desk.photos.length })}>
      <ul class="case-photos">
        {desk.photos.map((photo, i) => (
          <li key={photo.id}>
            <figure>
              <a href={paths.photo(photo.id, 'gross')}>
                <img
                  src={paths.photo(photo.id, 'klein')}
                  alt={t('workspace.photo.numbered', { n: i + 1, stage: t(`history.stage.${photo.stage}`) })}
                  width="160"
                  height="120"
                  loading="lazy"
                />
              </a>
              <figcaption>
                {t(`history.stage.${photo.stage}`)}
                {photo.restricted && ` · ${t('restricted.partMark')}`}
                {photo.visibility === 'parties' && desk.case.public && ` · ${t('workspace.black.hidden')}`}
                {photo.visibility === 'public' && desk.own.marksOf(photo.id).seen.length > 0 && (
                  <strong> · {t('workspace.black.seen')}</strong>
                )}
                {desk.can.has('redact') && (
                  <>
                    {' · '}
                    <a href={paths.casePicture(desk.case.number, photo.id)}>
                      {t('workspace.black.photo')}
                      <span class="kern-sr-only"> {i + 1}</span>
                    </a>
                  </>
                )}
                {(desk.own.marksOf(photo.id).boxes.length > 0 ? desk.own.readsOriginals : desk.originals) && (
                  <>
                    {' · '}
                    <a href={paths.photo(photo.id, 'original')}>
                      {t('workspace.photo.original')}
                      <span class="kern-sr-only"> {i + 1}</span>
                    </a>
                  </>
                )}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </Part>
  )
}
