import {
  addNote,
  type Case,
  childrenOf,
  closeCase,
  endsByPeople,
  notePhoto,
  type Outcome,
  reopenCase,
  reply,
  startCase,
  visibleCase,
} from '#modules/cases/index.ts'
import { addPhoto, LARGEST_PHOTO } from '#modules/files/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import { fetchPublic, type Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import type { Endpoint } from './endpoint.ts'
import { meaningOf } from './states.ts'
import type { Told } from './update.ts'

const DAY = 86_400_000

/** Takes an update of theirs, once: words to the reporter, a state to our case, pictures into its folder. */
export async function take(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  told: Told,
  seams: Partial<Seams> = {},
): Promise<void> {
  const who = { tenant, actor: system('exchange'), lang: 'de' as const }
  const caseId = await inTx(platform, who, async (ctx) => {
    const transfer = await ctx.db
      .selectFrom('exchange.transfer')
      .select(['case_id', 'remote_closed', 'sent_at', 'remote_updated_at'])
      .where('tenant_id', '=', tenant.id)
      .where('endpoint_id', '=', endpoint.id)
      .where('remote_id', '=', told.remoteId)
      .executeTakeFirst()
    // Their list tells of all reports; what was before ours was there is about another one.
    if (!transfer || (transfer.sent_at && told.at.getTime() < transfer.sent_at.getTime() - DAY)) return null
    const c = await visibleCase(ctx, transfer.case_id, 'for update')
    if (!(await isNew(ctx, endpoint, told, c.id))) return null
    await apply(ctx, endpoint, told, c, transfer.remote_closed)
    return c.anonymisedAt || c.restricted ? null : c.id
  })
  if (caseId) for (const url of told.media) await takePhoto(platform, who, caseId, url, seams)
}

async function isNew(ctx: Ctx, endpoint: Endpoint, told: Told, caseId: Uuid): Promise<boolean> {
  const row = await ctx.db
    .insertInto('exchange.received')
    .values({
      tenant_id: ctx.tenant.id,
      endpoint_id: endpoint.id,
      update_id: told.id,
      case_id: caseId,
      state: told.state,
      at: told.at,
      taken_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'endpoint_id', 'update_id']).doNothing())
    .returning('update_id')
    .executeTakeFirst()
  return row !== undefined
}

async function apply(ctx: Ctx, endpoint: Endpoint, told: Told, c: Case, wasClosed: boolean): Promise<void> {
  const meaning = meaningOf(told.state)
  await ctx.db
    .updateTable('exchange.transfer')
    .set((eb) => ({
      ...(told.state !== 'UNCHANGED' && told.state !== '' && { remote_state: told.state }),
      ...(meaning.to !== null && { remote_closed: meaning.to === 'closed' }),
      remote_updated_at: eb.fn('greatest', [eb.ref('remote_updated_at'), eb.val(told.at)]),
    }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint.id)
    .where('case_id', '=', c.id)
    .execute()
  // Of a figure nothing more is said.
  if (c.anonymisedAt) return
  const words = told.words && ctx.t('exchange.said', { endpoint: endpoint.name, words: told.words })
  const say = async (): Promise<void> => {
    if (words) await reply(ctx, c.id, { body: words, visibility: 'public' })
  }
  const ask = (key: string): Promise<void> =>
    addNote(ctx, c.id, ctx.t(key, { endpoint: endpoint.name, state: told.state, words: told.words }))
  if (c.restricted) return ask('exchange.note.told')
  if (meaning.to === 'closed') {
    if (c.status === 'closed') return say()
    // "Not ours" ends nothing: somebody here has to find whose it is.
    if (
      endpoint.onClosed === 'ask' ||
      meaning.outcome === 'not_responsible' ||
      (await isForPeople(ctx, c, meaning.outcome))
    )
      return ask(
        meaning.outcome === 'not_responsible' ? 'exchange.note.not_theirs' : 'exchange.note.done_there',
      )
    return closeCase(ctx, c.id, {
      outcome: meaning.outcome ?? 'fixed',
      note: words || ctx.t('exchange.closed', { endpoint: endpoint.name }),
    })
  }
  if (meaning.to === 'open' && wasClosed && c.status === 'closed' && endpoint.follow) {
    if (endpoint.onClosed === 'ask') return ask('exchange.note.reopened_there')
    await reopenCase(ctx, c.id, { note: ctx.t('exchange.note.reopened_there', { endpoint: endpoint.name }) })
    return say()
  }
  if (meaning.to === 'in_progress' && c.status === 'open') await startCase(ctx, c.id)
  return say()
}

/** Two people must agree to such an ending, or other offices still work on parts of it: nobody outside decides that. */
const isForPeople = async (ctx: Ctx, c: Case, outcome: Outcome = 'fixed'): Promise<boolean> =>
  (outcome !== 'fixed' && (await endsByPeople(ctx, c))) ||
  (await childrenOf(ctx, c)).some((part) => part.status !== 'closed')

/** A picture of theirs, for the parties: nobody here has looked at it yet. One that cannot be had is not missed. */
async function takePhoto(
  platform: Platform,
  who: Parameters<typeof addPhoto>[1],
  caseId: Uuid,
  url: string,
  seams: Partial<Seams>,
): Promise<void> {
  const got = await fetchPublic(
    url,
    { maxBytes: LARGEST_PHOTO, timeoutMs: 10_000, accept: ['image/*', 'application/octet-stream'] },
    seams,
  )
  if (!got.ok) {
    platform.log.info({ reason: got.reason }, 'photo of a partner refused')
    return
  }
  const added = await addPhoto(platform, who, {
    folder: caseId,
    bytes: got.bytes,
    name: new URL(got.url).pathname.split('/').at(-1) || 'photo',
    stage: 'after',
    visibility: 'parties',
  })
  if (added.ok) await inTx(platform, who, (ctx) => notePhoto(ctx, caseId, added.id, 'after'))
}
