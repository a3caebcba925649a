import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey, setPassword } from '#modules/identity/index.ts'
import { system } from '#platform/context/actor.ts'
import { createLog } from '#platform/log.ts'
import { createApp } from '../src/app.ts'
import { paths } from '../src/paths.ts'
import { somewhere, type TestTown, testTown } from './helpers.ts'
import { MailServer } from './mail-server.ts'
import { fakeAssets, PageClient } from './page-client.ts'

/** Words that no program of ours would write by itself, for every kind of thing that people give us. */
const canary = {
  name: 'Kanarienvogel',
  family: 'Żółtodziób',
  email: 'kanarie@voliere.example',
  phone: '0171 5550199',
  text: 'Zwitscherzwitscher auf dem Gehweg',
  password: 'Piepmatz-Kennwort-99',
}
const words = [
  ...Object.values(canary),
  'voliere',
  'zwitscher',
  'piepmatz',
  '5550199',
  'kanarie',
  'dziób',
].map((w) => w.toLowerCase())

let lines = ''
let town: TestTown
let mail: MailServer
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  mail = await MailServer.start()
  town = await testTown({ config: { smtpUrl: mail.url } })
  const sink = new Writable({
    write(part, _encoding, done) {
      lines += part
      done()
    },
  })
  // The finest level, so that what an administrator switches on for a search tells no more about people either.
  town.platform.log = createLog('trace', sink as never)
  app = createApp({ platform: town.platform, assets: fakeAssets })
  app.get('/kaputt', () => {
    throw new Error(`Could not do this for "${canary.name}" <${canary.email}>`)
  })
})
afterAll(async () => {
  await town.close()
  await mail.down()
})

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

async function report(person: PageClient): Promise<string> {
  await person.post(paths.report, { aktion: 'ohne' })
  await person.post(paths.reportStep('ort'), { koordinaten: `${somewhere.lat}, ${somewhere.lon}` })
  const place = await (await person.get(paths.reportStep('ort'))).text()
  const [lat, lon] = [hidden(place, 'lat'), hidden(place, 'lon')]
  await person.post(paths.reportStep('ort'), { lat, lon, von: 'map', gesehen: `${lat},${lon}` })
  await person.post(paths.reportStep('beschreibung'), { text: canary.text })
  await person.post(paths.reportStep('kategorie'), { kategorie: 'schlagloch' })
  await person.post(paths.reportStep('fragen'), {})
  const contact = {
    name: `${canary.name} ${canary.family}`,
    email: canary.email,
    telefon: canary.phone,
    phone: canary.phone,
  }
  const review = await person.follow(await person.post(paths.reportStep('kontakt'), contact))
  const sent = await person.post(review.path, {
    entwurf: hidden(review.html, 'entwurf'),
    stand: hidden(review.html, 'stand'),
  })
  return (await person.follow(sent)).html
}

test('nothing that people write or are called appears in the log', async () => {
  const person = new PageClient(app)
  const receipt = await report(person)
  expect(receipt).toMatch(/2026-\d+/)

  // Found, searched for, asked for wrongly: what stands in addresses is personal too.
  for (const path of [
    paths.list,
    paths.placeAddresses,
    paths.signIn,
    '/',
    paths.tracking(canary.text),
    paths.publicReport(canary.name),
  ])
    await person.get(
      `${path}?q=${encodeURIComponent(canary.text)}&adresse=${encodeURIComponent(canary.family)}&email=${canary.email}`,
    )

  // By machine, well and badly.
  const { key } = await town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'test', scopes: ['open311.write'], perMinute: 1000 }),
  )
  const api = (body: string, type: string) =>
    app.request('http://teststadt.localhost/api/open311/v2/requests.json', {
      method: 'POST',
      body,
      headers: { host: 'teststadt.localhost', 'content-type': type },
    })
  const fields = {
    api_key: key,
    service_code: 'schlagloch',
    lat: '50.128',
    long: '8.928',
    description: canary.text,
    email: canary.email,
    first_name: canary.name,
    last_name: canary.family,
    phone: canary.phone,
  }
  const form = 'application/x-www-form-urlencoded'
  expect((await api(new URLSearchParams(fields).toString(), form)).status).toBe(201)
  expect(
    (
      await api(
        new URLSearchParams({ ...fields, lat: canary.text, service_code: canary.name }).toString(),
        form,
      )
    ).status,
  ).toBe(400)
  await api(`{"description": "${canary.text}", ${canary.email}`, 'application/json')

  // Staff: signing in badly and well, and reading what came.
  const staff = new PageClient(app)
  await town.tx('system', (ctx) =>
    setPassword(
      town.platform,
      { tenant: ctx.tenant, actor: system('test') },
      town.ids.clerk,
      canary.password,
    ),
  )
  await staff.post(paths.signIn, { email: canary.email, password: canary.password })
  await staff.post(paths.signIn, { email: 'clerk@teststadt.example', password: canary.password })
  const list = await staff.get(`${paths.cases}?suche=${canary.name}`)
  expect(list.status).toBe(200)
  const number = /2026-\d+/.exec(receipt)![0]
  expect((await staff.get(paths.case(number))).status).toBe(200)
  await staff.post(paths.caseAction(number, 'notiz'), { text: canary.text })
  await staff.post(paths.caseAction(number, 'nachricht'), { text: canary.text, sichtbar: 'public' })
  await staff.post(paths.caseAction(number, 'abschluss'), { ergebnis: canary.text, text: canary.text })

  // The worker: handlers, letters, a server that refuses and repeats the address.
  mail.refuse = () => 451
  await town.drain()
  const { deliverMail } = await import('#platform/mail/deliver.ts')
  await deliverMail(town.platform)
  mail.refuse = undefined
  town.clock.advance({ hours: 1 })
  await deliverMail(town.platform)
  expect(mail.to(canary.email).length).toBeGreaterThan(0)

  // Faults of our own whose errors quote what they were given.
  await expect(
    town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.case')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', canary.text)
        .execute(),
    ),
  ).rejects.toThrow()
  expect((await person.get('/kaputt')).status).toBe(500)

  expect(lines).toContain('"msg":"request"')
  expect(lines).toContain('mail not sent')
  const said = lines.toLowerCase()
  expect(words.filter((word) => said.includes(word))).toEqual([])
})

test('tokens, sessions and keys do not appear in it either', () => {
  expect(lines.match(/\/status\/[\w-]{22}|sitzung=|entwurf=|api_key/g)).toBeNull()
})
