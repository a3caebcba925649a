import type pg from 'pg'
import { mercator } from '#modules/geo/index.ts'
import { createAccount } from '#modules/identity/index.ts'
import { addMembership, seedRoles } from '#modules/organisation/index.ts'
import { fold } from '#modules/search/index.ts'
import { changeSetting, createTenant } from '#modules/tenancy/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { inTx } from '#platform/context/transaction.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'

/** Ids of the small town that tests work in; the same words make the same id in every town. */
export const townIds = (slug: string) => {
  const id = (...words: string[]): Uuid => idFrom('test', slug, ...words)
  return {
    tenant: id('tenant'),
    roads: id('unit', 'roads'),
    roadTeam: id('unit', 'road-team'),
    parks: id('unit', 'parks'),
    north: id('area', 'north'),
    south: id('area', 'south'),
    worker: id('account', 'worker'),
    clerk: id('account', 'clerk'),
    head: id('account', 'head'),
    admin: id('account', 'admin'),
    gardener: id('account', 'gardener'),
    officer: id('account', 'officer'),
    state: id('authority', 'state'),
    neighbour: id('authority', 'neighbour'),
  }
}

/** Somewhere on the main street, in the north. */
export const somewhere = { lat: 50.128, lon: 8.928 }
/** On the state road that crosses the south. */
export const onStateRoad = { lat: 50.12, lon: 8.925 }
export const outside = { lat: 50.2, lon: 8.93 }

const square = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})

/** A town of two districts, three streets, two departments, five people and three categories. */
export async function buildTown(
  platform: Platform,
  owner: pg.ClientBase,
  slug: string,
  isDefault: boolean,
): Promise<Tenant> {
  const ids = townIds(slug)
  const tenant = await createTenant(platform, owner, {
    id: ids.tenant,
    slug,
    name: slug === 'teststadt' ? 'Teststadt' : 'Anderstadt',
    hosts: [`${slug}.localhost`],
    publicUrl: `http://${slug}.localhost:3000`,
    timeZone: 'Europe/Berlin',
    isDefault,
  })
  await inTx(platform, { tenant, actor: system('test') }, async (ctx) => {
    await changeReference(ctx)
    // People sign in by their password alone here; what asks for more turns it on.
    await changeSetting(ctx, 'signIn', { secondFactor: 'off' })
    await places(ctx, ids)
    await people(ctx, ids)
    await categories(ctx, ids)
  })
  return tenant
}

type Ids = ReturnType<typeof townIds>

