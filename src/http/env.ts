import type { Context } from 'hono'
import type { Assets } from '#platform/assets/assets.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import type { Who } from '#platform/context/transaction.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Platform } from '#platform/platform.ts'

/** What a request knows of itself after the middleware (src/app.ts, in order). */
export interface Env {
  Variables: {
    platform: Platform
    assets: Assets
    requestId: string
    tenant: Tenant
    lang: Lang
    actor: Actor
    /** Who the session belongs to now; null when it is over. Set with `actor`, for those who have a session. */
    findAgain?: (ctx: Ctx) => Promise<Actor | null>
    /** tenant, actor and language together, for functions that open their own transactions. */
    who: Who
    /** Runs in a transaction of this request's tenant and actor. */
    tx: <R>(run: (ctx: Ctx) => Promise<R>) => Promise<R>
    /** The same as nobody in particular: public pages show staff what they show everyone. */
    publicTx: <R>(run: (ctx: Ctx) => Promise<R>) => Promise<R>
    /** The address that the request came from, as far as the proxies in front are believed. */
    address: string
    /** What is answered is the same for everyone without a session (src/http/rendered.ts). */
    keep?: boolean
  }
}

export type Req = Context<Env>
