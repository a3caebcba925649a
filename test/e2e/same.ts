import { mergeCases } from '#modules/cases/index.ts'
import { submit } from '#modules/reports/index.ts'
import { newId } from '#platform/ids.ts'
import { somewhere } from '../helpers.ts'
import type { Stage } from './server.ts'

/** Three reports of one hole, at a place of their own; the second is merged into the first. */
export async function merge(stage: Stage): Promise<{ open: string; dup: string; other: string }> {
  const { tx } = stage.town
  const place = { lat: somewhere.lat + 0.0008, lon: somewhere.lon - 0.003 }
  const one = (text: string) =>
    tx('system', (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'schlagloch',
        text,
        place,
        address: 'Hauptstraße 1',
        placedBy: 'map',
        answers: {},
        reporter: { name: 'Erika Müßig', email: `${newId()}@example.org`, lang: 'de' },
        channel: 'web',
      }),
    )
  const [open, dup, other] = [
    await one('Großes Loch vor dem Haus'),
    await one('Ein Loch'),
    await one('Noch eins'),
  ]
  await tx('system', (ctx) => mergeCases(ctx, dup.id, { into: open.id, note: 'Danke.' }))
  return { open: open.number, dup: dup.number, other: other.number }
}
