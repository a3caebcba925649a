import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'

/** How we are told what has happened: FixMyStreet's list of updates, or by asking for each report. */
export type Polls = 'updates' | 'requests'

export interface EndpointSettings {
  name: string
  /** The GeoReport base, without a slash at the end; `/requests.json` comes after it. */
  url: string
  jurisdiction: string | null
  format: 'json' | 'xml'
  /** The authority of ours that this server belongs to: what is handed to it is sent there. */
  authorityId: Uuid | null
  /** The key with which they send reports to us, to know theirs again. */
  inboundKeyId: Uuid | null
  /** A case stays open here until it is done there; otherwise it is closed as not ours when it is handed on. */
  follow: boolean
  /** When they are done: is our case closed by that, or does somebody here look first? */
  onClosed: 'close' | 'ask'
  /** Public words of ours said later go to them as well. */
  sendWords: boolean
  /** Cases that are not public here may be sent there. */
  sendPrivate: boolean
  /** Their service for categories that no mapping names. */
  defaultService: string | null
  /** After so many days without success somebody is told, and the authority is written to by mail. */
  giveUpDays: number
}

export interface Endpoint extends EndpointSettings {
  id: Uuid
  hasKey: boolean
  polls: Polls | null
  cursor: Date | null
  polledAt: Date | null
  pulledAt: Date | null
  contact: string | null
  failingSince: Date | null
  failingWhy: string | null
  attempts: number
  retryAt: Date | null
  pausedAt: Date | null
  version: number
  createdAt: Date
}

/** Throws Forbidden. */
export function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'exchange.manage')) throw new Forbidden()
}

/** The servers that the town exchanges reports with, by name; also for handlers, which look after none. */
export async function allEndpoints(ctx: Ctx): Promise<Endpoint[]> {
  const { rows } = await sql<Endpoint>`
    select e.id, e.name, e.url, e.jurisdiction, e.format, e.authority_id as "authorityId",
      e.inbound_key_id as "inboundKeyId", e.follow, e.on_closed as "onClosed", e.send_words as "sendWords",
      e.send_private as "sendPrivate", e.default_service as "defaultService", e.give_up_days as "giveUpDays",
      e.api_key is not null as "hasKey", e.polls, e.cursor, e.polled_at as "polledAt", e.pulled_at as "pulledAt",
      e.contact, e.failing_since as "failingSince", e.failing_why as "failingWhy", e.attempts,
      e.retry_at as "retryAt", e.paused_at as "pausedAt", e.version, e.created_at as "createdAt"
    from exchange.endpoint e
    where e.tenant_id = ${ctx.tenant.id} and e.removed_at is null
    order by e.name, e.id`.execute(ctx.db)
  return rows
}

/** Throws Forbidden. */
export async function endpoints(ctx: Ctx): Promise<Endpoint[]> {
  assertManages(ctx)
  return allEndpoints(ctx)
}

/** Throws Forbidden, NotFound. */
export async function endpointById(ctx: Ctx, id: string): Promise<Endpoint> {
  const found = isUuid(id) ? (await endpoints(ctx)).find((e) => e.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}
