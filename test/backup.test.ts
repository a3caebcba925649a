import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorkerUtils } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sealNow } from '#modules/audit/seal.ts'
import { publishedPath, publishSeals } from '#modules/audit/seal-publish.ts'
import { publishedLines, verifyAndRecord } from '#modules/audit/verify-record.ts'
import { anonymiseCase } from '#modules/cases/anonymising.ts'
import { closeCase } from '#modules/cases/index.ts'
import { erasePeople } from '#modules/cases/retention-people.ts'
import { addPhoto, destroyFolder, readFile } from '#modules/files/index.ts'
import { createTenant } from '#modules/tenancy/index.ts'
import { backup } from '#platform/backup/backup.ts'
import { erasersOf } from '#platform/backup/erasers.ts'
import { prune } from '#platform/backup/prune.ts'
import { checkSnapshot } from '#platform/backup/restore.ts'
import { tenantTables } from '#platform/backup/tables.ts'
import { system } from '#platform/context/actor.ts'
import { migrate, migrationFiles } from '#platform/db/migrate.ts'
import { relayOutbox } from '#platform/events/outbox.ts'
import type { Uuid } from '#platform/ids.ts'
import { subscriptionsOf } from '#platform/jobs/tasks.ts'
import { quietLogger, quietPool } from '#platform/jobs/worker.ts'
import { modules } from '../src/modules.ts'
import { photo, picture, report } from '../src/portal/portal.fixture.ts'
import { allRows, emptyDatabase, jobsOf, type Machine, machine, tablesWith } from './backup.fixture.ts'
import { drain, type TestTown, testTown } from './helpers.ts'

const CANARY = 'Zaunkönigin Wackerbarth'

let town: TestTown
let owner: pg.Client
let dir: string
const machines: Machine[] = []
const anotherMachine = async (
  ...options: Parameters<typeof machine> extends [unknown, ...infer R] ? R : never
) => {
  const made = await machine(town, ...options)
  machines.push(made)
  return made
}
const erasers = erasersOf(modules)
const backUp = (more: Partial<Parameters<typeof backup>[1]> = {}) =>
  backup(town.platform, {
    dir,
    url: town.database.url,
    erasing: [...Object.keys(erasers), 'thing.erased'],
    ...more,
  })
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
const flip = (path: string, at = 0.5): void => {
  const bytes = readFileSync(path)
  bytes[Math.floor(bytes.length * at)]! ^= 1
  writeFileSync(path, bytes)
}

beforeAll(async () => {
  town = await testTown()
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  // Letters, closures, readings, seals, photos; work that was begun; what only waits in the outbox.
  for (const text of ['Ein Loch', `Von ${CANARY}`, 'Zeilen\nund\t\\Tabs; "Ü", 🌳']) {
    const { id } = await report(town, {
      text,
      reporter: { name: CANARY, email: 'zk@example.org', lang: 'de' },
    })
    await photo(town, id, 'public')
  }
  const gone = await report(town, {})
  await town.drain()
  await town.tx('system', (ctx) => closeCase(ctx, gone.id, { outcome: 'fixed', note: 'Erledigt' }))
  await report(town, { text: 'Nebenan' }, town.other.tenant)
  await town.drain()
  await town.tx('system', (ctx) => sealNow(ctx))
  await town.drain()
  await report(town, { text: 'Arbeit, die begonnen wurde' })
  await relayOnly()
  await report(town, { text: 'Wartet noch im Postausgang' })
})
afterAll(async () => {
  await owner.end()
  await town.close()
})
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stadtdraht-backup-'))
  return async () => {
    for (const made of machines.splice(0)) await made.close()
    rmSync(dir, { recursive: true, force: true })
  }
})

/** Turns the outbox into jobs and leaves these undone. */
async function relayOnly(): Promise<void> {
  const pool = new pg.Pool({ connectionString: town.database.url, options: '-c role=dispatcher', max: 2 })
  quietPool(pool)
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quietLogger(town.platform) })
  await relayOutbox(town.platform, town.tenant.id, subscriptionsOf(modules), (jobs) => utils.addJobs(jobs))
  await utils.release()
  await pool.end()
}

