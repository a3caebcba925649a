import { createLayer, importObjects } from '#modules/objects/index.ts'
import { makeRound, makeRun, managedRound, stopsOf, today } from '#modules/rounds/index.ts'
import { makeWork, publishWork, whereFrom } from '#modules/works/index.ts'
import { newId } from '#platform/ids.ts'
import type { Area, Row, Visitor, World } from './row.ts'

const unknown = newId()
const signIn = { nobody: 303, stranger: 303, citizen: 303, machine: 303 }

/** The same answer to all of these. */
const all = (status: number, ...who: Visitor[]): Partial<Record<Visitor, number>> =>
  Object.fromEntries(who.map((one) => [one, status]))
const fill = (path: string) => (world: World) =>
  path
    .replace('ARBEIT', world.made.work!)
    .replace('GANG', world.made.run!)
    .replace('RUNDE', world.made.round!)
    .replace('OBJEKT', world.made.playground!)
    .replace('NUMMER', world.open.number)

const open = (
  method: 'GET' | 'POST',
  route: string,
  path: string,
  status: number,
  more: Partial<Row> = {},
): Row => ({
  method,
  route,
  path: fill(path),
  ...(method === 'POST' && { body: () => ({}) }),
  answers: {},
  else: status,
  ...more,
})
const staff = (
  method: 'GET' | 'POST',
  route: string,
  path: string,
  answers: Row['answers'],
  other: number,
  more: Partial<Row> = {},
): Row => open(method, route, path, other, { answers: { ...signIn, ...answers }, ...more })

const works = '/verwaltung/baustellen'
const clerks = ['clerk', 'head', 'gardener', 'deputy', 'foreign'] as const
const roads = ['clerk', 'head', 'deputy'] as const
const noWork = all(404, 'clerk', 'head', 'gardener', 'deputy', 'foreign')
/** One work of the roads department. */
const ofRoads = (status: number) => ({ ...all(status, ...roads), foreign: 404 })

const workRows: Row[] = [
  open('GET', '/baustellen', '/baustellen?zeit=bald', 200),
  open('GET', '/karte/baustellen.json', '/karte/baustellen.json', 200),
  open('GET', '/baustellen/:id', '/baustellen/ARBEIT', 200, { answers: { foreign: 404 } }),
  open('GET', '/baustellen/:id', '/baustellen/entwurf', 404, { about: 'none' }),
  open('POST', '/baustellen/:id/folgen', '/baustellen/ARBEIT/folgen', 422, { answers: { foreign: 404 } }),
  open('GET', '/baustellen/folgen/:token', '/baustellen/folgen/erfunden', 404),
  open('POST', '/baustellen/folgen/:token', '/baustellen/folgen/erfunden', 404),
  open('GET', '/baustellen/abmelden/:token', '/baustellen/abmelden/erfunden', 404),
  open('POST', '/baustellen/abmelden/:token', '/baustellen/abmelden/erfunden', 303),
  open('POST', '/melden/bekannt', '/melden/bekannt', 404),
  staff('GET', works, works, all(200, ...clerks), 403),
  staff('GET', `${works}/neu`, `${works}/neu`, all(200, ...clerks), 403),
  staff('POST', `${works}/neu`, `${works}/neu`, all(422, ...clerks), 403),
  staff('GET', `${works}/:id`, `${works}/ARBEIT`, ofRoads(200), 403),
  staff('GET', `${works}/:id/bearbeiten`, `${works}/ARBEIT/bearbeiten`, ofRoads(200), 403),
  staff('POST', `${works}/:id/bearbeiten`, `${works}/ARBEIT/bearbeiten`, ofRoads(422), 403),
  ...['veroeffentlichung', 'ruecknahme', 'ende', 'meldungen'].map((noun) =>
    staff('POST', `${works}/:id/${noun}`, `${works}/${unknown}/${noun}`, noWork, 403),
  ),
  staff(
    'POST',
    `${works}/:id/meldungen/:number/loesung`,
    `${works}/${unknown}/meldungen/NUMMER/loesung`,
    {},
    404,
  ),
]

const rounds = '/verwaltung/rundgaenge'
const walkers = ['worker', 'clerk', 'head', 'gardener', 'deputy', 'foreign'] as const
const walk = '/rundgaenge'
const run = (method: 'GET' | 'POST', rest: string, status: number, more: Partial<Row> = {}): Row =>
  staff(
    method,
    `${walk}/:id${rest.replace('OBJEKT', ':object')}`,
    `${walk}/GANG${rest}`,
    all(status, ...roads),
    404,
    more,
  )

const roundRows: Row[] = [
  staff('GET', walk, walk, all(200, ...walkers), 403),
  run('GET', '', 200),
  run('GET', '/objekte/OBJEKT', 200),
  run('POST', '/objekte/OBJEKT', 422),
  run('POST', '/abschluss', 422),
  run('POST', '/person', 403, {
    body: () => ({ person: 'x' }),
    answers: { ...signIn, clerk: 403, deputy: 403, head: 422 },
  }),
  run('GET', '/nachweis.csv', 200),
  run('GET', '/nachweis.pdf', 200),
  staff('GET', rounds, rounds, all(200, 'head', 'foreign'), 403),
  staff('GET', `${rounds}/neu`, `${rounds}/neu`, all(200, 'head', 'foreign'), 403),
  staff('POST', `${rounds}/neu`, `${rounds}/neu`, all(422, 'head', 'foreign'), 403),
  staff('GET', `${rounds}/:id`, `${rounds}/RUNDE`, { head: 200, foreign: 404 }, 403),
  staff('POST', `${rounds}/:id`, `${rounds}/RUNDE`, { head: 422, foreign: 404 }, 403),
]

/** A work and a walk of the roads department. */
async function prepare({ town, made }: World): Promise<void> {
  await town.tx('system', async (ctx) => {
    made.work = await makeWork(ctx, {
      kind: 'closure',
      title: { de: 'Sperrung', en: 'Closure' },
      body: { de: 'Kein Durchgang.', en: 'No way through.' },
      beginsAt: new Date(ctx.now.getTime() + 86_400_000),
      endsAt: null,
      types: [],
      onMatch: 'leave',
      onEnd: 'leave',
      unitId: town.ids.roads,
      ...(await whereFrom(ctx, { extent: 'streets', streets: 'Gartenweg' })),
    })
    await publishWork(ctx, made.work, true)
    const layer = await createLayer(ctx, {
      name: { de: 'Spielplätze', en: 'Playgrounds' },
      one: { de: 'Spielplatz', en: 'Playground' },
      icon: 'pin',
      colour: 'green',
      source: 'import',
      public: true,
      active: true,
      categories: [],
      srs: 'EPSG:4326',
      numberFrom: '',
      nameFrom: '',
      shown: [],
      wfs: { url: '', type: '', hours: 24 },
    })
    await importObjects(ctx, layer, 'nummer;name;lat;lon\nSP-1;Am Anger;50.128;8.93')
    made.round = await makeRound(ctx, {
      name: 'Spielplätze',
      unitId: town.ids.roads,
      personId: null,
      layer,
      areaId: null,
      rhythm: { every: 'week', days: [1] },
      skipHolidays: false,
      daysToWalk: 2,
      questions: [],
      defectType: 'schlagloch',
      active: true,
    })
    made.run = (await makeRun(ctx, await managedRound(ctx, made.round), today(ctx))) ?? ''
    made.playground = (await stopsOf(ctx, made.run))[0]!.objectId
  })
}

export const townArea: Area = { rows: [...workRows, ...roundRows], prepare }
