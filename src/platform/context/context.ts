import type { Lang, T } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Db } from '../db/connection.ts'
import type { Platform } from '../platform.ts'
import type { Actor, Grant } from './actor.ts'

export interface Tenant {
  id: Uuid
  slug: string
  name: string
  hosts: readonly string[]
  /** Without a slash at the end; links in mails begin with it. */
  publicUrl: string
  timeZone: string
  isDefault: boolean
}

/** What every capability gets first: an open transaction in which the tenant is set, and who acts in it. */
export interface Ctx {
  readonly tenant: Tenant
  readonly actor: Actor
  readonly db: Db
  /** The instant of this transaction; a time in a row or a rule comes from here. */
  readonly now: Date
  readonly lang: Lang
  readonly t: T
  /** Grows with every change of the tenant's reference data; see `remember`. */
  readonly revision: number
  readonly platform: Platform
  /**
   * Writes an event at the end of this transaction. The type's first word names the payload's key that holds
   * the stream: `emit('case.closed', { case: id, outcome })`. Payloads hold ids, codes and digests only.
   * `first` spares the look-up of a predecessor for a stream that begins here.
   */
  emit(type: string, payload: EventPayload, options?: { first?: boolean }): void
  /**
   * From here on what is done in this transaction is done by this grant: its events (and readings) name the role's
   * holder as the one for whom, when it is a deputy's. Verbs that ask for a permission call it with what they found.
   */
  actBy(grant: Grant | null): void
  /** For whom the actor acts as a deputy, once `actBy` was told. */
  readonly actingFor: Uuid | null
  /** Sends a statement without waiting for its answer; its failure surfaces when the transaction ends. */
  send(text: string, values: readonly unknown[]): void
  /** Runs after the commit: for signals within this process, never for anything that must not be lost. */
  afterCommit(run: () => void): void
}

export type EventPayload = Record<string, Json>
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** The tenant's and the row's keys, as every statement needs them. */
export const ids = (ctx: Ctx, row: { id: Uuid }) => ({ tenant_id: ctx.tenant.id, id: row.id })