describe('a backup brought back', () => {
  test.each([true, false])(
    'has every row and every byte (database migrated before: %s)',
    async (migrated) => {
      const made = await backUp()
      expect(made.blobs).toMatchObject({ count: 9, copied: 9, absent: 0 })
      const there = await anotherMachine({ migrated })
      const result = await there.restore({ dir })
      expect(result.tenants.map((t) => [t.tenant.slug, t.faults])).toEqual([
        ['anderstadt', 0],
        ['teststadt', 0],
      ])
      for (const tenant of [town.tenant, town.other.tenant]) {
        const [before, after] = [await allRows(owner, tenant.id), await allRows(there.owner, tenant.id)]
        expect([...after.keys()]).toEqual([...before.keys()])
        for (const [table, rows] of before) expect(after.get(table), table).toEqual(rows)
      }
      expect([...(await allRows(owner, town.tenant.id)).values()].flat().length).toBeGreaterThan(100)
      const towns = 'select * from tenancy.tenant order by slug'
      expect((await there.owner.query(towns)).rows).toEqual((await owner.query(towns)).rows)
      const jobs = await jobsOf(owner)
      expect(jobs.length).toBeGreaterThan(1)
      expect(await jobsOf(there.owner)).toEqual(jobs)
      const names = await Array.fromAsync(town.platform.blobs.list())
      expect((await Array.fromAsync(there.platform.blobs.list())).sort()).toEqual(names.sort())
      for (const name of names)
        expect(await there.platform.blobs.get(name)).toEqual(await town.platform.blobs.get(name))
    },
  )

  test('covers every table of tenants that the catalogue knows', async () => {
    const { rows } = await owner.query(
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where a.attname = 'tenant_id' and c.relkind in ('r', 'p') and c.relnamespace <> 'graphile_worker'::regnamespace
         and coalesce(obj_description(c.oid), '') <> 'retention=session'`,
    )
    const tables = await tenantTables(owner)
    expect(tables.map((t) => t.name).sort()).toEqual(rows.map((r) => r.name.replaceAll('"', '')).sort())
    expect(tables.find((t) => t.name === 'files.folder')?.kept).toEqual(['wrapped_key'])
    expect(tables.find((t) => t.name === 'files.file')?.blobs).toHaveLength(3)
    // Nothing that stays points to what is left out.
    const left = await owner.query(`select k.conname from pg_constraint k
      where k.contype = 'f' and obj_description(k.confrelid) = 'retention=session'
        and obj_description(k.conrelid) <> 'retention=session'`)
    expect(left.rows).toEqual([])
  })

  test('was taken while people worked, and is of one moment', async () => {
    let working = true
    const work = (async () => {
      while (working) {
        await report(town, { text: 'Mitten in der Sicherung' }, town.other.tenant)
        await relayOnly()
      }
    })()
    await backUp()
    working = false
    await work
    const there = await anotherMachine()
    const { tenants } = await there.restore({ dir })
    expect(tenants.map((t) => t.faults)).toEqual([0, 0])
    const { rows } = await there.owner.query(`select
      (select count(*)::int from cases.case) as cases,
      (select count(*)::int from platform.event where type = 'case.opened') as opened,
      (select count(*)::int from cases.message where direction = 'in') as messages`)
    expect(rows[0].opened).toBe(rows[0].cases)
    expect(rows[0].messages).toBe(rows[0].cases)
    await town.drain()
  })

  test('goes on where it stopped: what waited is done there', async () => {
    await report(town, {
      text: 'Noch zu tun',
      reporter: { name: 'Ida', email: 'ida@example.org', lang: 'de' },
    })
    await backUp()
    const there = await anotherMachine()
    await there.restore({ dir })
    const letters = 'select count(*)::int as n from platform.mail'
    const before = (await there.owner.query(letters)).rows[0].n
    await drain(there.platform, there.url)
    expect((await there.owner.query(letters)).rows[0].n).toBeGreaterThan(before)
    await town.drain()
  })
})

describe('one town', () => {
  test('is brought back beside others, under another name, and only where it is not', async () => {
    await backUp()
    const there = await anotherMachine()
    await there.restore({ dir, tenant: 'anderstadt' })
    const as = { slug: 'neustadt', hosts: ['neustadt.localhost'], publicUrl: 'http://neustadt.localhost' }
    const { tenants } = await there.restore({ dir, tenant: 'teststadt', as })
    expect(tenants[0]!.tenant).toMatchObject({ id: town.tenant.id, slug: 'neustadt', isDefault: false })
    expect(await there.platform.tenants.byHost('neustadt.localhost')).toMatchObject({ id: town.tenant.id })
    expect(await allRows(there.owner, town.tenant.id)).toEqual(await allRows(owner, town.tenant.id))
    await expect(there.restore({ dir, tenant: 'teststadt' })).rejects.toThrow('is here already')
    await expect(there.restore({ dir, tenant: 'irgendwo' })).rejects.toThrow('not in this backup')
    await expect(there.restore({ dir, as })).rejects.toThrow('Only one town')
  })

  test('is backed up alone, and finds its address taken', async () => {
    const { scope } = await backUp({ tenant: town.tenant })
    expect(scope).toBe('teststadt')
    const there = await anotherMachine()
    await createTenant(there.platform, there.owner, {
      slug: 'teststadt',
      name: 'Eine andere',
      hosts: ['sonst.localhost'],
      publicUrl: 'http://sonst.localhost',
      timeZone: 'Europe/Berlin',
    })
    await expect(there.restore({ dir })).rejects.toThrow('--as SLUG')
    const as = { slug: 'zweite', hosts: ['zweite.localhost'], publicUrl: 'http://zweite.localhost' }
    const { tenants } = await there.restore({ dir, as })
    expect(tenants.map((t) => t.tenant.slug)).toEqual(['zweite'])
    expect(tenants[0]!.faults).toBe(0)
  })
})

describe('what was erased', () => {
  test('stays erased when an old backup is brought back', async () => {
    const erased = await report(town, {
      text: `Es schrieb ${CANARY}-Alt`,
      reporter: { name: `${CANARY}-Alt`, lang: 'de' },
    })
    const file = await photo(town, erased.id, 'public')
    await town.drain()
    const old = await backUp()
    town.clock.advance({ minutes: 10 })
    await town.tx('system', async (ctx) => {
      await destroyFolder(ctx, erased.id)
      await eraseWords(ctx, erased.id)
      ctx.emit('thing.erased', { thing: erased.id })
    })
    await town.drain()
    await backUp()

    const there = await anotherMachine()
    const { tenants } = await there.restore({
      dir,
      snapshot: old.name,
      erasers: { 'thing.erased': (ctx, erasure) => eraseWords(ctx, erasure.payload.thing) },
    })
    expect(tenants.find((t) => t.tenant.slug === 'teststadt')).toMatchObject({ erasedAgain: 1, faults: 0 })
    const who = { tenant: town.tenant, actor: system('test') }
    await expect(readFile(there.platform, who, file, 'public', async () => true)).rejects.toThrow()
    expect(await tablesWith(there.owner, `${CANARY}-Alt`)).toEqual([])
    const { rows } = await there.owner.query(
      'select wrapped_key, destroyed_at from files.folder where id = $1',
      [erased.id],
    )
    expect(rows[0]).toMatchObject({ wrapped_key: null, destroyed_at: expect.any(Date) })
    // Others' photos are there as before.
    const other = (
      await there.owner.query(`select f.id from files.file f join files.folder o on o.id = f.folder_id
        where o.wrapped_key is not null limit 1`)
    ).rows[0].id
    const { bytes } = await readFile(there.platform, who, other, 'public', async () => true)
    expect(bytes.length).toBeGreaterThan(100)
    // A backup of what was brought back does not forget what had been erased.
    town.clock.advance({ minutes: 10 })
    await backup(there.platform, { dir, url: there.url, erasing: ['thing.erased'] })
    const third = await anotherMachine()
    const again = await third.restore({
      dir,
      snapshot: old.name,
      erasers: { 'thing.erased': (ctx, erasure) => eraseWords(ctx, erasure.payload.thing) },
    })
    expect(again.tenants.reduce((n, t) => n + t.erasedAgain, 0)).toBe(1)
  })

  test('by the modules’ own rules stays erased: a case by its term, a person on request', async () => {
    const who = { name: `${CANARY}-Frist`, email: 'frist@example.org', lang: 'de' } as const
    const [one, two] = [await report(town, { reporter: who }), await report(town, { reporter: who })]
    await photo(town, one.id, 'public')
    await town.drain()
    const old = await backUp()
    town.clock.advance({ minutes: 10 })
    await town.tx('system', (ctx) =>
      anonymiseCase(ctx, one.id, { action: 'anonymise', processing: 'reports' }),
    )
    const { rows } = await owner.query('select party_id from cases.party where case_id = $1', [two.id])
    await town.tx('system', (ctx) => closeCase(ctx, two.id, { outcome: 'fixed', note: 'Gut' }))
    await town.tx('system', (ctx) =>
      erasePeople(
        ctx,
        rows.map((r) => r.party_id),
      ),
    )
    await town.drain()
    expect(await tablesWith(owner, `${CANARY}-Frist`)).toEqual([])
    expect(await tablesWith(owner, 'frist@example.org')).toEqual([])
    await backUp()
    const there = await anotherMachine()
    const { tenants } = await there.restore({
      dir,
      snapshot: old.name,
      erasers: { ...erasers, 'thing.erased': nothing },
    })
    const back = tenants.find((t) => t.tenant.slug === 'teststadt')!
    expect(back.erasedAgain).toBeGreaterThanOrEqual(3)
    expect(back.faults).toBe(0)
    expect(await tablesWith(there.owner, `${CANARY}-Frist`)).toEqual([])
    expect(await tablesWith(there.owner, 'frist@example.org')).toEqual([])
  })

  test('by something that the program does not know any more stops the restore, and nobody sees the town', async () => {
    const old = await backUp()
    await town.tx('system', async (ctx) => ctx.emit('thing.erased', { thing: town.ids.roads }))
    town.clock.advance({ minutes: 10 })
    await backUp()
    const there = await anotherMachine()
    await expect(there.restore({ dir, snapshot: old.name, erasers: {} })).rejects.toThrow('thing.erased')
    there.platform.tenants.forget()
    expect((await there.platform.tenants.all()).map((t) => t.slug)).not.toContain('teststadt')
    // What was left half done is removed by the next one.
    const erasers = { 'thing.erased': async () => {} }
    const { tenants } = await there.restore({ dir, snapshot: old.name, erasers })
    expect(tenants.map((t) => t.faults)).toEqual([0, 0])
  })
})

const nothing = async () => {}

/** What a module does to erase a case; it may run twice. */
async function eraseWords(ctx: Parameters<Parameters<TestTown['tx']>[1]>[0], id: Uuid): Promise<void> {
  const { id: tenant } = ctx.tenant
  ctx.send(`update cases.message set body = '' where tenant_id = $1 and case_id = $2`, [tenant, id])
  ctx.send('delete from cases.words where tenant_id = $1 and case_id = $2', [tenant, id])
  ctx.send('delete from platform.mail where tenant_id = $1 and stream = $2', [tenant, id])
  ctx.send(
    `update parties.party set name = null, email = null, phone = null where tenant_id = $1
     and id in (select p.party_id from cases.party p where p.tenant_id = $1 and p.case_id = $2)`,
    [tenant, id],
  )
}

describe('the folder of backups', () => {
  test('tells nothing to others, and nothing without the master key', async () => {
    await backUp()
    for (const path of filesBelow(dir)) {
      expect(statSync(path).mode & 0o077, path).toBe(0)
      const bytes = readFileSync(path)
      expect(bytes.includes(CANARY), path).toBe(false)
      expect(bytes.includes(town.platform.masterKey), path).toBe(false)
    }
    const there = await anotherMachine({ secretKey: Buffer.alloc(32, 7) })
    await expect(there.restore({ dir })).rejects.toThrow('another master key')
  })

  test('takes each file once', async () => {
    const first = await backUp()
    await addPhoto(
      town.platform,
      { tenant: town.other.tenant, actor: system('test') },
      {
        folder: town.other.ids.roads,
        bytes: await picture(),
        name: 'neu.jpg',
        stage: 'report',
        visibility: 'public',
      },
    )
    town.clock.advance({ hours: 24 })
    const second = await backUp()
    expect(first.blobs.copied).toBe(first.blobs.count)
    expect(second.blobs).toMatchObject({ count: first.blobs.count + 3, copied: 3 })
  })

  test('keeps as many backups as are wanted, and the files of those', async () => {
    const names: string[] = []
    for (let day = 0; day < 4; day++) {
      names.push((await backUp()).name)
      town.clock.advance({ hours: 24 })
    }
    const alone = await backUp({ tenant: town.tenant })
    const pruned = await prune(town.platform, dir, { scope: 'all', keep: 2 })
    expect(pruned).toEqual({ snapshots: names.slice(0, 2), blobs: 0 })
    expect(readdirSync(join(dir, 'snapshots')).sort()).toEqual([...names.slice(2), alone.name].sort())
    const whole = await checkSnapshot(town.platform, { dir })
    expect(whole).toEqual({ name: alone.name, faults: [] })
    // Files that only removed backups spoke of go with them.
    const stray = join(dir, 'blobs', 'ab', 'cd', `abcd${'0'.repeat(28)}`)
    mkdirSync(join(stray, '..'), { recursive: true })
    writeFileSync(stray, 'x')
    expect(await prune(town.platform, dir, { scope: 'all', keep: 1 })).toMatchObject({ blobs: 1 })
  })

  test('is not made where other things lie, nor read where there is none', async () => {
    writeFileSync(join(dir, 'letter.txt'), 'x')
    await expect(backUp()).rejects.toThrow('holds other things')
    const there = await anotherMachine()
    await expect(there.restore({ dir })).rejects.toThrow('There is no backup')
  })
})

describe('damage', () => {
  const parts = () => filesBelow(join(dir, 'snapshots')).filter((path) => !path.endsWith('manifest.json'))

  test('of a single bit is found and named before anything is written', async () => {
    await backUp()
    const there = await anotherMachine()
    for (const [i, path] of parts()
      .filter((_, i) => i % 7 === 0)
      .entries()) {
      const whole = readFileSync(path)
      flip(path, (i % 10) / 10)
      const name = path.split('/').slice(-2).join('/')
      await expect(there.restore({ dir }), path).rejects.toThrow(`The part ${name} is damaged`)
      expect((await checkSnapshot(there.platform, { dir })).faults).toHaveLength(1)
      writeFileSync(path, whole)
    }
    const [part] = parts()
    rmSync(part!)
    await expect(there.restore({ dir })).rejects.toThrow('is missing')
    expect((await there.owner.query('select count(*)::int as n from tenancy.tenant')).rows[0].n).toBe(0)
  })

  test('of the manifest or of the keys is found', async () => {
    const { name } = await backUp()
    const there = await anotherMachine()
    const manifest = join(dir, 'snapshots', name, 'manifest.json')
    const whole = readFileSync(manifest, 'utf8')
    writeFileSync(manifest, whole.replace(/\\"rows\\":\d+/, '\\"rows\\":1'))
    await expect(there.restore({ dir })).rejects.toThrow('manifest of the backup is damaged')
    writeFileSync(manifest, whole)
    flip(filesBelow(join(dir, 'keys')).find((path) => path.includes(town.tenant.id))!)
    await expect(there.restore({ dir })).rejects.toThrow()
    expect((await there.platform.tenants.all()).map((t) => t.slug)).not.toContain('teststadt')
  })

  test('of a file is named, and can be left behind', async () => {
    await backUp()
    const [one, two] = filesBelow(join(dir, 'blobs'))
    flip(one!)
    rmSync(two!)
    const there = await anotherMachine()
    await expect(there.restore({ dir })).rejects.toThrow(/The file [0-9a-f]{32} is (damaged|missing)/)
    const { tenants } = await there.restore({ dir, withoutDamaged: true })
    expect(tenants.flatMap((t) => t.damaged)).toHaveLength(2)
  })
})

describe('versions', () => {
  test('a backup of an older program is loaded as it was and migrated', async () => {
    const files = migrationFiles()
    const past = await emptyDatabase()
    await migrate(past.url, { files: files.slice(0, 6) })
    const client = new pg.Client({ connectionString: past.url })
    await client.connect()
    const { platform } = await anotherMachine()
    await createTenant(platform, client, {
      slug: 'altstadt',
      name: 'Altstadt',
      hosts: ['alt.localhost'],
      publicUrl: 'http://alt.localhost',
      timeZone: 'Europe/Berlin',
    })
    await client.end()
    await backup(platform, { dir, url: past.url, erasing: [] })
    await past.drop()
    for (const migrated of [false, true]) {
      const there = await anotherMachine({ migrated })
      const { tenants } = await there.restore({ dir })
      expect(tenants.map((t) => t.tenant.slug)).toEqual(['altstadt'])
      const { rows } = await there.owner.query('select count(*)::int as n from platform.migration')
      expect(rows[0].n).toBe(files.length)
    }
    const full = await anotherMachine()
    await createTenant(full.platform, full.owner, {
      slug: 'neu',
      name: 'Neu',
      hosts: ['neu.localhost'],
      publicUrl: 'http://neu.localhost',
      timeZone: 'Europe/Berlin',
    })
    await expect(full.restore({ dir })).rejects.toThrow('Bring the backup back on an empty server')
  })

  test('a backup of a newer program is refused', async () => {
    await owner.query(`insert into platform.migration values ('9999_future.sql', 'x', now())`)
    await backUp().finally(() => owner.query(`delete from platform.migration where name = '9999_future.sql'`))
    const there = await anotherMachine()
    await expect(there.restore({ dir })).rejects.toThrow('newer program (9999_future.sql')
  })
})

test('what was brought back verifies against what had been published', async () => {
  await publishSeals(town.platform)
  await backUp()
  const there = await anotherMachine()
  await there.restore({ dir })
  const lines = await Array.fromAsync(
    publishedLines(publishedPath(town.platform.config.sealDir, town.tenant)),
  )
  expect(await verifyAndRecord(there.platform, town.tenant, { published: lines })).toMatchObject({
    count: 0,
    published: lines.length,
  })
})
