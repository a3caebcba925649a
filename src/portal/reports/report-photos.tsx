import type { FileInfo } from '#modules/files/index.ts'
import type { T } from '#platform/i18n.ts'

interface Props {
  t: T
  photos: readonly FileInfo[]
  /** What the photos are of, for those who do not see them. */
  title: string
  srcOf: (id: string, variant: 'klein' | 'gross') => string
}

/** Photos of a case: before and after side by side where there are both, the rest small below. */
export function ReportPhotos({ t, photos, title, srcOf }: Props) {
  if (photos.length === 0) return null
  const after = photos.filter((p) => p.stage === 'after')
  const before = photos.filter((p) => p.stage !== 'after' && p.stage !== 'again')
  const pair = after[0] && before[0] ? [before[0], after[0]] : []
  const rest = photos.filter((p) => !pair.includes(p))
  const alt = (p: FileInfo) => t(`reports.photo.${p.stage}`, { title })
  const figure = (p: FileInfo, large: boolean) => (
    <li key={p.id}>
      <figure>
        <a href={srcOf(p.id, 'gross')}>
          <img
            src={srcOf(p.id, large ? 'gross' : 'klein')}
            alt={alt(p)}
            width={p.width ?? undefined}
            height={p.height ?? undefined}
            loading={large ? 'eager' : 'lazy'}
          />
        </a>
        {pair.length > 0 && <figcaption>{t(`reports.photo.caption.${p.stage}`)}</figcaption>}
      </figure>
    </li>
  )
  return (
    <>
      {pair.length > 0 && <ul class="sd-pair">{pair.map((p) => figure(p, true))}</ul>}
      {rest.length > 0 && (
        <ul class={pair.length === 0 && rest.length === 1 ? 'sd-gallery sd-gallery--one' : 'sd-gallery'}>
          {rest.map((p) => figure(p, pair.length === 0))}
        </ul>
      )}
    </>
  )
}
