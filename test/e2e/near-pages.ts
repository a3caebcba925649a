import {
  addSubscription,
  askToSubscribe,
  manageToken,
  stopSeriesToken,
  subscriberByMail,
} from '#modules/subscriptions/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

const known = { mine: '', one: '', stop: '', confirm: '' }

/** Somebody who has subscribed to two places, and somebody who has not confirmed yet. */
export async function provideNear(stage: Stage): Promise<void> {
  await stage.town.tx('system', async (ctx) => {
    const subscriber = await subscriberByMail(ctx, {
      email: 'nah.an.der.langen.strasse@buerger.example',
      lang: 'de',
    })
    const wish = { categories: ['baum'], topics: ['opened' as const], rhythm: 'daily' as const }
    await addSubscription(ctx, subscriber, { ...wish, where: { kind: 'town', label: 'Teststadt' } })
    const id = await addSubscription(ctx, subscriber, {
      ...wish,
      where: { kind: 'radius', label: 'Hauptstraße 12', lat: 50.128, lon: 8.928, radius: 500, areaId: null },
    })
    const token = await manageToken(ctx, subscriber)
    Object.assign(known, {
      mine: `/in-der-naehe/abos/${token}`,
      one: `/in-der-naehe/abos/${token}/${id}`,
      stop: `/in-der-naehe/stopp/${await stopSeriesToken(ctx, subscriber, 'daily')}`,
    })
    await askToSubscribe(ctx, {
      email: 'unbestaetigt@buerger.example',
      wish: { ...wish, where: { kind: 'town', label: 'Teststadt' } },
      to: (confirm) => {
        known.confirm = `/in-der-naehe/bestaetigung/${confirm}`
        return known.confirm
      },
    })
  })
}

export const nearPages = [
  { name: 'near: choose', path: '/in-der-naehe?nahe=Hauptstra%C3%9Fe+12', says: 'ganze Straße' },
  { name: 'near: nothing found', path: '/in-der-naehe?nahe=Nirgendwo', says: 'finden wir keine Adresse' },
  {
    name: 'near: subscribe',
    path: '/in-der-naehe/abo?art=umkreis&lat=50.128&lon=8.928&radius=500&kategorie=baum',
    says: 'Per E-Mail abonnieren',
  },
  {
    name: 'near: subscribe, errors',
    go: async (v: Visitor) => {
      await v.open('/in-der-naehe/abo?art=ortsteil&ortsteil=nord')
      for (const box of ['Neue Meldungen', 'Behobene Mängel', 'Geplante Bauarbeiten und Störungen'])
        await v.page.getByLabel(box).uncheck({ force: true })
      await v.press('Per E-Mail abonnieren')
    },
    says: 'Bitte prüfen Sie noch 2 Angaben',
  },
  { name: 'near: sent', path: '/in-der-naehe/gesendet', says: 'Fast fertig' },
  { name: 'near: confirm', path: () => known.confirm, says: 'Ja, dieses Abo möchte ich' },
  { name: 'near: my subscriptions', path: () => known.mine, says: 'Alle Abos beenden' },
  { name: 'near: change', path: () => known.one, says: 'Umkreis' },
  { name: 'near: stop', path: () => known.stop, says: 'Diese E-Mails beenden?' },
  {
    name: 'link over: near',
    path: '/in-der-naehe/bestaetigung/JgC4lYO18TfGaqFjK1mPaQ',
    status: 404,
    says: 'Dieser Link gilt nicht mehr',
  },
]