async function places(ctx: Ctx, ids: Ids): Promise<void> {
  const tenant_id = ctx.tenant.id
  await ctx.db
    .insertInto('geo.area')
    .values([
      {
        tenant_id,
        id: idFrom(ctx.tenant.slug, 'boundary'),
        kind: 'boundary',
        code: 'stadt',
        name: ctx.tenant.name,
        geometry: JSON.stringify(square(8.9, 50.11, 8.96, 50.14)),
      },
      {
        tenant_id,
        id: ids.north,
        kind: 'district',
        code: 'nord',
        name: 'Nord',
        geometry: JSON.stringify(square(8.9, 50.125, 8.96, 50.14)),
      },
      {
        tenant_id,
        id: ids.south,
        kind: 'district',
        code: 'sued',
        name: 'Süd',
        geometry: JSON.stringify(square(8.9, 50.11, 8.96, 50.125)),
      },
    ])
    .execute()
  const line = (...coordinates: number[][]) => JSON.stringify({ type: 'LineString', coordinates })
  const street = (name: string, owner: string, authority: string | null, geometry: string) => ({
    tenant_id,
    id: idFrom(ctx.tenant.slug, name),
    name,
    class: 'main',
    owner,
    authority,
    geometry,
  })
  await ctx.db
    .insertInto('geo.street')
    .values([
      street('Hauptstraße', 'town', null, line([8.91, 50.128], [8.95, 50.128])),
      street('Gartenweg', 'town', null, line([8.93, 50.125], [8.93, 50.135])),
      street('Landesstraße 3008', 'state', 'land', line([8.91, 50.12], [8.95, 50.12])),
    ])
    .execute()
  const address = (street: string, houseNumber: string, lat: number, lon: number) => {
    const { x, y } = mercator({ lat, lon })
    return {
      tenant_id,
      id: idFrom(ctx.tenant.slug, street, houseNumber),
      street,
      house_number: houseNumber,
      postcode: '63450',
      city: ctx.tenant.name,
      district: 'Nord',
      lat,
      lon,
      place: { x, y },
      folded: fold(`${street} ${houseNumber}`),
    }
  }
  const rows = [
    address('Hauptstraße', '1', 50.1281, 8.92),
    address('Hauptstraße', '12', 50.1281, 8.928),
    address('Gartenweg', '3', 50.13, 8.9301),
  ]
  for (const { place, ...row } of rows)
    ctx.send(
      `insert into geo.address (tenant_id, id, street, house_number, postcode, city, district, lat, lon, place, folded)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        row.tenant_id,
        row.id,
        row.street,
        row.house_number,
        row.postcode,
        row.city,
        row.district,
        row.lat,
        row.lon,
        `(${place.x},${place.y})`,
        row.folded,
      ],
    )
}

async function people(ctx: Ctx, ids: Ids): Promise<void> {
  const tenant_id = ctx.tenant.id
  await seedRoles(ctx)
  await ctx.db
    .insertInto('organisation.unit')
    .values([
      {
        tenant_id,
        id: ids.roads,
        code: 'roads',
        parent_id: null,
        kind: 'department',
        name: 'Tiefbauamt',
        name_en: 'Roads department',
      },
      {
        tenant_id,
        id: ids.parks,
        code: 'parks',
        parent_id: null,
        kind: 'department',
        name: 'Grünflächenamt',
        name_en: 'Parks department',
      },
      {
        tenant_id,
        id: ids.roadTeam,
        code: 'road-team',
        parent_id: ids.roads,
        kind: 'team',
        name: 'Straßenunterhalt',
        name_en: 'Road maintenance',
      },
    ])
    .execute()
  const person = async (id: Uuid, name: string, email: string, unit: Uuid, role: string) => {
    await createAccount(ctx, { id, email: `${email}@${ctx.tenant.slug}.example`, name })
    await addMembership(ctx, { account: id, unit, role })
  }
  await person(ids.worker, 'Mira Vogt', 'worker', ids.roadTeam, 'field_worker')
  await person(ids.clerk, 'Jonas Weiß', 'clerk', ids.roads, 'clerk')
  await person(ids.head, 'Dr. Ayşe Łukasiewicz', 'head', ids.roads, 'head')
  await person(ids.admin, 'Rita Sommer', 'admin', ids.roads, 'administrator')
  await person(ids.gardener, 'Ole Grün', 'gardener', ids.parks, 'clerk')
  await person(ids.officer, 'Nele Datz', 'officer', ids.roads, 'data_protection')
  await ctx.db
    .insertInto('organisation.worker')
    .values({ tenant_id, account_id: ids.worker, lat: 50.127, lon: 8.93, capacity: 8 })
    .execute()
  await ctx.db
    .insertInto('organisation.skill')
    .values({ tenant_id, account_id: ids.worker, skill: 'asphalt' })
    .execute()
  await ctx.db
    .insertInto('organisation.duty')
    .values(
      [1, 2, 3, 4, 5].map((weekday) => ({
        tenant_id,
        account_id: ids.worker,
        weekday,
        from_time: '07:00',
        until_time: '15:30',
      })),
    )
    .execute()
}

async function categories(ctx: Ctx, ids: Ids): Promise<void> {
  const tenant_id = ctx.tenant.id
  await ctx.db
    .insertInto('responsibility.authority')
    .values([
      {
        tenant_id,
        id: ids.state,
        code: 'land',
        name: 'Straßenbauverwaltung',
        name_en: 'State roads authority',
        email: 'post@strassen.example',
        word: 'Diese Straße gehört dem Land.',
        word_en: 'This road belongs to the state.',
      },
      {
        tenant_id,
        id: ids.neighbour,
        code: 'nachbarn',
        name: 'Nachbargemeinde',
        name_en: 'Neighbouring town',
        email: 'post@nachbar.example',
        word: 'Dieser Ort liegt außerhalb der Stadt.',
        word_en: 'This place is outside the town.',
      },
    ])
    .execute()
  await ctx.db
    .insertInto('responsibility.rule')
    .values([
      { tenant_id, id: idFrom(ctx.tenant.slug, 'rule', 'state'), owner: 'state', authority_id: ids.state },
      {
        tenant_id,
        id: idFrom(ctx.tenant.slug, 'rule', 'outside'),
        owner: 'outside',
        authority_id: ids.neighbour,
      },
    ])
    .execute()
  await ctx.db
    .insertInto('reports.category_group')
    .values({ tenant_id, code: 'strasse', name: 'Straße', name_en: 'Road', position: 1 })
    .execute()
  const category = (
    code: string,
    name: string,
    name_en: string,
    unit_id: Uuid,
    more: Record<string, unknown> = {},
  ) => ({
    tenant_id,
    code,
    group_code: 'strasse',
    name,
    name_en,
    description: `${name} im Stadtgebiet`,
    description_en: `${name_en} in town`,
    keywords: [] as string[],
    keywords_en: [] as string[],
    unit_id,
    skill: null as string | null,
    target_hours: 24,
    dispatch: 'none',
    public: true,
    questions: '[]',
    dangers: '[]',
    position: 1,
    ...more,
  })
  await ctx.db
    .insertInto('reports.category')
    .values([
      category('schlagloch', 'Schlagloch', 'Pothole', ids.roads, {
        skill: 'asphalt',
        dispatch: 'assign',
        keywords: ['loch', 'asphalt', 'fahrbahn'],
        keywords_en: ['hole', 'road surface'],
        questions: JSON.stringify([
          {
            code: 'tiefe',
            kind: 'choice',
            label: { de: 'Wie tief?', en: 'How deep?' },
            required: false,
            order: 1,
            options: [
              { key: 'flach', label: { de: 'flach', en: 'shallow' } },
              { key: 'tief', label: { de: 'tief', en: 'deep' } },
            ],
          },
        ]),
      }),
      category('baum', 'Umgestürzter Baum', 'Fallen tree', ids.parks, {
        dangers: JSON.stringify([
          {
            words: { de: ['Baum auf Straße'], en: ['tree on road'] },
            number: '112',
            advice: {
              de: 'Rufen Sie bitte sofort die Feuerwehr.',
              en: 'Please call the fire brigade at once.',
            },
          },
        ]),
      }),
      category('person', 'Hilflose Person', 'Person in need', ids.parks, { public: false }),
    ])
    .execute()
}
