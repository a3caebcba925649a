import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPhoto, type Stage } from '#modules/files/index.ts'
import { type Actor, anonymous, system } from '#platform/context/actor.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { drawn, phoneExif } from '#platform/images/photos.fixture.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { aCase } from './case.fixture.ts'
import { addNote, reply } from './speaking.ts'
import { collectExport } from './subject-export.ts'
import { exportedFile } from './subject-export-files.ts'
import { exportOfParties } from './subject-export-made.ts'

let town: TestTown
let opened: Awaited<ReturnType<typeof aCase>>
let follower: Uuid
beforeAll(async () => {
  town = await testTown()
  opened = await town.tx('system', (ctx) => aCase(ctx, town.ids.roads, { words: 'Meine eigenen Worte' }))
  const clerk = await town.staff(town.ids.clerk)
  await town.tx(clerk, (ctx) => addNote(ctx, opened.id, 'Unter uns gesagt'))
  await town.tx(clerk, (ctx) =>
    reply(ctx, opened.id, { body: 'Nur für die Beteiligten', visibility: 'parties' }),
  )
  await town.tx(clerk, (ctx) => reply(ctx, opened.id, { body: 'Für alle', visibility: 'public' }))
  follower = newId()
  await town.tx('system', async (ctx) => {
    ctx.send(
      `insert into parties.party (tenant_id, id, kind, name, email, lang, created_at) values ($1, $2, 'person', 'Fritz Folger', 'fritz@example.org', 'de', $3)`,
      [ctx.tenant.id, follower, ctx.now],
    )
    ctx.send(
      `insert into cases.party (tenant_id, case_id, party_id, role, since) values ($1, $2, $3, 'follower', $4)`,
      [ctx.tenant.id, opened.id, follower, ctx.now],
    )
  })
})
afterAll(() => town.close())

test('a reporter gets what they said and were told, and no note among colleagues', async () => {
  const e = await town.tx('system', (ctx) => collectExport(ctx, [opened.reporterId!]))
  expect(e.people).toMatchObject([{ name: 'Erika Müßig' }])
  expect(e.cases[0]!.messages.map((m) => [m.from, m.text])).toEqual([
    ['you', 'Meine eigenen Worte'],
    ['town', 'Nur für die Beteiligten'],
    ['town', 'Für alle'],
  ])
  expect(JSON.stringify(e)).not.toContain('Unter uns')
  expect(JSON.stringify(e)).not.toContain('Fritz')
})

test('what others took is given as it may be seen, without where and when, what the person took as it was', async () => {
  const add = async (stage: Stage, actor: Actor): Promise<Uuid> => {
    const bytes = await drawn().jpeg().withExif(phoneExif()).toBuffer()
    const file = {
      folder: opened.id,
      bytes,
      name: `${stage} Erikas.jpg`,
      stage,
      visibility: 'public',
    } as const
    const added = await addPhoto(town.platform, { tenant: town.tenant, actor }, file)
    return added.ok ? added.id : ''
  }
  const own = await add('report', anonymous)
  const others = [await add('again', anonymous), await add('after', await town.staff(town.ids.clerk))]
  const e = await town.tx('system', (ctx) => collectExport(ctx, [opened.reporterId!]))
  const listed = new Map(e.cases[0]!.files.map((f) => [f.id, f]))
  expect(listed.get(own)).toMatchObject({ name: 'report Erikas.jpg', own: true })
  expect(listed.get(own)!.place).not.toBeNull()
  const who = { tenant: town.tenant, actor: system('test') }
  const bytesOf = async (id: Uuid) =>
    (await exportedFile(town.platform, who, [opened.reporterId!], id)).bytes.includes('SN-4711')
  expect(await bytesOf(own)).toBe(true)
  for (const id of others) {
    expect(listed.get(id)).toMatchObject({ own: false, place: null, takenLocal: null })
    expect(listed.get(id)!.name).not.toContain('Erikas')
    expect(await bytesOf(id)).toBe(false)
  }
})

test('who follows a case gets its public words, and nothing of who reported it', async () => {
  const e = await town.tx('system', (ctx) => collectExport(ctx, [follower]))
  expect(e.cases[0]).toMatchObject({ role: 'follower', messages: [{ text: 'Für alle' }], files: [] })
  for (const words of ['Erika', 'Meine eigenen Worte', 'Nur für die Beteiligten'])
    expect(JSON.stringify(e)).not.toContain(words)
})

test('people export themselves and the officer exports anybody, which is written down; nobody else does', async () => {
  const parties = [opened.reporterId!]
  const options = { fileUrl: () => '' }
  const at = { tenant: town.tenant }
  const holder = { kind: 'holder', case: opened.id, party: opened.reporterId } as const
  await exportOfParties(town.platform, { ...at, actor: holder }, parties, options)
  const officer = await town.staff(town.ids.officer)
  await exportOfParties(town.platform, { ...at, actor: officer }, parties, options)
  const { document } = await exportOfParties(town.platform, { ...at, actor: holder }, parties, options)
  expect(document.readings).toMatchObject([{ what: 'person.export', role: 'data_protection' }])
  expect(JSON.stringify(document.readings)).not.toContain(town.ids.officer)
  for (const actor of [
    await town.staff(town.ids.head),
    { ...holder, party: follower },
    { kind: 'anonymous' } as const,
  ])
    await expect(exportOfParties(town.platform, { ...at, actor }, parties, options)).rejects.toMatchObject({
      status: 403,
    })
})
