import type { Req } from '#http/env.ts'
import { keepPhotos, refusedWords } from '#http/photos.ts'
import { openParts, visibleCase } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { localPath } from '../local-path.ts'
import type { ActionForm, Errors, Values } from './actions/form.ts'
import { namedIn } from './actions/restrict-names.tsx'

/** What a form of an action brought along. */
export interface Sent {
  values: Values
  files: readonly File[]
  /** Photos of an earlier try. */
  photos: readonly Uuid[]
  version: number | undefined
  seen: number
  back: string | null
}

export async function readSent(c: Req): Promise<Sent> {
  const body = await c.req.parseBody({ all: true })
  const list = (name: string) => [body[name] ?? []].flat()
  const values = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      // Boxes of one name are ids, and come as one text.
      const one = Array.isArray(value) ? value.filter((v) => typeof v === 'string').join(' ') : value
      return typeof one === 'string' ? [[name, one.slice(0, 100_000)]] : []
    }),
  )
  const { version, stand, zurueck, ...rest } = values
  return {
    values: rest,
    files: list('fotos').filter((f): f is File => f instanceof File && f.size > 0),
    photos: list('foto').filter((id): id is string => typeof id === 'string' && isUuid(id)),
    version: /^\d{1,9}$/.test(version ?? '') ? Number(version) : undefined,
    seen: /^\d{1,9}$/.test(stand ?? '') ? Number(stand) : Number.MAX_SAFE_INTEGER,
    back: localPath(zurueck),
  }
}

/** Keeps what was uploaded, before any transaction; what is good stays even when another photo is refused. */
export async function keepSent(
  c: Req,
  folder: Uuid,
  form: ActionForm,
  sent: Sent,
): Promise<{ photos: readonly Uuid[]; errors: Errors }> {
  const { there, isPublic, t } = await c.get('tx')(async (ctx) => ({
    there: await photosOf(ctx, [folder], openParts(ctx, 'f')),
    isPublic: (await visibleCase(ctx, folder)).public,
    t: ctx.t,
  }))
  const known = new Set(there.map((photo) => photo.id))
  const { photos, refused } = await keepPhotos(c, sent.files, {
    folder,
    stage: form.photos!,
    visibility: isPublic ? 'public' : 'parties',
    // Until it is said for whom alone a photo is, it is for nobody.
    restricted: form.noun === 'foto' && namedIn(sent.values) !== null,
  })
  const all = [...sent.photos.filter((id) => known.has(id)), ...photos]
  const errors: Errors =
    refused.length > 0
      ? { fotos: refused.map((one) => refusedWords(t, one)).join(' ') }
      : // A form that is only about photos needs one.
        form.noun === 'foto' && all.length === 0
        ? { fotos: t('workspace.photo.missing') }
        : {}
  return { photos: all, errors }
}
