import { notify } from '#modules/notifications/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Case } from './case.ts'
import { messagesOf } from './messages.ts'
import { visibleCase } from './visible.ts'

/**
 * A case was passed on to the authority that it belongs to. One that takes cases by a program of its own is sent it by
 * that program.
 */
export async function tellAuthority(ctx: Ctx, event: StoredEvent): Promise<void> {
  const authority = (await authorities(ctx)).find((a) => a.id === event.payload.authority)
  if (!authority || authority.byInterface) return
  await writeToAuthority(ctx, await visibleCase(ctx, event.stream), authority.id, `${event.id}:authority`)
}

/** Writes a letter to an authority: what and where, never who reported it. */
export async function writeToAuthority(ctx: Ctx, c: Case, authorityId: Uuid, dedupe: string): Promise<void> {
  const authority = (await authorities(ctx)).find((a) => a.id === authorityId)
  if (!authority?.email) return
  const [first] = await messagesOf(ctx, c, 'parties')
  await notify(ctx, {
    dedupe,
    to: { name: null, email: authority.email, lang: 'de' },
    letter: 'forwarded',
    stream: c.id,
    restricted: c.restricted,
    params: {
      number: c.number,
      category: c.title.de,
      address: c.address ?? '',
      place: c.place ? `${c.place.lat.toFixed(6)}, ${c.place.lon.toFixed(6)}` : '',
      words: first?.body ?? '',
      authority: authority.name,
    },
    link: c.public ? `/meldungen/${c.number}` : null,
    stop: null,
  })
}
