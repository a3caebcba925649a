import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { districts } from '#modules/geo/index.ts'
import {
  managedLayer,
  type ObjectFilter,
  objectById,
  objectsByIds,
  objectsOf,
} from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { paths } from '../../../paths.ts'
import { stickerSheet } from './stickers.ts'
import { StickersPage } from './stickers-page.tsx'

const PAGE = 96
/** Fifty sheets: more are printed elsewhere. */
const MOST = 1200

export const stickerRoutes = new Hono<Env>()
  .get(paths.adminLayerAction(':code', 'aufkleber'), (c) =>
    c.get('tx')(async (ctx) => {
      const layer = await managedLayer(ctx, c.req.param('code')!)
      const { asked, filter, areas } = await askedFor(c, ctx, layer.code)
      const after = isUuid(asked.nach) ? await objectById(ctx, asked.nach) : null
      const found = await objectsOf(ctx, { ...filter, ...(after && { after }) }, PAGE + 1)
      return page(
        c,
        <StickersPage
          view={await viewOf(c, ctx, 'workspace')}
          layer={layer}
          objects={found.slice(0, PAGE)}
          asked={asked}
          districts={areas}
          next={found.length > PAGE ? found[PAGE - 1]!.id : null}
          most={MOST}
        />,
      )
    }),
  )
  .get(paths.adminLayerAction(':code', 'aufkleber.pdf'), (c) =>
    c.get('tx')(async (ctx) => {
      const layer = await managedLayer(ctx, c.req.param('code')!)
      const { filter } = await askedFor(c, ctx, layer.code)
      const ids = (c.req.queries('objekt') ?? []).filter(isUuid).slice(0, MOST)
      const chosen = [...(await objectsByIds(ctx, ids)).values()].filter(
        (one) => one.layer.code === layer.code,
      )
      const objects = c.req.query('alle') ? await objectsOf(ctx, filter, MOST) : chosen
      if (objects.length === 0) throw new Invalid('objects.no_stickers')
      const pdf = await stickerSheet(ctx, objects)
      c.header('Content-Type', 'application/pdf')
      c.header('Content-Disposition', 'attachment; filename="aufkleber.pdf"')
      c.header('Cache-Control', 'private, no-store')
      return c.body(new Uint8Array(pdf))
    }),
  )

async function askedFor(c: Req, ctx: Ctx, layer: string) {
  const asked = {
    q: (c.req.query('q') ?? '').trim().slice(0, 60),
    ortsteil: c.req.query('ortsteil') ?? '',
    nach: c.req.query('nach') ?? '',
  }
  const areas = await districts(ctx)
  const area = areas.find((one) => one.code === asked.ortsteil)
  const filter: ObjectFilter = { layer, ...(asked.q && { text: asked.q }), ...(area && { areaId: area.id }) }
  return { asked, filter, areas }
}
