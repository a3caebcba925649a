import {
  type Case,
  mayCorrect,
  ownMessages,
  ownPhotos,
  type Publication,
  publicationOf,
} from '#modules/cases/index.ts'
import type { FileInfo } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { T } from '#platform/i18n.ts'
import { Inset } from '#ui/notice.tsx'
import { paths } from '../../paths.ts'

/** What of a case is the reader's own, and what they may still do with it. */
export interface OwnParts {
  messages: ReadonlySet<string>
  photos: ReadonlySet<string>
  mayCorrect: boolean
  publication: Publication | null
}

/** Who only reads a case (for an organisation) has nothing of their own in it. */
export async function ownParts(ctx: Ctx, c: Case): Promise<OwnParts> {
  const publication = c.kind === 'report' ? await publicationOf(ctx, c.id) : null
  try {
    const [messages, photos, correct] = c.anonymisedAt
      ? [new Set<string>(), new Set<string>(), false]
      : await Promise.all([ownMessages(ctx, c), ownPhotos(ctx, c), mayCorrect(ctx, c)])
    return { messages, photos, mayCorrect: correct, publication }
  } catch (error) {
    if (!(error instanceof Forbidden || error instanceof NotFound)) throw error
    return { messages: new Set(), photos: new Set(), mayCorrect: false, publication }
  }
}

/** Where one's own photos can be blacked out or withdrawn, below the pictures. */
export function OwnPhotos({
  t,
  photos,
  own,
  hrefOf,
}: {
  t: T
  photos: readonly FileInfo[]
  own: ReadonlySet<string>
  hrefOf: (id: string) => string
}) {
  const mine = photos.map((photo, i) => ({ photo, n: i + 1 })).filter(({ photo }) => own.has(photo.id))
  if (mine.length === 0) return null
  return (
    <ul class="sd-links">
      {mine.map(({ photo, n }) => (
        <li key={photo.id}>
          <a href={hrefOf(photo.id)}>{t('own.photo.link', { n })}</a>{' '}
          {photo.visibility !== 'public' && <span class="sd-muted">{t('own.photo.notPublic')}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Honest about who can see the report now: it waits for a look, its photos do, or the town keeps it back. */
export function Publicly({
  t,
  publication,
  isPublic,
}: {
  t: T
  publication: Publication | null
  isPublic: boolean
}) {
  if (!publication || (publication.state === 'public' && isPublic)) return null
  const key =
    publication.state !== 'waiting' ? 'withheld' : publication.what === 'photos' ? 'photosWait' : 'waits'
  if (key === 'withheld' && isPublic) return null
  return <Inset>{t(`own.publicly.${key}`)}</Inset>
}

/** Where one's own report is put right, and what others see of it. */
export function OwnLinks({
  t,
  own,
  change,
  number,
}: {
  t: T
  own: OwnParts
  change: string
  /** Of a report that is public. */
  number: string | null
}) {
  return (
    <>
      {own.mayCorrect && (
        <p class="sd-case__links">
          <a href={change}>{t('own.change.link')}</a>
        </p>
      )}
      {number && (
        <p class="sd-case__links">
          <a href={paths.publicReport(number)}>{t('tracking.publicPage')}</a>
        </p>
      )}
    </>
  )
}
