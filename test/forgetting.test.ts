import { Writable } from 'node:stream'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordChange } from '#modules/audit/index.ts'
import { createApiKey, setPassword } from '#modules/identity/index.ts'
import { makeWork, publishWork, whereFrom } from '#modules/works/index.ts'
import { open } from '#platform/blobs/seal.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { phoneExif } from '#platform/images/photos.fixture.ts'
import { createLog } from '#platform/log.ts'
import { deliverMail } from '#platform/mail/deliver.ts'
import { createApp } from '../src/app.ts'
import { modules } from '../src/modules.ts'
import { paths } from '../src/paths.ts'
import { somewhere, type TestTown, testTown } from './helpers.ts'
import { MailServer } from './mail-server.ts'
import { fakeAssets, PageClient } from './page-client.ts'

/** Words that no program of ours would write by itself. After the period nothing of them may be left anywhere. */
const canary = {
  name: 'Kanarienvogel Żółtodziób',
  email: 'kanarie@voliere.example',
  phone: '0171 5550199',
  text: 'Zwitscherzwitscher auf dem Gehweg',
  reply: 'Gezwitscherantwort der Stadt',
  note: 'Zwitschernotiz unter Kollegen',
  file: 'Vogelbauer.jpg',
}
const words = ['kanarie', 'voliere', 'żółtodziób', 'zoltodziob', '5550199', 'zwitscher', 'vogelbauer']

let lines = ''
let town: TestTown
let owner: pg.Client
let mail: MailServer
let person: PageClient
let staff: PageClient
const numbers: string[] = []
const blobs = new Map<string, Buffer>()

beforeAll(async () => {
  mail = await MailServer.start()
  town = await testTown({ config: { smtpUrl: mail.url } })
  const sink = new Writable({
    write(part, _encoding, done) {
      lines += part
      done()
    },
  })
  town.platform.log = createLog('trace', sink as never)
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  const app = createApp({ platform: town.platform, assets: fakeAssets })
  person = new PageClient(app)
  staff = new PageClient(app)
  await setPassword(
    town.platform,
    { tenant: town.tenant, actor: system('test') },
    town.ids.clerk,
    'Lindenblüten im Regen 7',
  )
  await staff.post(paths.signIn, { email: 'clerk@teststadt.example', password: 'Lindenblüten im Regen 7' })
  numbers.push(await byForm(), await byMachine(app))
  await bySubscription()
  await byWorks()
})
afterAll(async () => {
  await owner?.end()
  await town?.close()
  await mail?.down()
})

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** The form, with a photo that says where, when and by whom it was taken. */
async function byForm(): Promise<string> {
  const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#aa5500' } })
    .withExif({ ...phoneExif(), IFD0: { Artist: canary.name, Make: 'Kanarie', Model: '7' } })
    .jpeg()
    .toBuffer()
  const form = new FormData()
  form.append('fotos', new File([new Uint8Array(photo)], canary.file, { type: 'image/jpeg' }))
  await person.post(paths.report, form)
  await person.post(paths.reportStep('fotos'), { aktion: 'weiter' })
  await person.post(paths.reportStep('ort'), { koordinaten: `${somewhere.lat}, ${somewhere.lon}` })
  const place = await (await person.get(paths.reportStep('ort'))).text()
  const [lat, lon] = [hidden(place, 'lat'), hidden(place, 'lon')]
  await person.post(paths.reportStep('ort'), { lat, lon, von: 'map', gesehen: `${lat},${lon}` })
  await person.post(paths.reportStep('beschreibung'), { text: canary.text })
  await person.post(paths.reportStep('kategorie'), { kategorie: 'schlagloch' })
  await person.post(paths.reportStep('fragen'), { tiefe: 'tief' })
  const contact = { name: canary.name, email: canary.email, telefon: canary.phone, phone: canary.phone }
  const review = await person.follow(await person.post(paths.reportStep('kontakt'), contact))
  const sent = await person.post(review.path, {
    entwurf: hidden(review.html, 'entwurf'),
    stand: hidden(review.html, 'stand'),
  })
  return /2026-\d+/.exec((await person.follow(sent)).html)![0]
}

async function byMachine(app: ReturnType<typeof createApp>): Promise<string> {
  const { key } = await town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'test', scopes: ['open311.write'], perMinute: 1000 }),
  )
  const answer = await app.request('http://teststadt.localhost/api/open311/v2/requests.json', {
    method: 'POST',
    headers: { host: 'teststadt.localhost', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      api_key: key,
      service_code: 'schlagloch',
      lat: '50.128',
      long: '8.928',
      description: canary.text,
      email: canary.email,
      first_name: canary.name,
      last_name: 'Zwitscher',
      phone: canary.phone,
      device_id: 'kanarie-telefon',
    }),
  })
  return ((await answer.json()) as [{ service_request_id: string }])[0].service_request_id
}

