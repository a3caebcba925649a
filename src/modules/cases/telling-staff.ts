import type { Unusual } from '#modules/audit/index.ts'
import { notify } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { visibleCase } from './visible.ts'

interface Recipient {
  name: string | null
  email: string
  lang: string
}

/** The data protection contact of the town, and everybody who holds the role themselves; each address once. */
async function officers(ctx: Ctx): Promise<Recipient[]> {
  const [org, { contact, defaultLang }] = await Promise.all([organisation(ctx), settings(ctx)])
  const people = [...org.staff.values()].filter(
    (p) => p.active && org.grants.get(p.id)?.some((g) => !g.for && g.permissions.includes('privacy.read')),
  )
  const all: Recipient[] = [
    ...people,
    ...(contact.privacyEmail ? [{ name: null, email: contact.privacyEmail, lang: defaultLang }] : []),
  ]
  return all.filter((one, i) => all.findIndex((other) => other.email === one.email) === i)
}

/** Somebody opened a restricted case in an emergency: those who look after data protection hear of it at once. */
export async function tellOfEmergency(ctx: Ctx, event: StoredEvent): Promise<void> {
  const [org, c] = await Promise.all([organisation(ctx), visibleCase(ctx, event.stream)])
  for (const to of await officers(ctx))
    await notify(ctx, {
      dedupe: `${event.id}:${to.email}`,
      to,
      letter: 'emergency',
      stream: c.id,
      restricted: true,
      params: {
        number: c.number,
        by: org.staff.get(event.actor_id ?? '')?.name ?? '',
        scheduled: new Date(event.payload.until),
      },
      link: '/verwaltung/notzugriffe',
      stop: null,
    })
}

/** Whoever is newly named hears that there is a case for them, and by its number only. */
export async function tellNamed(ctx: Ctx, event: StoredEvent): Promise<void> {
  const [org, c] = await Promise.all([organisation(ctx), visibleCase(ctx, event.stream)])
  for (const account of event.payload.added ?? []) {
    const person = org.staff.get(account)
    if (!person?.active || account === event.actor_id) continue
    await notify(ctx, {
      dedupe: `${event.id}:${account}`,
      to: person,
      letter: 'named',
      stream: c.id,
      restricted: true,
      params: { number: c.number, by: org.staff.get(event.actor_id ?? '')?.name ?? '' },
      link: `/vorgaenge/${c.number}`,
      stop: null,
    })
  }
}

/** An unusual day of reading, without the name: that stands on the page, where looking it up is on record. */
export async function tellOfUnusual(ctx: Ctx, found: readonly Unusual[]): Promise<void> {
  if (found.length === 0) return
  for (const to of await officers(ctx))
    for (const one of found)
      await notify(ctx, {
        dedupe: `unusual:${one.account}:${one.day}:${one.kind}:${to.email}`,
        to,
        letter: `unusual_${one.kind}`,
        stream: null,
        restricted: true,
        params: { n: one.n, usual: one.usual, day: new Date(`${one.day}T12:00:00Z`) },
        link: '/verwaltung/lesezugriffe',
        stop: null,
      })
}
