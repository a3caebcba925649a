import type { Req } from '#http/env.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { photoByToken } from '#modules/exchange/index.ts'
import { readFile } from '#modules/files/index.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'

/**
 * A photo for a partner to whom its report was sent: the picture without its metadata, by an address that we have
 * signed, for some days. What was hidden, blacked out or limited meanwhile is not there, or there as it is now.
 */
export async function servePartnerPhoto(c: Req): Promise<Response> {
  const who = { tenant: c.get('tenant'), actor: system('exchange') }
  const platform = c.get('platform')
  const id = await inTx(platform, who, (ctx) => photoByToken(ctx, c.req.param('token') ?? ''))
  if (!id) throw new NotFound()
  const file = await readFile(platform, who, id, 'public', async (ctx, asked) => {
    if (asked.restricted || asked.visibility === 'internal') return false
    const c = await visibleCase(ctx, asked.folder)
    return !c.restricted && (!c.public || asked.visibility === 'public')
  })
  return c.body(new Uint8Array(file.bytes), 200, {
    'Content-Type': file.mime,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Robots-Tag': 'noindex',
  })
}
