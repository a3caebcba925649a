import { sql } from 'kysely'
import { awaitLook, redactWords, setPublic, stampOf, visibleCase } from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { demoLogins } from '../logins.ts'

/** Graffiti, whose words are often others', and wrecks, whose photos show plates, are looked at before they are public. */
export async function seedWords(ctx: Ctx): Promise<void> {
  await changeReference(ctx)
  await ctx.db
    .updateTable('reports.category')
    .set({ publish: 'after_look' })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', 'graffiti')
    .execute()
  await ctx.db
    .updateTable('reports.category')
    .set({ publish_photos: 'after_look' })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', 'schrottfahrzeug')
    .execute()
  const { staff, subtree } = await organisation(ctx)
  const email = demoLogins.find((login) => login.role === 'clerk')?.email
  const clerk = [...staff.values()].find((person) => person.email === email)
  if (!clerk) return
  const units = clerk.units.flatMap((unit) => subtree(unit))
  const { rows } = await sql<{ id: Uuid; message: Uuid; body: string }>`
    select c.id, m.id as message, m.body from cases.case c
    join reports.report r on r.tenant_id = ${ctx.tenant.id} and r.case_id = c.id
    join cases.message m on m.tenant_id = ${ctx.tenant.id} and m.id = r.message_id
    where c.tenant_id = ${ctx.tenant.id} and c.unit_id = any (${units}::uuid[]) and c.status = 'open' and c.public
    order by c.opened_at desc, c.id limit 3 offset 6`.execute(ctx.db)
  const [black, ...waiting] = rows
  if (black) await somethingBlack(ctx, black)
  for (const { id } of waiting) {
    awaitLook(ctx, id, 'report')
    await setPublic(ctx, await visibleCase(ctx, id), false)
  }
}

/** A report that named somebody, until the office took the name out. */
async function somethingBlack(ctx: Ctx, one: { id: Uuid; message: Uuid; body: string }): Promise<void> {
  const named = 'Familie Brettschneider hat es auch gesehen, Telefon 0170 9876543.'
  const body = `${one.body} ${named}`
  await ctx.db
    .updateTable('cases.message')
    .set({ body })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', one.message)
    .execute()
  const ranges = ['Brettschneider', '0170 9876543'].map((word) => {
    const start = body.indexOf(word)
    return { start, end: start + word.length }
  })
  await redactWords(ctx, one.id, one.message, { ranges, stamp: stampOf(body), reason: 'personal' })
}
