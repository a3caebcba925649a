import type { Req } from '#http/env.ts'
import {
  addPhoto,
  detectPrivate,
  LARGEST_PHOTO,
  MOST_PHOTOS,
  photosOf,
  type Stage,
} from '#modules/files/index.ts'
import { photosAwait } from '#modules/reports/index.ts'
import { system } from '#platform/context/actor.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import { fetchPublic } from '#platform/net/fetch-public.ts'

export interface Upload {
  name: string
  bytes: Uint8Array
}

/** For all addresses together: whoever reports waits for this. */
const PATIENCE_MS = 15_000

/**
 * Adds photos to a report that has just been accepted, from files and from addresses on the public internet. Outside
 * of any transaction; one that is refused loses nothing else. Answers how many were refused. A repeated command that
 * got through to here before adds nothing twice.
 */
export async function addMedia(
  c: Req,
  who: Who,
  report: { id: Uuid; public: boolean },
  uploads: readonly Upload[],
  urls: readonly string[],
  stage: Stage = 'report',
): Promise<number> {
  const platform = c.get('platform')
  if (uploads.length + urls.length === 0) return 0
  // A photo said later is known by its bytes.
  const there = stage === 'report' ? await inTx(platform, who, (ctx) => photosOf(ctx, [report.id])) : []
  if (there.length > 0) return 0
  const held =
    stage === 'report' &&
    // Whoever sent it may not see it any more, and whether it is looked at first is not theirs to know.
    (await inTx(platform, { tenant: who.tenant, actor: system('media') }, (ctx) =>
      photosAwait(ctx, report.id),
    ))
  const started = performance.now()
  let refused = 0
  const kept: { id: Uuid; folder: Uuid; jpeg: Buffer }[] = []
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    const visibility = report.public && !held ? 'public' : 'parties'
    const added = await addPhoto(platform, who, {
      folder: report.id,
      bytes: Buffer.from(bytes),
      name,
      stage,
      visibility,
    })
    if (added.ok) kept.push({ id: added.id, folder: report.id, jpeg: added.photo.public })
    else refused += 1
  }
  for (const { name, bytes } of uploads.slice(0, MOST_PHOTOS)) await add(name, bytes)
  for (const url of urls.slice(0, MOST_PHOTOS)) {
    const left = PATIENCE_MS - (performance.now() - started)
    const got =
      left > 0
        ? await fetchPublic(url, {
            maxBytes: LARGEST_PHOTO,
            timeoutMs: Math.min(10_000, left),
            accept: ['image/*', 'application/octet-stream'],
          })
        : null
    if (got?.ok) await add(nameOf(got.url), got.bytes)
    else {
      refused += 1
      platform.log.info({ reason: got?.reason ?? 'timeout' }, 'media refused')
    }
  }
  await detectPrivate(platform, who, kept)
  return refused + Math.max(0, uploads.length - MOST_PHOTOS) + Math.max(0, urls.length - MOST_PHOTOS)
}

const nameOf = (url: string): string => new URL(url).pathname.split('/').at(-1) || 'photo'
