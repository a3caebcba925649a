import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { onStateRoad, outside, somewhere } from '../helpers.ts'
import { reportByApp, requestByApp } from './app.ts'
import { jpegAt } from './photos.ts'
import { describe_, findAddress, quickReport, send, words } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ webgl: true })
})
afterEach(allLeave)
afterAll(() => stage?.close())

const w = words.de

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Other ways into the town hall, $how', ({ js }) => {
  const person = (name: string) => `${name}.${js ? 'mit' : 'ohne'}@buerger.example`

  it('begun by an app over Open311, it takes the same road', async () => {
    const email = person('app')
    const text = `Loch vor dem Kindergarten Łąka, ${js ? 'links' : 'rechts'}`
    const number = await reportByApp(stage, { text, email, photo: await jpegAt(somewhere) })
    const received = await stage.letterTo(email, `Ihre Meldung ${number} ist angekommen`)
    await stage.quiet()

    const worker = await Visitor.come(stage, { js })
    await worker.signIn('worker')
    await worker.open(`/vorgaenge/${number}`)
    await worker.sees('Eingegangen über eine App (Open311)', 'Zugewiesen an Mira Vogt', text, '1 Foto')
    await worker.follow('Abschließen')
    await worker.fill('Wort an die meldende Person', 'Zugemacht.')
    await worker.page
      .locator('input[type=file]')
      .setInputFiles([await jpegAt(somewhere, 'schlagloch-1-nachher')])
    await worker.press('Vorgang abschließen')
    await stage.letterTo(email, `Ihre Meldung ${number} ist erledigt`)

    const citizen = await Visitor.come(stage, { js })
    await citizen.open(received.link('/status/'))
    await citizen.sees('Das ist erledigt', 'Zugemacht.', 'Vorher', 'Nachher')
    const asked = await requestByApp(stage, number)
    expect(asked).toMatchObject({
      status: 'closed',
      service_code: 'schlagloch',
      address: 'Hauptstraße 12, 63450 Teststadt',
    })
    expect(JSON.stringify(asked)).not.toContain(email)
    expect(await citizen.open(`${stage.otherUrl}/api/open311/v2/requests/${number}.json`)).toBe(404)
  })

  it('place first, out of the list, without a photo', async () => {
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.placeFirst)
    expect(v.path).toBe('/melden/ort')
    await v.page.getByText('Andere Wege, den Ort anzugeben').click()
    await v.follow('Aus der Liste')
    await v.sees('In welcher Straße ist es?')
    await v.follow('Hauptstraße')
    await v.choose('12')
    await v.press(w.next)
    await v.sees('Ihr Ort: Hauptstraße 12, 63450 Teststadt')
    await v.press(w.placeIsRight)
    expect(v.path).toBe('/melden/fotos')
    await v.press(w.noPhoto)
    await describe_(v, { text: 'Loch im Asphalt, ganz ohne Bild' })
    const { number } = await send(v)
    await v.open(`/meldungen/${number}`)
    await v.sees('Hauptstraße 12, 63450 Teststadt', 'Loch im Asphalt, ganz ohne Bild')
  })

  it('an address is searched, mistyped, found and changed on the review page', async () => {
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.without)
    await v.press(w.next)
    await v.sees('Bitte sagen Sie uns, wo es ist')
    await v.fill(/^Adresse/, 'Kaiserdamm 77')
    await v.press('Adresse suchen')
    await v.sees('Wir haben keine passende Adresse gefunden')
    await findAddress(v, 'gartenweg 3')
    await describe_(v, { text: 'Tiefes Loch im Pflaster' })
    await v.sees('Gartenweg 3, 63450 Teststadt')
    await v.page.locator('a[href="/melden/ort"]').last().click()
    await v.page.waitForURL('**/melden/ort')
    await findAddress(v, 'Hauptstrasse 12')
    // There somebody has reported a hole before.
    if (v.path === '/melden/gleiche') await v.press(w.other)
    expect(v.path).toBe('/melden/pruefen')
    await v.sees('Hauptstraße 12, 63450 Teststadt', 'Tiefes Loch im Pflaster')
  })

  it('what belongs to the state goes to the state, without who reported it', async () => {
    const email = person('land')
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.without)
    await byCoordinates(v, onStateRoad)
    await describe_(v, { text: `Tiefes Loch auf der Landesstraße (${js})`, email })
    await v.sees(
      'Dafür ist nicht die Stadt zuständig, sondern: Straßenbauverwaltung',
      'Diese Straße gehört dem Land.',
      'Wir leiten Ihre Meldung dorthin weiter',
    )
    const { number, link } = await send(v)
    await v.sees('Wir leiten Ihre Meldung weiter an: Straßenbauverwaltung.')

    const passedOn = await stage.letterTo('post@strassen.example', `Weitergeleitete Meldung ${number}`)
    expect(passedOn.text).toContain(`Tiefes Loch auf der Landesstraße (${js})`)
    expect(passedOn.text).toContain('50.120000, 8.925000')
    for (const secret of [email, 'Žofia', '/status/', '/abmelden/'])
      expect(passedOn.text + passedOn.html + passedOn.header('List-Unsubscribe')).not.toContain(secret)
    const told = await stage.letterTo(email, `Ihre Meldung ${number}: eine andere Stelle ist zuständig`)
    expect(told.text).toContain('sondern: Straßenbauverwaltung')
    await stage.quiet()
    expect(await stage.lettersTo(email)).toHaveLength(1)

    await v.open(link)
    await v.sees('Dafür ist nicht die Stadt zuständig, sondern: Straßenbauverwaltung')
    const clerk = await Visitor.come(stage, { js, viewport: desk })
    await clerk.signIn('clerk')
    await clerk.open(`/vorgaenge/${number}`)
    await clerk.sees(
      'Weitergeleitet an: Straßenbauverwaltung',
      'Andere Stelle zuständig',
      'Landesstraße 3008',
    )
  })

  it('what lies outside of the town is taken too, and passed on; what lies far away is a slip', async () => {
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.without)
    await v.page.getByText('Andere Wege, den Ort anzugeben').click()
    await v.fill(/^Koordinaten/, '43.467, 11.885')
    await v.press(w.next)
    await v.sees('Dieser Ort liegt sehr weit weg von Teststadt.')
    await v.fill(/^Koordinaten/, 'bei der Eiche')
    await v.press(w.next)
    await v.sees('Das sind keine Koordinaten.')
    await v.fill(/^Koordinaten/, `${outside.lat}, ${outside.lon}`)
    await v.press(w.next)
    await v.sees('Dieser Ort liegt außerhalb von Teststadt.', 'Sie können ihn trotzdem melden')
    await v.press(w.placeIsRight)
    await describe_(v, { text: 'Schlagloch hinter der Stadtgrenze' })
    await v.sees('sondern: Nachbargemeinde', 'Dieser Ort liegt außerhalb der Stadt.')
    const { number } = await send(v)
    await stage.letterTo('post@nachbar.example', `Weitergeleitete Meldung ${number}`)
  })

  it('one click stops the letters, and the rest goes on', async () => {
    const email = person('still')
    const v = await Visitor.come(stage, { js })
    const { number, link } = await quickReport(v, { text: 'Loch an der Ecke', email })
    const letter = await stage.letterTo(email, 'ist angekommen')
    await v.open(letter.link('/abmelden/'))
    await v.sees('Keine E-Mails mehr?')
    await v.press('Ja, keine E-Mails mehr')
    await v.sees('Sie bekommen keine E-Mails mehr')
    await stage.quiet()

    const clerk = await Visitor.come(stage, { js, viewport: desk })
    await clerk.signIn('clerk')
    await clerk.open(`/vorgaenge/${number}/nachricht`)
    await clerk.sees('Geht an niemanden: Die meldende Person möchte keine Nachrichten mehr.')
    await clerk.fill('Nachricht', 'Schon in Arbeit.')
    await clerk.press('Nachricht senden')
    await clerk.open(`/vorgaenge/${number}/abschluss`)
    await clerk.press('Vorgang abschließen')
    await stage.quiet()
    expect((await stage.lettersTo(email)).map(({ subject }) => subject)).toEqual([letter.subject])
    await v.open(link)
    await v.sees('Schon in Arbeit.', 'Das ist erledigt')
  })
})

async function byCoordinates(v: Visitor, { lat, lon }: { lat: number; lon: number }): Promise<void> {
  await v.page.getByText('Andere Wege, den Ort anzugeben').click()
  await v.fill(/^Koordinaten/, `${lat}, ${lon}`)
  await v.press(w.next)
  await v.press(w.placeIsRight)
}
