import { setOpenings } from '#modules/calendar/index.ts'
import { importAddresses, importAreas, importFeatures, importStreets } from '#modules/geo/index.ts'
import { apiKeys, createApiKey, hashPassword } from '#modules/identity/index.ts'
import {
  importStaff,
  importUnits,
  organisation as organisationOf,
  seedRoles,
} from '#modules/organisation/index.ts'
import { importCategories } from '#modules/reports/index.ts'
import { importAuthorities, importRules } from '#modules/responsibility/index.ts'
import { changeSetting, settings } from '#modules/tenancy/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { CreatedPlatform } from '#platform/create.ts'
import type { ImportResult } from '#platform/import.ts'
import type { ResponsibilityRule } from '../categories/responsibility.ts'
import type { Category } from '../categories/types.ts'
import { demoApiKey, demoPassword } from '../logins.ts'
import type { Organisation } from '../organisation/types.ts'
import type { DemoTown } from '../seed.ts'
import {
  addressesCsv,
  authoritiesCsv,
  boundaryGeoJson,
  categoriesCsv,
  districtsGeoJson,
  featuresGeoJson,
  rulesCsv,
  staffCsv,
  streetsGeoJson,
  unitsCsv,
} from '../serialise.ts'
import type { Town } from '../town/types.ts'

interface Source {
  town: Town
  organisation: Organisation
  categories: Category[]
  rules: ResponsibilityRule[]
  demo: DemoTown
}

/** Brings in everything that a town has before the first report, by the importers that real towns use. */
export async function seedReference(
  platform: CreatedPlatform,
  tenant: Tenant,
  source: Source,
): Promise<void> {
  const { town, organisation, categories, rules, demo } = source
  const passwordHash = await hashPassword(demoPassword, { published: true })
  const tx = (run: (ctx: Ctx) => Promise<void>) => inTx(platform, { tenant, actor: system('demo') }, run)
  const districts = districtsGeoJson(town)
  const boundary = boundaryGeoJson(town)
  const areas = {
    type: 'FeatureCollection',
    features: [
      ...boundary.features.map((f) => ({
        ...f,
        properties: { ...f.properties, kind: 'boundary', code: 'stadt', name: town.name },
      })),
      ...districts.features.map((f) => ({ ...f, properties: { ...f.properties, kind: 'district' } })),
    ],
  }
  // The organisation first and alone: what refers to it reads it once instead of again and again.
  await tx(async (ctx) => {
    await seedRoles(ctx)
    good('units', await importUnits(ctx, unitsCsv(organisation.units)))
  })
  await tx(async (ctx) => {
    // An administrator's role holds for the whole town.
    const staff = organisation.staff.map((s) => (s.role === 'administrator' ? { ...s, unit: '*' } : s))
    good('staff', await importStaff(ctx, staffCsv(staff), { passwordHash }))
  })
  await tx(async (ctx) => {
    good('districts', await importAreas(ctx, JSON.stringify(areas)))
    good('streets', await importStreets(ctx, JSON.stringify(streetsGeoJson(town))))
    good('features', await importFeatures(ctx, JSON.stringify(featuresGeoJson(town))))
    good('addresses', await importAddresses(ctx, addressesCsv(town)))
  })
  await tx(async (ctx) => {
    good('authorities', await importAuthorities(ctx, authoritiesCsv(organisation.authorities)))
    good('categories', await importCategories(ctx, categoriesCsv(categories)))
  })
  await tx(async (ctx) => {
    good('rules', await importRules(ctx, rulesCsv(rules, categories)))
    await describe(ctx, demo, town)
  })
  await tx(async (ctx) => {
    const { byCode } = await organisationOf(ctx)
    await setOpenings(
      ctx,
      [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '16:00' })),
    )
    for (const unit of organisation.units) {
      const id = byCode.get(unit.code)?.id
      if (id && unit.openingHours.length > 0)
        await setOpenings(
          ctx,
          unit.openingHours.map((h) => ({ weekday: h.weekday, from: h.from, until: h.to })),
          id,
        )
    }
    if (demo.isDefault && (await apiKeys(ctx)).length === 0)
      await createApiKey(ctx, {
        label: 'Demo',
        scopes: ['open311.write', 'reports.write', 'cases.read', 'cases.write'],
        perMinute: 600,
        published: demoApiKey,
      })
  })
}

async function describe(ctx: Ctx, demo: DemoTown, town: Town): Promise<void> {
  const host = `${demo.slug}.example`
  const { contact } = await settings(ctx)
  await changeSetting(ctx, 'colours', { primary: demo.primary })
  await changeSetting(ctx, 'population', demo.population)
  await changeSetting(ctx, 'map', { centre: town.centre, zoom: demo.slug === 'musterstadt' ? 13 : 14 })
  await changeSetting(ctx, 'contact', {
    ...contact,
    authority: `Stadt ${demo.name}, Der Magistrat`,
    representative: 'Oberbürgermeisterin Katrin Ahlers',
    address: `Marktplatz 1\n63999 ${demo.name}`,
    phone: '06181 555-0',
    email: `stadt@${host}`,
    privacyEmail: `datenschutz@${host}`,
  })
}

function good(what: string, result: ImportResult): void {
  const [first] = result.errors
  if (first) throw new Error(`demo ${what}, line ${first.line}: ${first.message}`)
}
