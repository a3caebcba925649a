import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type NewCase, type OpenedCase, openCase } from './opening.ts'

/** A case as reports open them, at a unit; what matters to a test is said, the rest is as usual. */
export const aCase = (ctx: Ctx, unitId: Uuid, more: Partial<NewCase> = {}): Promise<OpenedCase> =>
  openCase(ctx, {
    id: newId(),
    kind: 'report',
    type: 'schlagloch',
    title: { de: 'Schlagloch', en: 'Pothole' },
    channel: 'web',
    public: true,
    priority: 1,
    unitId,
    authorityId: null,
    why: { code: 'default', params: { unit: unitId } },
    areaId: null,
    place: { lat: 50.128, lon: 8.928 },
    address: 'Hauptstraße 12',
    dueAt: new Date(ctx.now.getTime() + 24 * 3_600_000),
    reporter: { name: 'Erika Müßig', email: 'erika@example.org', phone: null, lang: 'de' },
    words: 'Tiefes Loch in der Fahrbahn',
    ...more,
  })
