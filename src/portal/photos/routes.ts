import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { holderByToken, mayReadFile } from '#modules/cases/index.ts'
import { type FileAsked, readFile, type Variant } from '#modules/files/index.ts'
import { draftByToken } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { paths } from '../../paths.ts'
import { draftToken } from '../report/draft-cookie.ts'
import { servePartnerPhoto } from './partner.ts'

const variants: Readonly<Record<string, Variant>> = { klein: 'thumb', gross: 'public', original: 'original' }

// Guessing an id of 74 random bits is hopeless anyway; this keeps it cheap for us.
const limits = new RateLimit()

/**
 * Photos. Who may see a case sees its photos; a draft's are for whoever holds its cookie; the bearer of a tracking
 * link asks with the link's token in the path. Everything else answers 404, whatever the reason.
 */
export const photoRoutes = new Hono<Env>()
  .get(paths.partnerPhoto(':token'), (c) => {
    limit(c, limits, 'photos.partner', 600)
    return servePartnerPhoto(c)
  })
  .get('/fotos/:id/:art', (c) => servePhoto(c, c.get('actor')))
  .get('/status/:token/fotos/:id/:art', async (c) => {
    limit(c, limits, 'photos.tracked', 600)
    const holder = await c.get('tx')((ctx) => holderByToken(ctx, c.req.param('token')))
    if (!holder || c.req.param('art') === 'original') throw new NotFound()
    return servePhoto(c, holder)
  })

async function servePhoto(c: Req, actor: Actor): Promise<Response> {
  const id = c.req.param('id') ?? ''
  const variant = variants[c.req.param('art') ?? '']
  if (!isUuid(id) || !variant) throw new NotFound()
  const token = draftToken(c)
  let isPublic = false
  const who = { ...c.get('who'), actor }
  const known = /^(?:W\/)?"([\w-]{22})"$/.exec(c.req.header('if-none-match') ?? '')?.[1]
  const mayRead = async (ctx: Ctx, asked: FileAsked): Promise<boolean> => {
    const { folder, visibility } = asked
    if (await mayReadFile(ctx, asked, variant)) {
      isPublic = actor.kind === 'anonymous'
      return true
    }
    if (variant === 'original' || visibility === 'internal' || asked.restricted || !token) return false
    // The draft's id is its folder's; once sent, the case's, whose public side its sender may see.
    return (await draftByToken(ctx, token))?.id === folder
  }
  const file = await readFile(c.get('platform'), who, id, variant, mayRead, known)
  const original = variant === 'original'
  // Asked again each time: what was blacked out or withdrawn a moment ago comes from no cache (docs/adr/0030).
  const kept = {
    'Cache-Control': original ? 'no-store' : isPublic ? 'public, no-cache' : 'private, no-cache',
    ...(original ? {} : { ETag: `"${file.tag}"` }),
  }
  if (!original && known === file.tag) return c.body(null, 304, kept)
  return c.body(new Uint8Array(file.bytes), 200, {
    ...kept,
    'Content-Type': file.mime,
    // Whatever a file turns out to be, it runs nothing here (spec: script in an upload).
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(original ? { 'Content-Disposition': attachment(file.name) } : {}),
  })
}

/** RFC 6266 with RFC 8187: names in any letters, and nothing that ends the header. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_') || 'foto'
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
