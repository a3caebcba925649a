import { join } from 'node:path'
import pg from 'pg'
import { DiskStore } from '#platform/blobs/disk.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { CreatedPlatform } from '#platform/create.ts'
import { progress } from '#platform/log.ts'
import { categories, neighbourCategories, responsibilityRules } from './categories.ts'
import { generateNeighbourOrganisation, generateOrganisation } from './organisation.ts'
import { generateReports } from './reports.ts'
import { seedCases } from './seed/cases.ts'
import { seedCitizens } from './seed/citizens.ts'
import { seedDeputies } from './seed/deputies.ts'
import { seedFieldwork } from './seed/fieldwork.ts'
import { isSeeded } from './seed/missing.ts'
import { seedObjects, seedReportsAtObjects } from './seed/objects.ts'
import { seedOrganisation } from './seed/organisation.ts'
import { seedPartners } from './seed/partners.ts'
import { storePhotos } from './seed/photos.ts'
import { seedPrivacy } from './seed/privacy.ts'
import { seedReference } from './seed/reference.ts'
import { seedRestricted } from './seed/restricted.ts'
import { seedRounds } from './seed/rounds.ts'
import { seedSubscriptions } from './seed/subscriptions.ts'
import { makeTenant } from './seed/tenant.ts'
import { seedVoices } from './seed/voice.ts'
import { seedWaiting } from './seed/waiting.ts'
import { seedWords } from './seed/words.ts'
import { seedWorks } from './seed/works.ts'
import { generateNeighbour, generateTown } from './town/index.ts'

interface DemoRun {
  config: { dataDir: string; publicUrl: string }
  platform(url: string): CreatedPlatform
}

/**
 * Fills Musterstadt and Nachbarstadt where they are missing. Each town's data goes in by the importers that a real
 * town uses, its history in one transaction at the end, so a seeding that was cut off is simply done again.
 */
export async function seedDemo(run: DemoRun, { url }: { url: string }): Promise<void> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    if (await isSeeded(owner)) return
    const platform = run.platform(url)
    const started = performance.now()
    const { port } = new URL(run.config.publicUrl)
    await seedTown(platform, owner, run.config.dataDir, {
      slug: 'musterstadt',
      name: 'Musterstadt',
      hosts: ['musterstadt.localhost', 'localhost', '127.0.0.1'],
      publicUrl: run.config.publicUrl,
      isDefault: true,
      population: 115_000,
      primary: '#17459e',
      count: 2000,
    })
    await seedTown(platform, owner, run.config.dataDir, {
      slug: 'nachbarstadt',
      name: 'Nachbarstadt',
      hosts: ['nachbarstadt.localhost'],
      publicUrl: `http://nachbarstadt.localhost${port ? `:${port}` : ''}`,
      isDefault: false,
      population: 18_400,
      primary: '#7a2b5e',
      count: 30,
    })
    platform.tenants.forget()
    await seedPartners(platform, await platform.tenants.all())
    await owner.query('analyze')
    progress(`The demo towns are ready (${((performance.now() - started) / 1000).toFixed(1)} s).`)
  } finally {
    await owner.end()
  }
}

export interface DemoTown {
  slug: 'musterstadt' | 'nachbarstadt'
  name: string
  hosts: string[]
  publicUrl: string
  isDefault: boolean
  population: number
  primary: string
  count: number
}

async function seedTown(
  platform: CreatedPlatform,
  owner: pg.Client,
  dataDir: string,
  demo: DemoTown,
): Promise<void> {
  progress(`Building ${demo.name}: streets, people, categories …`)
  const large = demo.slug === 'musterstadt'
  const town = large ? generateTown() : generateNeighbour()
  const organisation = large ? generateOrganisation(town) : generateNeighbourOrganisation(town)
  const kinds = large ? categories : neighbourCategories
  const tenant = await makeTenant(platform, owner, demo)
  await seedReference(platform, tenant, {
    town,
    organisation,
    categories: kinds,
    rules: large ? responsibilityRules : [],
    demo,
  })
  progress(`Building ${demo.name}: ${demo.count.toLocaleString('en')} reports with photos …`)
  const reports = generateReports({
    town,
    organisation,
    categories: kinds,
    now: platform.clock.now(),
    count: demo.count,
  })
  const quick = new DiskStore(join(dataDir, 'blobs'), { durable: false })
  const photos = await storePhotos({ ...platform, blobs: quick } as CreatedPlatform, tenant, reports)
  await inTx(platform, { tenant, actor: system('demo') }, seedOrganisation)
  await inTx(platform, { tenant, actor: system('demo') }, seedDeputies)
  if (large) await inTx(platform, { tenant, actor: system('demo') }, (ctx) => seedObjects(ctx, town))
  await inTx(platform, { tenant, actor: system('demo') }, async (ctx) => {
    await seedCases(ctx, reports, photos)
    await seedRestricted(ctx)
    if (large) await seedWords(ctx)
    if (large) await seedReportsAtObjects(ctx)
    await seedFieldwork(ctx)
    await seedPrivacy(ctx)
    await seedCitizens(ctx)
    await seedSubscriptions(ctx)
    await seedVoices(ctx)
    await seedWaiting(ctx)
    if (large) await seedWorks(ctx)
    if (large) await seedRounds(ctx)
  })
}
