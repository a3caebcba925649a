import { visibleCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Field, referenceOf, requestFields, updateFields } from './composing.ts'
import type { Endpoint } from './endpoint.ts'
import { serviceFor, transferRow } from './queueing.ts'
import { dropped, refused } from './results.ts'
import { keyFor } from './sealing.ts'

/** What goes out next, ready to be sent. */
export interface Parcel {
  id: Uuid
  caseId: Uuid
  kind: 'request' | 'update'
  fields: Field[]
  /** An earlier try may have arrived. */
  unclear: boolean
  firstTriedAt: Date | null
  /** How our number stands in it. */
  reference: string
  service: string | null
}

/**
 * The next of what waits for an endpoint, made of what the case is now: what became restricted or was erased meanwhile
 * is not sent. Answers 'dropped' when it was put aside.
 */
export async function pack(ctx: Ctx, endpoint: Endpoint): Promise<Parcel | 'nothing' | 'dropped'> {
  const row = await ctx.db
    .selectFrom('exchange.outgoing')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint.id)
    .where('status', '=', 'waiting')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return 'nothing'
  const c = await visibleCase(ctx, row.case_id).catch((error) => {
    if (error instanceof NotFound) return null
    throw error
  })
  const transfer = await transferRow(ctx, endpoint.id, row.case_id)
  const parcel = { id: row.id, caseId: row.case_id, kind: row.kind as Parcel['kind'] }
  if (!c || c.restricted || c.anonymisedAt || !transfer || (!c.public && !endpoint.sendPrivate)) {
    await dropped(ctx, endpoint, parcel, c?.restricted ? 'restricted' : 'withdrawn')
    return 'dropped'
  }
  const more = {
    unclear: row.unclear,
    firstTriedAt: row.first_tried_at,
    reference: referenceOf(ctx, c.number),
  }
  if (row.kind === 'update') {
    if (!transfer.remote_id) {
      await dropped(ctx, endpoint, parcel, 'not_there')
      return 'dropped'
    }
    const fields = await updateFields(ctx, {
      caseId: c.id,
      messageId: row.message_id,
      state: row.state,
      id: row.id,
      remote: transfer.remote_id,
    })
    if (!fields) {
      await dropped(ctx, endpoint, parcel, 'withdrawn')
      return 'dropped'
    }
    return {
      ...parcel,
      ...more,
      service: null,
      unclear: false,
      fields: [...(await keyed(ctx, endpoint)), ...fields],
    }
  }
  const service = await serviceFor(ctx, endpoint, c.type)
  if (!service) {
    await refused(ctx, endpoint, { ...parcel }, 'unmapped', null, '')
    return 'dropped'
  }
  const fields = await requestFields(ctx, endpoint, c, service)
  return { ...parcel, ...more, service, fields: [...(await keyed(ctx, endpoint)), ...fields] }
}

async function keyed(ctx: Ctx, endpoint: Endpoint): Promise<Field[]> {
  const key = await keyFor(ctx, endpoint.id)
  return key ? [['api_key', key]] : []
}
