import sharp from 'sharp'
import { folderKey } from '#modules/files/index.ts'
import { seal, sha256 } from '#platform/blobs/seal.ts'
import { newBlobName } from '#platform/blobs/store.ts'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { CreatedPlatform } from '#platform/create.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'
import { sceneSize } from '../photos/scenes.ts'
import { scenePhoto, withExif } from '../photos.ts'
import type { Report, ReportPhoto } from '../reports/types.ts'

export const reportId = (tenant: Tenant, report: Report): Uuid =>
  idFrom('demo report', tenant.slug, String(report.index))

/** Rows for files.file by report; the blobs lie in the store already. */
export type StoredPhotos = Map<Uuid, Record<string, unknown>[]>

/** Draws each scene once, writes place and time into a copy for every report, and stores all encrypted per case. */
export async function storePhotos(
  platform: CreatedPlatform,
  tenant: Tenant,
  reports: readonly Report[],
): Promise<StoredPhotos> {
  const thumbs = new Map<string, Promise<Buffer>>()
  const thumbOf = (scene: string): Promise<Buffer> => {
    let made = thumbs.get(scene)
    if (!made) {
      made = scenePhoto(scene).then((jpeg) =>
        sharp(jpeg).resize(400, 400, { fit: 'inside' }).jpeg({ quality: 55 }).toBuffer(),
      )
      thumbs.set(scene, made)
    }
    return made
  }
  const withPhotos = reports.filter((r) => r.photos.length > 0 || r.afterPhoto)
  const keys = new Map<Uuid, Buffer>()
  await inTx(platform, { tenant, actor: system('demo') }, async (ctx) => {
    for (const report of withPhotos) {
      const folder = reportId(tenant, report)
      keys.set(folder, await folderKey(ctx, folder, { create: true }))
    }
  })
  const stored: StoredPhotos = new Map()
  const one = async (report: Report): Promise<void> => {
    const folder = reportId(tenant, report)
    const key = keys.get(folder)!
    const put = async (bytes: Buffer): Promise<string> => {
      const name = newBlobName()
      await platform.blobs.put(name, seal(key, name, bytes))
      return name
    }
    const row = async (photo: ReportPhoto, stage: 'report' | 'after', position: number) => {
      const scene = await scenePhoto(photo.scene)
      const taken = Temporal.Instant.fromEpochMilliseconds(photo.takenAt.getTime()).toZonedDateTimeISO(
        tenant.timeZone,
      )
      const original = withExif(scene, { lat: photo.lat, lon: photo.lon, takenAt: photo.takenAt })
      const { width, height } = sceneSize(photo.scene)
      const [originalBlob, publicBlob, thumbBlob] = await Promise.all([
        put(original),
        put(scene),
        put(await thumbOf(photo.scene)),
      ])
      return {
        tenant_id: tenant.id,
        id: idFrom('demo photo', folder, stage, String(position)),
        folder_id: folder,
        kind: 'photo',
        stage,
        visibility: 'public',
        name: `IMG_${taken.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/\D/g, '')}.jpg`,
        mime: 'image/jpeg',
        size: original.length,
        sha256: `\\x${sha256(original).toString('hex')}`,
        original_blob: originalBlob,
        public_blob: publicBlob,
        thumb_blob: thumbBlob,
        width,
        height,
        taken_local: taken.toPlainDateTime().toString({ smallestUnit: 'second' }),
        lat: photo.lat,
        lon: photo.lon,
        position,
        by_kind: stage === 'after' ? 'staff' : 'anonymous',
        by_id: null,
        created_at: photo.takenAt,
        removed_at: null,
      }
    }
    stored.set(
      folder,
      await Promise.all([
        ...report.photos.map((photo, i) => row(photo, 'report', i)),
        ...(report.afterPhoto ? [row(report.afterPhoto, 'after', 0)] : []),
      ]),
    )
  }
  // A few at a time: enough to keep disk and cores busy, little enough to keep memory small.
  const queue = [...withPhotos]
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let report = queue.shift(); report; report = queue.shift()) await one(report)
    }),
  )
  return stored
}