/** News of a street, confirmed by the letter's link; and asked for once more and never confirmed. */
async function bySubscription(): Promise<void> {
  const wish = { art: 'strasse', strasse: 'Hauptstraße', worueber: 'opened', wann: 'at_once', weg: 'mail' }
  await person.post(paths.nearNew, { ...wish, email: canary.email })
  const { body_text: letter } = (
    await owner.query<{ body_text: string }>(
      "select body_text from platform.mail where recipient = $1 and body_text like '%/in-der-naehe/%'",
      [canary.email],
    )
  ).rows[0]!
  await person.post(/\/in-der-naehe\/bestaetigung\/[\w-]+/.exec(letter)![0])
  await person.post(paths.nearNew, { ...wish, wann: 'weekly', email: canary.email })
}

/** News of a building site until further notice, confirmed; and of another one, never confirmed. */
async function byWorks(): Promise<void> {
  const [one, other] = await town.tx('system', async (ctx) => {
    const made: string[] = []
    for (const title of ['Brücke', 'Kanal']) {
      const id = await makeWork(ctx, {
        kind: 'roadworks',
        title: { de: title, en: title },
        body: { de: title, en: title },
        beginsAt: ctx.now,
        endsAt: null,
        types: [],
        onMatch: 'leave',
        onEnd: 'leave',
        unitId: town.ids.roads,
        ...(await whereFrom(ctx, { extent: 'town' })),
      })
      await publishWork(ctx, id, true)
      made.push(id)
    }
    return made as [string, string]
  })
  await person.post(paths.workFollow(one), { email: canary.email })
  const { body_text: letter } = (
    await owner.query<{ body_text: string }>(
      "select body_text from platform.mail where recipient = $1 and body_text like '%/baustellen/folgen/%'",
      [canary.email],
    )
  ).rows[0]!
  await person.post(/\/baustellen\/folgen\/[\w-]+/.exec(letter)![0])
  await person.post(paths.workFollow(other), { email: canary.email })
}

/** Every text, number and byte of every table that holds one of the words, as 'table.column: word'. */
async function foundInDatabase(): Promise<string[]> {
  const { rows: columns } = await owner.query<{ t: string; c: string; type: string }>(`
    select quote_ident(n.nspname) || '.' || quote_ident(k.relname) as t, quote_ident(a.attname) as c,
      format_type(a.atttypid, a.atttypmod) as type
    from pg_class k join pg_namespace n on n.oid = k.relnamespace join pg_attribute a on a.attrelid = k.oid
    where k.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
      and format_type(a.atttypid, a.atttypmod) !~ '^(uuid|boolean|timestamp|smallint|integer|bigint|date|time|double)'`)
  const found: string[] = []
  for (const { t, c, type } of columns) {
    // Bytes are looked through as the texts that they may be.
    const text = type === 'bytea' ? `encode(${c}, 'escape')` : `${c}::text`
    const { rows } = await owner.query<{ v: string }>(
      `select lower(${text}) as v from ${t} where ${words.map((_, i) => `lower(${text}) like $${i + 1}`).join(' or ')}`,
      words.map((word) => `%${word}%`),
    )
    for (const { v } of rows) found.push(`${t}.${c}: ${words.find((word) => v.includes(word))}`)
  }
  return [...new Set(found)].sort()
}

/** What the worker does by the clock, once. */
async function worker(): Promise<void> {
  for (const module of modules) {
    for (const job of Object.values(module.schedule ?? {}))
      for (const tenant of await town.platform.tenants.all())
        await inTx(town.platform, { tenant, actor: system(module.name) }, job.run)
    for (const sweep of Object.values(module.sweeps ?? {})) await sweep.run(town.platform)
  }
  await town.drain()
}

async function storedBlobs(): Promise<string[]> {
  return Array.fromAsync(town.platform.blobs.list())
}

