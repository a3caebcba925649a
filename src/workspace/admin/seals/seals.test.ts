import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkProof } from '#modules/audit/index.ts'
import { sealNow } from '#modules/audit/seal.ts'
import { verifyAndRecord } from '#modules/audit/verify-record.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf, report } from '../../workspace.fixture.ts'

let town: TestTown
let admin: PageClient
let officer: PageClient
let visitor: PageClient
let number: string
beforeAll(async () => {
  town = await testTown()
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  officer = await desk.signedIn('officer')
  visitor = desk.visitor()
  number = (await report(town)).number
  await town.drain()
})
afterAll(() => town.close())

const text = async (client: PageClient, path: string) => (await client.get(path)).text()

describe('the page of seals', () => {
  test('says that there are none yet, and then how they stand', async () => {
    expect(await text(officer, '/verwaltung/siegel')).toContain('Noch kein Siegel')
    const [seal] = await town.tx('system', (ctx) => sealNow(ctx))
    await verifyAndRecord(town.platform, town.tenant)
    const html = await text(officer, '/verwaltung/siegel')
    expect(html).toContain(seal!.hash)
    expect(html).toContain('Die Geschichte ist unverändert')
    expect(await text(admin, '/verwaltung')).toContain('/verwaltung/siegel')
  })

  test('gives the proof of a case to whoever may see it, and writes that down', async () => {
    const answer = await admin.get(`/verwaltung/siegel/nachweis?vorgang=${number}`)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="nachweis-${number}.json"`)
    const body = await answer.text()
    expect(body).not.toContain('Erika')
    const proof = JSON.parse(body)
    expect(checkProof(proof)).toMatchObject({ faults: [], unsealed: 0 })
    expect(proof).toMatchObject({ label: number, tenant: { id: town.tenant.id } })
    const read = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('audit.reading')
        .select(['subject_id', 'actor_id'])
        .where('tenant_id', '=', town.tenant.id)
        .where('what', '=', 'case.proof')
        .execute(),
    )
    expect(read).toEqual([{ subject_id: proof.stream, actor_id: town.ids.admin }])
  })

  test('keeps what was typed when there is no such case, and says what to do', async () => {
    const answer = await admin.get('/verwaltung/siegel/nachweis?vorgang=2026-1"><b>')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('value="2026-1&quot;>&lt;b>"')
    expect(html).toContain('href="#vorgang"')
  })

  test('says loudly what was changed', async () => {
    const owner = new pg.Client({ connectionString: town.database.url })
    await owner.connect()
    await owner.query(`update platform.event set actor_kind = 'staff' where type = 'case.opened'`)
    await owner.end()
    town.clock.advance({ minutes: 5 })
    await verifyAndRecord(town.platform, town.tenant)
    const html = await text(admin, '/verwaltung/siegel')
    expect(html).toContain('Die Geschichte wurde verändert')
    expect(html).toContain('hat nicht mehr den Inhalt')
  })
})

test('everybody may keep the seals', async () => {
  const ask = async (query = '') => (await visitor.get(`/siegel.json${query}`)).json()
  const all = (await ask()) as { seals: { n: number }[] }
  expect(all).toMatchObject({ format: 'stadtdraht seal 1', tenant: town.tenant.id })
  expect(all.seals.map((s) => s.n)).toEqual([1])
  expect((await ask('?nach=1')) as object).toMatchObject({ seals: [] })
  expect((await ask('?nach=x')) as object).toEqual(all)
  expect((await ask('?nach=99999999999')) as object).toEqual(all)
})
