import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeCase } from '#modules/cases/index.ts'
import { BATCH } from '#modules/cases/telling-followers.ts'
import { submit } from '#modules/reports/index.ts'
import { loadConfig } from '#platform/config.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import type { Embedded } from '#platform/db/embedded.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { somewhere } from '../town.ts'
import { type Folder, folderWithTown, kill, type Program, started, stop, until } from './program.ts'

const FOLLOWERS = 50_000

let folder: Folder
let database: Embedded
let owner: pg.Client
let platform: CreatedPlatform
let workers: Program[]
beforeAll(async () => {
  folder = await folderWithTown()
  database = await folder.start()
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  platform = createPlatform(
    loadConfig({ DATA_DIR: `${folder.dataDir}/test`, SECRET_KEY: folder.secretKey }),
    { url: database.url, log: createLog('error') },
  )
  workers = []
})
afterAll(async () => {
  await Promise.all(workers.map(stop))
  await platform.close()
  await owner.end()
  await database.stop()
  folder.remove()
})

const worker = (name: string): Promise<Program> =>
  started('worker', {
    DATA_DIR: `${folder.dataDir}/${name}`,
    SECRET_KEY: folder.secretKey,
    DATABASE_URL: database.url,
  })

/** As they would be after as many confirmed letters. */
async function followers(tenant: Uuid, report: Uuid): Promise<void> {
  await owner.query(
    `insert into parties.party (tenant_id, id, kind, email, lang, created_at, folded_at)
     select $1, gen_random_uuid(), 'person', 'f' || n || '@menge.example', 'de', now(), now()
     from generate_series(1, $2::int) n`,
    [tenant, FOLLOWERS],
  )
  await owner.query(
    `insert into cases.party (tenant_id, case_id, party_id, role, since)
     select tenant_id, $2, id, 'follower', now() from parties.party where tenant_id = $1 and email like '%@menge.example'`,
    [tenant, report],
  )
  await owner.query('analyze')
}

const told = async (): Promise<{ letters: number; people: number }> =>
  (
    await owner.query(
      `select count(*)::int as letters, count(distinct recipient)::int as people from platform.mail
       where recipient like '%@menge.example'`,
    )
  ).rows[0]

/** Up to whom they were told; null when nobody waits any more. Ids are spread evenly over all that there are. */
const progress = async (): Promise<string | null> =>
  (await owner.query('select after_party from cases.telling')).rows[0]?.after_party ?? null

test('50,000 followers: closing is quick, and each hears once although a worker is killed meanwhile', async () => {
  const [tenant] = await platform.tenants.all()
  const who = { tenant: tenant!, actor: system('test') }
  const id = newId()
  await inTx(platform, who, (ctx) =>
    submit(ctx, {
      id,
      category: 'schlagloch',
      text: 'Das Loch, über das alle reden',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: null,
      channel: 'web',
    }),
  )
  await followers(tenant!.id, id)
  const before = performance.now()
  await inTx(platform, who, (ctx) => closeCase(ctx, id, { outcome: 'fixed', note: 'Es ist zu.' }))
  expect(performance.now() - before).toBeLessThan(1000)

  workers = [await worker('a')]
  await until('letters are being written', async () => ((await progress()) ?? '') > '1')
  await kill(workers[0]!)
  const half = await told()
  expect(half.letters).toBeLessThan(FOLLOWERS)
  // What was written stands; of what was under way nothing does.
  expect(half.letters % BATCH).toBe(0)
  workers = await Promise.all([worker('b'), worker('c')])
  await until('everybody was told', async () => (await progress()) === null, 120)
  expect(await told()).toEqual({ letters: FOLLOWERS, people: FOLLOWERS })
}, 240_000)
