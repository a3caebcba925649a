import { beginDraft } from '#modules/reports/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

const asTerminal = (path: string) => async (v: Visitor) => {
  await v.open('/terminal')
  await v.press('Als Terminal einrichten')
  await v.open(path)
}

let stage: Stage
/** What the pages below need. */
export const provideEase = (of: Stage): void => {
  stage = of
}

async function withDraft(v: Visitor): Promise<void> {
  const { token } = await stage.town.tx('system', (ctx) => beginDraft(ctx, { first: 'ort' }))
  await v.context.addCookies([{ name: 'entwurf', value: token, url: stage.url }])
  await v.open('/melden/geraet')
}

/** The terminal, other devices, and reporting without network. */
export const easePages = [
  { name: 'a terminal to be set up', path: '/terminal', says: 'Dieses Gerät als Terminal' },
  { name: 'the terminal', go: asTerminal('/terminal'), says: 'Willkommen im Rathaus' },
  { name: 'report: start, at a terminal', go: asTerminal('/melden'), says: 'Mangel melden' },
  {
    name: 'report: start, at a terminal that asks whether anybody is there',
    scripted: true,
    go: async (v: Visitor) => {
      await v.page.clock.install()
      await asTerminal('/melden')(v)
      await v.page.clock.fastForward(46_000)
      await v.page.getByRole('dialog').waitFor()
    },
    says: 'Mangel melden',
  },
  {
    name: 'a terminal without scripts that asks whether anybody is there',
    go: async (v: Visitor) => {
      await asTerminal('/melden')(v)
      await v.press('Zuerst den Ort angeben')
      await v.open('/terminal/noch-da')
    },
    says: 'Ja, weitermachen',
  },
  { name: 'going on with another device', go: withDraft, says: 'Auf einem anderen Gerät weitermachen' },
  {
    name: 'link over: another device',
    path: '/melden/uebernehmen/alt',
    status: 404,
    says: 'Dieser Link gilt nicht mehr',
  },
  { name: 'reporting without network', path: '/melden/ohne-netz', says: 'Melden ohne Netz' },
]
