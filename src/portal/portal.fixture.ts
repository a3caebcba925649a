import sharp from 'sharp'
import { addPhoto, type Visibility } from '#modules/files/index.ts'
import { type NewReport, type Submitted, submit } from '#modules/reports/index.ts'
import { type Actor, system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown } from '../../test/helpers.ts'
import { createApp } from '../app.ts'

/** The whole app in process, asked as a browser would. */
export function portalOf(town: TestTown) {
  const app = createApp({
    platform: town.platform,
    assets: { url: (name) => `/assets/${name}`, needs: () => [], serve: () => null },
  })
  const headers = (more: Record<string, string>, host: string) => ({ host, 'accept-language': 'de', ...more })
  return {
    get: (path: string, more: Record<string, string> = {}, host = 'teststadt.localhost') =>
      app.request(`http://${host}${path}`, { headers: headers(more, host) }),
    /** The text of a page. */
    read: async (path: string, more: Record<string, string> = {}, host?: string) =>
      (
        await app.request(`http://${host ?? 'teststadt.localhost'}${path}`, {
          headers: headers(more, host ?? 'teststadt.localhost'),
        })
      ).text(),
    post: (
      path: string,
      body: FormData | Record<string, string>,
      more: Record<string, string> = {},
      host = 'teststadt.localhost',
    ) =>
      app.request(`http://${host}${path}`, {
        method: 'POST',
        headers: headers(more, host),
        body: body instanceof FormData ? body : new URLSearchParams(body),
      }),
  }
}

/** A report as the form would send it. */
export const report = (town: TestTown, more: Partial<NewReport> = {}, tenant?: Tenant): Promise<Submitted> =>
  town.tx(
    'system',
    (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'schlagloch',
        text: 'Tiefes Loch vor dem Haus',
        place: somewhere,
        address: null,
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
        ...more,
      }),
    tenant,
  )

/** A small photo in the folder of a case. */
export async function photo(
  town: TestTown,
  folder: Uuid,
  visibility: Visibility,
  stage: 'report' | 'after' | 'again' = 'report',
  actor: Actor = system('test'),
): Promise<Uuid> {
  const added = await addPhoto(
    town.platform,
    { tenant: town.tenant, actor },
    { folder, bytes: await picture(), name: 'bild.jpg', stage, visibility },
  )
  if (!added.ok) throw new Error(added.reason)
  return added.id
}

let shade = 0
/** A small JPEG, each a little different: the same one sent twice would be one photo. */
export const picture = (): Promise<Buffer> => {
  shade = (shade + 7) % 256
  return sharp({ create: { width: 320, height: 240, channels: 3, background: { r: shade, g: 150, b: 170 } } })
    .jpeg()
    .toBuffer()
}
