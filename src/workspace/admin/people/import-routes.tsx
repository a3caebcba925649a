import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { allAccounts } from '#modules/identity/index.ts'
import { assertManagesAll, importStaff, invitePerson } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { ImportResult } from '#platform/import.ts'
import { paths } from '../../../paths.ts'
import { ImportPage, type Tried } from './import-page.tsx'
import { sendInvitation } from './letters.ts'

/** Some ten thousand people; more than any town's list has. */
const LARGEST = 2_000_000

const show = (
  c: Req,
  given: { tried?: Tried; done?: ImportResult; missing?: boolean } = {},
  status: 200 | 422 = 200,
) =>
  c.get('tx')(async (ctx) =>
    page(c, <ImportPage view={await viewOf(c, ctx, 'workspace')} {...given} />, status),
  )

/** Text of a file in UTF-8, or in the code page that spreadsheets on Windows write. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** People from a file: tried first, then done with the very text that was tried. */
export const importRoutes = new Hono<Env>()
  .use(paths.peopleImport, async (c, next) => {
    await c.get('tx')(assertManagesAll)
    await next()
  })
  .get(paths.peopleImport, stepUp, (c) => {
    const counts = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(c.req.query('erledigt') ?? '')
    if (!counts) return show(c)
    const [added = 0, changed = 0, unchanged = 0] = counts.slice(1).map(Number)
    return show(c, { done: { added, changed, unchanged, errors: [] } })
  })
  .post(paths.peopleImport, stepUp, async (c) => {
    const body = await c.req.parseBody()
    if (body.aktion === 'einlesen' && typeof body.csv === 'string') {
      const { csv } = body
      const invites = body.einladen === 'ja'
      const result = await c.get('tx')((ctx) => takeIn(ctx, csv, invites))
      if (result.errors.length > 0) return show(c, { tried: { csv, result } }, 422)
      const { added, changed, unchanged } = result
      return c.redirect(`${paths.peopleImport}?erledigt=${added}.${changed}.${unchanged}`, 303)
    }
    const file = body.datei
    if (!(file instanceof File) || file.size === 0 || file.size > LARGEST)
      return show(c, { missing: true }, 422)
    const csv = textOf(await file.arrayBuffer())
    const result = await c.get('tx')((ctx) => importStaff(ctx, csv, { dryRun: true }))
    return show(c, { tried: { csv, result } }, result.errors.length > 0 ? 422 : 200)
  })

async function takeIn(ctx: Ctx, csv: string, invites: boolean): Promise<ImportResult> {
  const before = new Set((await allAccounts(ctx)).map((a) => a.id))
  const result = await importStaff(ctx, csv)
  if (result.errors.length > 0 || !invites) return result
  for (const account of await allAccounts(ctx)) {
    if (before.has(account.id)) continue
    await sendInvitation(ctx, account, await invitePerson(ctx, account.id, 'welcome'), 'welcome')
  }
  return result
}
