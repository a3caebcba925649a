import type { Req } from '#http/env.ts'
import type { StaffActor } from '#modules/organisation/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

/** What was just done, by the address: a text `access.done.…` each. */
export const doneThings = ['app', 'passkey', 'codes', 'entfernt', 'name', 'sitzung', 'sitzungen'] as const
export type Done = (typeof doneThings)[number]

/** Behind `staffOnly`: whoever asks. */
export const me = (c: Req) => (c.get('actor') as StaffActor).id

export const backWith = (c: Req, done: Done): Response =>
  c.redirect(urlWith(paths.access, { getan: done }), 303)
