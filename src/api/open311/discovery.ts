import type { Settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'
import type { Value } from './xml.ts'

/** The day on which what this endpoint says or takes last changed. */
const CHANGESET = '2026-11-22T00:00:00Z'

/** Where the town's endpoint is and whom to ask for a key. */
export function discovery(ctx: Ctx, { contact }: Settings, demo: boolean): Value {
  const base = ctx.tenant.publicUrl
  return {
    changeset: CHANGESET,
    contact: [contact.authority || ctx.tenant.name, contact.email, contact.phone].filter(Boolean).join(', '),
    key_service: `${base}${paths.api}`,
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${base}${paths.open311}`,
        changeset: CHANGESET,
        type: demo ? 'test' : 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  }
}
