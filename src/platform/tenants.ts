import type { Ctx, Tenant } from './context/context.ts'
import { remember } from './context/memory.ts'
import { type Lang, type T, translator } from './i18n.ts'
import type { Platform } from './platform.ts'

/** Which towns live here, and by which host names they are found. Looked up again after a few seconds. */
export class Tenants {
  #all: Tenant[] = []
  #readAt = 0
  #reading: Promise<void> | null = null
  readonly #platform: () => Platform

  constructor(platform: () => Platform) {
    this.#platform = platform
  }

  async all(): Promise<readonly Tenant[]> {
    if (performance.now() - this.#readAt > 5000 || this.#all.length === 0) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = null
      })
      // Who knows an answer does not wait for a newer one.
      if (this.#all.length === 0) await this.#reading
      else this.#reading.catch(() => {})
    }
    return this.#all
  }

  /** The town that a Host header names; the default one for names nobody claims on this very machine. */
  async byHost(host: string | undefined): Promise<Tenant | null> {
    const name = (host ?? '').toLowerCase().replace(/:\d+$/, '')
    const all = await this.all()
    const own = all.find((t) => t.hosts.includes(name))
    if (own) return own
    const local = name === 'localhost' || name === '127.0.0.1' || name === '[::1]'
    return local ? (all.find((t) => t.isDefault) ?? null) : null
  }

  forget(): void {
    this.#readAt = 0
    this.#all = []
  }

  async #read(): Promise<void> {
    const { rows } = await this.#platform().pool.query(
      // A town that is being brought back from a backup has no address yet, and is not there for anybody.
      'select id, slug, name, hosts, public_url, time_zone, is_default from tenancy.tenant where cardinality(hosts) > 0 order by slug',
    )
    this.#all = rows.map((r) => ({
      id: r.id,
      slug: r.slug,
      name: r.name,
      hosts: r.hosts,
      publicUrl:
        r.is_default && this.#platform().config.publicUrl ? this.#platform().config.publicUrl! : r.public_url,
      timeZone: r.time_zone,
      isDefault: r.is_default,
    }))
    this.#readAt = performance.now()
  }
}

type Texts = Record<Lang, T>
const texts = new WeakMap<Platform, Map<string, Texts>>()

/** A tenant's texts in a language: the program's, with the town's own words where it has some. */
export function textsOf(platform: Platform, tenantId: string, lang: Lang): T {
  return texts.get(platform)?.get(tenantId)?.[lang] ?? translator(lang)
}

/** Reads the town's own words once per revision of its reference data; inTx sees to it. */
export function loadTexts(ctx: Ctx): Promise<void> {
  return remember(ctx, 'platform.texts', async () => {
    const rows = await ctx.db
      .selectFrom('tenancy.text')
      .select(['lang', 'key', 'value'])
      .distinctOn(['lang', 'key'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('lang')
      .orderBy('key')
      .orderBy('version', 'desc')
      .execute()
    const own = (lang: Lang): T =>
      translator(
        lang,
        Object.fromEntries(
          rows.flatMap((r) => (r.lang === lang && r.value !== null ? [[r.key, r.value]] : [])),
        ),
      )
    const map = texts.get(ctx.platform) ?? new Map<string, Texts>()
    texts.set(ctx.platform, map)
    map.set(ctx.tenant.id, { de: own('de'), en: own('en') })
  })
}
