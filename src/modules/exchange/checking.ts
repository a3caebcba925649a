import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { askFor } from './asking.ts'
import type { Endpoint } from './endpoint.ts'
import { textOf } from './reading.ts'

export interface Checked {
  services: { ok: boolean; count: number; why: string | null; words: string }
  /** Whether they keep a list of updates; the other way works with everybody. */
  updates: boolean
  /** How they call themselves. */
  contact: string | null
}

/** Asks a server three things that change nothing. Whether the key is good shows only when something is sent. */
export async function checkConnection(
  platform: Platform,
  endpoint: Endpoint,
  seams: Partial<Seams> = {},
): Promise<Checked> {
  const services = await askFor(platform, endpoint, 'services', 'service', {}, seams)
  if (services.kind !== 'rows')
    return {
      services: {
        ok: false,
        count: 0,
        why: services.kind === 'refused' ? 'refused' : services.why,
        words: services.kind === 'refused' ? services.sentences.join(' ') : String(services.status ?? ''),
      },
      updates: false,
      contact: null,
    }
  const count = services.rows.filter((row) => textOf(row.service_code) !== null).length
  const now = platform.clock.now()
  const updates = await askFor(
    platform,
    endpoint,
    'servicerequestupdates',
    'request_update',
    {
      start_date: new Date(now.getTime() - 60_000).toISOString(),
      end_date: now.toISOString(),
    },
    seams,
  )
  const found = await askFor(platform, endpoint, 'discovery', 'discovery', {}, seams)
  return {
    services: { ok: count > 0, count, why: count > 0 ? null : 'no_services', words: '' },
    updates: updates.kind === 'rows',
    contact: found.kind === 'rows' ? textOf(found.rows[0]?.contact, 500) : null,
  }
}
