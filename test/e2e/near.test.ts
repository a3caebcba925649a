import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openAccount } from '#modules/citizens/account.ts'
import { beginCitizenSession } from '#modules/citizens/session.ts'
import { tellNews } from '#modules/news/index.ts'
import { Browser } from '../../src/modules/subscriptions/push-service.fixture.ts'
import { reportByApp } from './app.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, phone, Visitor } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
  await tellNews(stage.town.platform)
})
afterEach(allLeave)
afterAll(() => stage?.close())

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Near me, $how', ({ js }) => {
  it('subscribes to an address, confirms, hears of a report, and ends it', async () => {
    const email = `nah.${js ? 'mit' : 'ohne'}@buerger.example`
    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.open('/meldungen')
    await v.follow('Davon Neues bekommen')
    await v.page.getByLabel('Adresse oder Straße').fill('Hauptstr 12')
    await v.press('Suchen')
    await v.follow(/Umgebung von Hauptstraße 12/)
    expect(await v.h1).toBe('Neues: Hauptstraße 12')
    await v.page.getByLabel('Umkreis').selectOption('250')
    await v.choose('sofort')
    await v.fill('Ihre E-Mail-Adresse', email)
    await v.press('Per E-Mail abonnieren')
    expect(await v.h1).toBe('Fast fertig: bitte bestätigen')
    const ask = await stage.letterTo(email, 'Bitte bestätigen')
    await v.open(ask.link('/in-der-naehe/bestaetigung/'))
    await v.press('Ja, dieses Abo möchte ich')
    await v.sees('Das Abo ist bestätigt', 'Hauptstraße 12', '250 m im Umkreis', 'sofort')

    const number = await reportByApp(stage, { text: 'Loch für die Nachbarschaft' })
    await stage.quiet()
    await tellNews(stage.town.platform)
    const letter = await stage.letterTo(email, 'Eine Neuigkeit: Hauptstraße 12')
    expect(letter.html).toContain(`/meldungen/${number}"`)
    expect(letter.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    await v.open(letter.link('/in-der-naehe/abos/'))
    await v.press(/^Ruhen lassen/)
    await v.sees('ruht', 'Fortsetzen')
    await v.press(/^Beenden/)
    expect(await v.h1).toBe('Ihre Abos sind beendet')
    expect(v.faults).toEqual([])
  })
})

it.each([{ js: true }, { js: false }])(
  'ends in the account what somebody follows (JavaScript: $js)',
  async ({ js }) => {
    const number = await reportByApp(stage, { text: 'Der Baum lehnt sich an' })
    const email = `folgt.${js}@buerger.example`
    const token = await stage.town.tx('system', async (ctx) => {
      const account = await openAccount(ctx, { email, name: 'Folgt Gern' })
      return beginCitizenSession(ctx, account.id, { method: 'link', level: 'none' })
    })
    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.context.addCookies([{ name: 'konto', value: token, url: stage.url }])
    await v.open(`/meldungen/${number}/folgen`)
    await v.press('Nachrichten bekommen')
    await v.open('/konto/abos')
    await v.sees(
      'Sie haben nichts abonniert',
      `Nr. ${number}`,
      'Sie bekommen keine Nachrichten zu einer Baustelle',
    )
    await v.press(/^Nicht mehr folgen/)
    await v.sees('Beendet: Sie bekommen dazu keine Nachrichten mehr', 'Sie folgen keiner Meldung')
    expect(v.faults).toEqual([])
  },
)

// A browser without a screen has no push service: its answers are put in place here, all else is the real thing.
it('gets notifications on this device after a tap, with permission asked only then', async () => {
  const { device } = new Browser('https://push.example/geraet')
  const v = await Visitor.come(stage, { js: true, viewport: phone })
  await v.page.addInitScript((words) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    Notification.requestPermission = () => {
      asked.push('permission')
      return Promise.resolve('granted')
    }
    const { endpoint, ...keys } = words
    PushManager.prototype.subscribe = (options) => {
      asked.push(String(options?.applicationServerKey))
      return Promise.resolve({ toJSON: () => ({ endpoint, keys }) } as unknown as PushSubscription)
    }
    PushManager.prototype.getSubscription = () =>
      Promise.resolve({ toJSON: () => ({ endpoint, keys }) } as unknown as PushSubscription)
  }, device)
  await v.open('/in-der-naehe/abo?art=stadt')
  const asked = () => v.page.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
  expect(await asked()).toEqual([])
  await v.press('Mitteilungen auf diesem Gerät bekommen')
  await v.sees('Das Abo ist eingerichtet', 'Mitteilung auf einem Gerät')
  await v.open('/in-der-naehe')
  await v.follow('Was dieses Gerät schon an Mitteilungen bekommt')
  await v.sees('Mitteilung auf einem Gerät')
  await v.press(/^Beenden/)
  expect(await v.h1).toBe('Ihre Abos sind beendet')
  expect(v.faults).toEqual([])

  const without = await Visitor.come(stage, { js: false })
  await without.open('/in-der-naehe/abo?art=stadt')
  expect(await without.text()).not.toContain('Auf diesem Gerät')
})
