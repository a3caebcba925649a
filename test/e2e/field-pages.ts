import { assignCase, visibleCase } from '#modules/cases/index.ts'
import { saveMaterial } from '#modules/fieldwork/index.ts'
import { reportByApp } from './app.ts'
import { jpegAt } from './photos.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

const known = { number: '' }

/** The clerk goes out too: to a place with long words, with photos and material. */
export async function provideField(stage: Stage): Promise<void> {
  const { tx, ids } = stage.town
  const place = { lat: 50.1285, lon: 8.932 }
  const text = 'Gehwegplatten hochgedrückt: Rollstuhlfahrerinnenunfreundlichkeitsgipfel vor der Grundschule'
  known.number = await reportByApp(stage, { text, place, photo: await jpegAt(place, 'schlagloch-2') })
  const second = await reportByApp(stage, { text: 'Kante', place: { lat: 50.13, lon: 8.935 } })
  await tx('system', async (ctx) => {
    await saveMaterial(ctx, { name: 'Kaltasphaltreaktivmischgut', nameEn: 'Cold asphalt', unit: 'Sack' })
    for (const number of [known.number, second])
      await assignCase(ctx, (await visibleCase(ctx, number)).id, ids.clerk)
  })
}

const clerk = 'clerk' as const
/** With our scripts the page is there a moment after it has loaded. */
const at = (path: () => string, says: string, then?: (v: Visitor) => Promise<unknown>) => ({
  who: clerk,
  says,
  go: async (v: Visitor): Promise<void> => {
    await v.open(path())
    await then?.(v)
    // The day has been fetched, and the page drawn anew from it.
    await v.page.waitForLoadState('networkidle')
    await v.page.getByText(says).first().waitFor()
  },
})

/** The pages on the street; what they look like without network, field.test.ts looks at. */
export const fieldPages = [
  { name: 'in the field: order', ...at(() => '/unterwegs?ordnen=ja', 'Nach oben') },
  { name: 'in the field: map', ...at(() => '/unterwegs/karte', 'Noch') },
  {
    name: 'in the field, a stop with a mistake',
    ...at(
      () => `/unterwegs/${known.number}`,
      '1 bis 1440',
      async (v) => {
        await v.page.locator('#zeit > summary').click()
        await v.page.getByRole('button', { name: 'Zeit speichern' }).click()
      },
    ),
  },
  {
    name: 'materials with mistakes',
    who: 'admin' as const,
    says: 'Bitte geben Sie eine Einheit an.',
    go: async (v: Visitor): Promise<void> => {
      await v.open('/verwaltung/material')
      await v.press('Material aufnehmen')
    },
  },
]
