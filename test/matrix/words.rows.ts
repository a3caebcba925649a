import sharp from 'sharp'
import { addPhoto } from '#modules/files/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Area, Row, World } from './row.ts'

// Own words and photos: by the tracking link whoever bears it, in the account whose case it is, in the town hall
// those who may black out; what was blacked out (here: nothing) is read by fewer.

const cases = ['open', 'closed', 'restricted'] as const
type Case = (typeof cases)[number]
const NONE = '00000000-0000-4000-8000-000000000000'
const part = (w: World, what: 'message' | 'photo', which: Case): string =>
  w.made[`words.${what}.${which}`] ?? NONE

/** A link is enough for whoever has it; in another town it is none. */
const byLink = (which: Case): Row[] => {
  const row = (method: 'GET' | 'POST', route: string, path: Row['path'], status: number): Row => ({
    method,
    route,
    about: which,
    path,
    ...(method === 'POST' && { body: () => ({}) }),
    answers: { foreign: 404 },
    else: status,
  })
  const words = (w: World) => `/status/${w[which].token}/worte/${part(w, 'message', which)}`
  const photo = (w: World) => `/status/${w[which].token}/bilder/${part(w, 'photo', which)}`
  const change = (w: World) => `/status/${w[which].token}/aendern`
  return [
    row('GET', '/status/:token/worte/:message', words, 200),
    row('POST', '/status/:token/worte/:message', words, 422),
    row('GET', '/status/:token/bilder/:id', photo, 200),
    row('POST', '/status/:token/bilder/:id', photo, 422),
    row('GET', '/status/:token/aendern', change, 200),
    row('POST', '/status/:token/aendern', change, 422),
  ]
}

/** With one case's link at another case's words. */
const astray: Row = {
  method: 'POST',
  route: '/status/:token/worte/:message',
  about: 'another case’s words',
  path: (w) => `/status/${w.open.token}/worte/${part(w, 'message', 'closed')}`,
  body: () => ({ aktion: 'gefunden' }),
  answers: {},
  else: 404,
}

const inAccount = (which: Case): Row[] => {
  const row = (method: 'GET' | 'POST', route: string, rest: (w: World) => string, status: number): Row => ({
    method,
    route: `/konto/vorgaenge/:number${route}`,
    about: which,
    path: (w) => `/konto/vorgaenge/${w[which].number}${rest(w)}`,
    ...(method === 'POST' && { body: () => ({}) }),
    answers: { citizen: status, stranger: 404 },
    else: 303,
  })
  const words = (w: World) => `/worte/${part(w, 'message', which)}`
  const photo = (w: World) => `/bilder/${part(w, 'photo', which)}`
  return [
    row('GET', '/worte/:message', words, 200),
    row('POST', '/worte/:message', words, 422),
    row('GET', '/bilder/:id', photo, 200),
    row('POST', '/bilder/:id', photo, 422),
    row('GET', '/aendern', () => '/aendern', 200),
    row('POST', '/aendern', () => '/aendern', 422),
  ]
}

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const inTown = (which: Case): Row[] => {
  const may = which === 'restricted' ? (['clerk'] as const) : (['clerk', 'deputy', 'head'] as const)
  const look = which === 'restricted' ? [] : (['worker', 'admin'] as const)
  const answers = (status: number): Row['answers'] => ({
    ...outsiders,
    ...Object.fromEntries(may.map((one) => [one, status])),
    ...Object.fromEntries(look.map((one) => [one, 403])),
  })
  const row = (method: 'GET' | 'POST', route: string, rest: (w: World) => string, status: number): Row => ({
    method,
    route: `/vorgaenge/:number${route}`,
    about: which,
    path: (w) => `/vorgaenge/${w[which].id}${rest(w)}`,
    ...(method === 'POST' && { body: () => ({}) }),
    answers: answers(status),
    else: 404,
  })
  const words = (w: World) => `/worte/${part(w, 'message', which)}`
  const photo = (w: World) => `/bilder/${part(w, 'photo', which)}`
  return [
    row('GET', '/worte/:message', words, 200),
    row('POST', '/worte/:message', words, 422),
    // Nothing was blacked out, so there is nothing to be seen, for those who might.
    row('GET', '/worte/:message/original', (w) => `${words(w)}/original`, 404),
    row('GET', '/bilder/:id', photo, 200),
    row('POST', '/bilder/:id', photo, 422),
  ]
}

const ofDraft: Row[] = (['GET', 'POST'] as const).map((method) => ({
  method,
  route: '/melden/fotos/:id',
  about: 'without a draft',
  path: (w) => `/melden/fotos/${part(w, 'photo', 'open')}`,
  ...(method === 'POST' && { body: () => ({ feld: '1' }) }),
  answers: {},
  else: 303,
}))

async function prepare(world: World): Promise<void> {
  const { town } = world
  for (const which of cases) {
    const { id } = world[which]
    const message = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.message')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', id)
        .orderBy('at')
        .executeTakeFirstOrThrow(),
    )
    const background = { r: 90, g: cases.indexOf(which) * 40, b: 120 }
    const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
      .jpeg()
      .toBuffer()
    const added = await addPhoto(
      town.platform,
      { tenant: town.tenant, actor: system('test') },
      { folder: id, bytes, name: 'a.jpg', stage: 'report', visibility: 'parties' },
    )
    world.made[`words.message.${which}`] = message.id
    world.made[`words.photo.${which}`] = added.ok ? added.id : NONE
  }
}

export const wordsArea: Area = {
  rows: [...cases.flatMap((c) => [...byLink(c), ...inAccount(c), ...inTown(c)]), astray, ...ofDraft],
  prepare,
}