test('while it is needed, the canary sits where it should', async () => {
  await town.drain()
  await deliverMail(town.platform)
  for (const number of numbers) {
    expect((await staff.get(paths.case(number))).status).toBe(200)
    await staff.post(paths.caseAction(number, 'notiz'), { text: canary.note })
    await staff.post(paths.caseAction(number, 'nachricht'), { text: canary.reply, sichtbar: 'public' })
  }
  // An administrator's change of somebody, with before and after.
  await town.tx('system', async (ctx) => {
    const parties = await ctx.db
      .selectFrom('parties.party')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .execute()
    for (const { id } of parties)
      recordChange(ctx, {
        type: 'party.changed',
        payload: { party: id },
        before: null,
        after: { name: canary.name },
      })
  })
  await town.drain()
  await deliverMail(town.platform)
  expect(mail.to(canary.email).length).toBeGreaterThan(0)
  const found = (await foundInDatabase()).map((place) => place.split(':')[0])
  for (const place of [
    'parties.party.name',
    'cases.message.body',
    'platform.mail.recipient',
    'files.file.name',
    'cases.words.words',
    'audit.change.after',
    'subscriptions.subscriber.email',
    'subscriptions.request.email',
    'works.follower.email',
  ])
    expect(found).toContain(place)
  for (const name of await storedBlobs()) blobs.set(name, (await town.platform.blobs.get(name))!)
  expect(blobs.size).toBe(3)
})

test('after the period nothing of it is left: no row, no blob, no log line', async () => {
  const folders = await owner.query<{ wrapped_key: Buffer }>(
    'select wrapped_key from files.folder where wrapped_key is not null',
  )
  expect(folders.rowCount).toBe(1)
  for (const number of numbers)
    expect(
      (await staff.post(paths.caseAction(number, 'abschluss'), { ergebnis: 'fixed', text: canary.reply }))
        .status,
    ).toBe(303)
  // Somebody doubts it, and leaves their address.
  const doubt = { worte: canary.text, email: canary.email }
  expect((await person.post(paths.publicStill(numbers[0]!), doubt)).status).toBe(303)
  expect((await foundInDatabase()).map((place) => place.split(':')[0])).toContain('voice.saying.email')
  await town.drain()
  await deliverMail(town.platform)
  town.clock.advance({ days: 1094 })
  await worker()
  // The last letter to who followed a work for long.
  await deliverMail(town.platform)
  expect((await foundInDatabase()).map((place) => place.split(':')[0])).toContain('parties.party.name')

  town.clock.advance({ days: 900 })
  await worker()
  await worker()
  expect(await foundInDatabase()).toEqual([])
  expect(await storedBlobs()).toEqual([])
  expect(lines).toContain('"msg"')
  expect(words.filter((word) => lines.toLowerCase().includes(word))).toEqual([])
})

test('a copy of the cipher text that somebody kept cannot be opened by any key that is left', async () => {
  const { rows } = await owner.query<{ n: number }>(
    'select count(*)::int as n from files.folder where wrapped_key is not null',
  )
  expect(rows[0]!.n).toBe(0)
  for (const [name, sealed] of blobs) expect(() => open(town.platform.masterKey, name, sealed)).toThrow()
})

test('the figure stays: when, what kind, which district, how it ended', async () => {
  const { rows } = await owner.query(
    `select c.number, c.type, c.outcome, c.address, c.channel, c.closed_at is not null as closed, c.lat from cases.case c order by c.opened_at`,
  )
  expect(rows).toMatchObject([
    {
      number: numbers[0],
      type: 'schlagloch',
      outcome: 'fixed',
      address: 'Nord',
      channel: 'web',
      closed: true,
      lat: 50.13,
    },
    {
      number: numbers[1],
      type: 'schlagloch',
      outcome: 'fixed',
      address: 'Nord',
      channel: 'open311',
      closed: true,
      lat: 50.13,
    },
  ])
  expect((await person.get(paths.publicReport(numbers[0]!))).status).toBe(404)
})

test('every kind of row that is not for long is cleaned by somebody', async () => {
  const before = await shortLived()
  expect(before.size).toBeGreaterThan(0)
  town.clock.advance({ days: 60 })
  await worker()
  const after = await shortLived()
  expect([...before].filter((row) => after.has(row))).toEqual([])
})

/** The keys of all rows of the classes draft, session and transport. */
async function shortLived(): Promise<Set<string>> {
  const { rows: tables } = await owner.query<{ t: string; key: string }>(`
    select n.nspname || '.' || quote_ident(c.relname) as t,
      (select string_agg(quote_ident(a.attname), ', ') from pg_attribute a
        where a.attrelid = c.oid and a.attnum = any (i.indkey)) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relkind = 'r' and obj_description(c.oid) ~ '^retention=(draft|session|transport)$'`)
  const keys = new Set<string>()
  for (const { t, key } of tables)
    for (const { k } of (await owner.query<{ k: string }>(`select row(${key})::text as k from ${t}`)).rows)
      keys.add(`${t} ${k}`)
  return keys
}
