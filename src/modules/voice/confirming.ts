import { sql } from 'kysely'
import { mailbox, visibleCases } from '#modules/cases/index.ts'
import { mayCause, notify } from '#modules/notifications/index.ts'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { bytesOfId, idOfBytes, type Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'

/** A voice whose address is not confirmed, or was a moment ago; as much of its report as everybody may know. */
export interface UnsureVoice {
  id: Uuid
  case: Uuid
  question: Uuid
  sure: boolean
  number: string
  title: { de: string; en: string }
  address: string | null
}

/**
 * Somebody who left an address is asked whether it is theirs: then their voice is one of a person (docs/adr/0038). What
 * is decided they hear in any case.
 */
export async function askWhose(
  ctx: Ctx,
  voice: Omit<UnsureVoice, 'question' | 'sure'> & { email: string },
): Promise<void> {
  if (!(await mayCause(ctx, 'asked', voice.email))) return
  await notify(ctx, {
    dedupe: letterOf(voice.id),
    to: { name: null, email: voice.email, lang: ctx.lang },
    letter: 'still_confirm',
    stream: voice.case,
    params: { number: voice.number, category: voice.title[ctx.lang], address: voice.address ?? '' },
    link: `/noch-da/${await tokenOf(ctx, voice.id)}`,
    stop: null,
  })
}

export const letterOf = (voice: Uuid): string => `still_confirm:${voice}`

/** The link in the letter: signed, for one voice; nothing is stored for it. */
async function tokenOf(ctx: Ctx, id: Uuid): Promise<string> {
  const bytes = bytesOfId(id)
  return Buffer.concat([bytes, await signature(ctx, bytes)]).toString('base64url')
}

const signature = async (ctx: Ctx, id: Uint8Array): Promise<Buffer> =>
  hmac(await secret(ctx, 'voice'), `confirm ${Buffer.from(id).toString('hex')}`).subarray(0, 16)

/** The voice that a link is about. Throws NotFound for forged and foreign links, and when there is nothing to decide any more. */
export async function voiceToConfirm(ctx: Ctx, token: string): Promise<UnsureVoice> {
  const bytes = Buffer.from(token.slice(0, 100), 'base64url')
  const id = bytes.subarray(0, 16)
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) throw new NotFound()
  if (!(await signature(ctx, id)).equals(bytes.subarray(16))) throw new NotFound()
  const tenant = ctx.tenant.id
  const { rows } = await sql<Omit<UnsureVoice, 'title'> & { name: string; name_en: string }>`
    select s.id, s.case_id as "case", s.question_id as question, s.sure, c.number, c.title as name,
      c.title_en as name_en, c.address
    from voice.saying s
    join voice.question q on q.tenant_id = ${tenant} and q.id = s.question_id and q.decided_at is null
    join cases.case c on c.tenant_id = ${tenant} and c.id = s.case_id and c.public and ${visibleCases(ctx)}
    where s.tenant_id = ${tenant} and s.id = ${idOfBytes(id)} and s.email is not null`.execute(ctx.db)
  const [row] = rows
  if (!row) throw new NotFound()
  const { name, name_en, ...voice } = row
  return { ...voice, title: { de: name, en: name_en } }
}

/** The address is theirs. A second voice of the same mailbox is no second person, and counts no more. Throws NotFound. */
export async function confirmVoice(ctx: Ctx, token: string): Promise<void> {
  const voice = await voiceToConfirm(ctx, token)
  const tenant = ctx.tenant.id
  // Of two clicks, and of two voices of one mailbox, one is first.
  await sql`select 1 from voice.question q where q.tenant_id = ${tenant} and q.id = ${voice.question} for update`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ again: boolean }>`
    update voice.saying s set sure = true
    where s.tenant_id = ${tenant} and s.id = ${voice.id} and not s.sure
    returning exists (
      select from voice.saying o where o.tenant_id = ${tenant} and o.question_id = s.question_id and o.id <> s.id
        and o.sure and ${mailbox(sql`o.email`)} = ${mailbox(sql`s.email`)}) as again`.execute(ctx.db)
  const [changed] = rows
  if (!changed) return
  const [voices, sure] = changed.again ? [-1, 0] : [0, 1]
  ctx.send(
    'update voice.question set voices = voices + $3, sure = sure + $4 where tenant_id = $1 and id = $2',
    [tenant, voice.question, voices, sure],
  )
  ctx.emit('case.doubt_confirmed', { case: voice.case, question: voice.question })
}
