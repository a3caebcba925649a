import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountByEmail, createApiKey, disableAccount } from '#modules/identity/index.ts'
import { addMappingRule, grantsOf, heldBy } from '#modules/organisation/index.ts'
import { type ApiTown, apiTown } from '../api.fixture.ts'
import { ERROR, GROUP, LIST, PATCH, USER } from './urns.ts'

let api: ApiTown
let key: string

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are what these tests are about
  body: any
  headers: Headers
}

const call = async (
  method: string,
  path: string,
  body?: unknown,
  { as = key, host = 'teststadt.localhost', type = 'application/scim+json' } = {},
): Promise<Answer> => {
  const answer = await api.ask(`/scim/v2${path}`, {
    method,
    host,
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(body !== undefined && { 'content-type': type }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : null, headers: answer.headers }
}

const person = (userName: string, more: object = {}) => ({
  schemas: [USER],
  userName,
  name: { givenName: 'Žofia', familyName: 'Groß' },
  emails: [{ value: userName, type: 'work', primary: true }],
  active: true,
  ...more,
})
const patch = (...Operations: object[]) => ({ schemas: [PATCH], Operations })
const grants = async (id: string) =>
  (await api.town.tx('system', (ctx) => grantsOf(ctx, id))).map((g) => `${g.role}@${g.unit}`)
const rule = (value: string, role: string, more: { powerful?: boolean } = {}) =>
  api.town.tx('system', (ctx) =>
    addMappingRule(ctx, {
      source: 'scim',
      claim: 'groups',
      value,
      role,
      unit: api.town.ids.roads,
      types: null,
      powerful: more.powerful ?? false,
    }),
  )

beforeAll(async () => {
  api = await apiTown()
  key = await api.key(['scim'])
})
afterAll(() => api?.town.close())

describe('the key', () => {
  test.each([
    ['none', () => '', 401],
    ['an unknown one', () => 'sd_0123456789012345678901', 401],
    ['one without the scope', () => api.key(['reports.write']), 403],
  ])('%s', async (_, of, status) => {
    const answer = await call('GET', '/Users', undefined, { as: await of() })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ schemas: [ERROR], status: String(status) })
    if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  test('of another town finds nobody here', async () => {
    const { body } = await call('POST', '/Users', person('hier@stadt.example'))
    expect((await call('GET', `/Users/${body.id}`, undefined, { host: 'anderstadt.localhost' })).status).toBe(
      401,
    )
    const other = await api.town.tx(
      'system',
      (ctx) => createApiKey(ctx, { label: 'Anders', scopes: ['scim'], perMinute: 1000 }),
      api.town.other.tenant,
    )
    const there = { as: other.key, host: 'anderstadt.localhost' }
    expect((await call('GET', `/Users/${body.id}`, undefined, there)).status).toBe(404)
    expect((await call('DELETE', `/Users/${body.id}`, undefined, there)).status).toBe(404)
    expect((await call('GET', '/Users', undefined, there)).body.totalResults).toBe(0)
  })
})

describe('a directory', () => {
  test('learns what is possible', async () => {
    const config = await call('GET', '/ServiceProviderConfig')
    expect(config.headers.get('content-type')).toBe('application/scim+json')
    expect(config.body).toMatchObject({ patch: { supported: true }, bulk: { supported: false } })
    const types = (await call('GET', '/ResourceTypes')).body
    expect(types.schemas).toEqual([LIST])
    expect(types.Resources.map((r: { id: string }) => r.id)).toEqual(['User', 'Group'])
    expect((await call('GET', '/ResourceTypes/Group')).body.schema).toBe(GROUP)
    expect((await call('GET', `/Schemas/${USER}`)).body.attributes[0].name).toBe('userName')
    expect((await call('GET', '/Schemas/urn:none')).status).toBe(404)
    expect((await call('GET', '/Nonsense')).body).toMatchObject({ schemas: [ERROR], status: '404' })
  })

  test('provisions people and groups from beginning to end', async () => {
    await rule('Tiefbau', 'clerk')
    const made = await call(
      'POST',
      '/Users',
      person('zofia@stadt.example', { externalId: 'E-1', locale: 'en-GB' }),
    )
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(made.body.meta.location)
    expect(made.body).toMatchObject({
      userName: 'zofia@stadt.example',
      externalId: 'E-1',
      displayName: 'Žofia Groß',
      active: true,
      preferredLanguage: 'en',
      groups: [],
    })
    const id: string = made.body.id
    expect((await call('POST', '/Users', person('ZOFIA@stadt.example'))).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    })
    for (const filter of ['userName eq "Zofia@stadt.example"', 'externalId eq "E-1"', `id eq "${id}"`]) {
      const found = await call('GET', `/Users?filter=${encodeURIComponent(filter)}`)
      expect(found.body).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1 })
      expect(found.body.Resources[0].id).toBe(id)
    }
    const group = await call('POST', '/Groups', {
      schemas: [GROUP],
      displayName: 'Tiefbau',
      members: [{ value: id }],
    })
    expect(group.status).toBe(201)
    expect(await grants(id)).toEqual([`clerk@${api.town.ids.roads}`])
    expect((await call('GET', `/Users/${id}`)).body.groups).toMatchObject([{ display: 'Tiefbau' }])

    // Renamed, the group means nothing; renamed back, it means the same again.
    const at = `/Groups/${group.body.id}`
    await call('PATCH', at, patch({ op: 'Replace', path: 'displayName', value: 'Hochbau' }))
    expect(await grants(id)).toEqual([])
    await call('PATCH', at, patch({ op: 'replace', value: { displayName: 'Tiefbau' } }))
    expect(await grants(id)).toHaveLength(1)
    const removed = await call('PATCH', at, patch({ op: 'remove', path: `members[value eq "${id}"]` }))
    expect(removed.body.members).toEqual([])
    expect(await grants(id)).toEqual([])
    await call('PATCH', at, patch({ op: 'Add', path: 'members', value: [{ value: id }] }))
    const again = await call('PATCH', at, patch({ op: 'Add', path: 'members', value: [{ value: id }] }))
    expect(again.body.members).toHaveLength(1)
    expect((await call('GET', `${at}?excludedAttributes=members`)).body.members).toBeUndefined()

    // Somebody leaves, comes back, and is taken out.
    const off = await call('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value: 'False' }))
    expect(off.body.active).toBe(false)
    expect(await grants(id)).toEqual([])
    expect(
      (await call('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: true } }))).body.active,
    ).toBe(true)
    expect(await grants(id)).toHaveLength(1)
    const put = await call(
      'PUT',
      `/Users/${id}`,
      person('zofia.klein@stadt.example', { displayName: 'Žofia Klein' }),
    )
    expect(put.body).toMatchObject({
      displayName: 'Žofia Klein',
      emails: [{ value: 'zofia.klein@stadt.example' }],
    })
    expect((await call('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await call('GET', `/Users/${id}`)).status).toBe(404)
    expect((await call('DELETE', `/Users/${id}`)).status).toBe(404)
    const back = await call('POST', '/Users', person('zofia.klein@stadt.example'))
    expect(back.body).toMatchObject({ id, active: true, groups: [] })
    expect(await grants(id)).toEqual([])
    expect((await call('DELETE', at)).status).toBe(204)
    expect((await call('GET', at)).status).toBe(404)
  })

  test('writes paths in its own way', async () => {
    const { body } = await call('POST', '/Users', person('pfad@stadt.example'))
    const answer = await call(
      'PATCH',
      `/Users/${body.id}`,
      patch(
        { op: 'Add', path: 'emails[type eq "work"].value', value: 'neu@stadt.example' },
        { op: 'Replace', path: `${USER}:name.familyName`, value: 'Neu' },
        { op: 'Add', value: { 'name.givenName': 'Ganz', externalid: 'X7' } },
        {
          op: 'Add',
          path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
          value: 'Bau',
        },
        { op: 'Add', path: 'nickName', value: 'Zofi' },
      ),
    )
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      displayName: 'Ganz Neu',
      externalId: 'X7',
      emails: [{ value: 'neu@stadt.example' }],
    })
    const gone = await call('PATCH', `/Users/${body.id}`, patch({ op: 'remove', path: 'externalId' }))
    expect(gone.body.externalId).toBeUndefined()
  })

  test('reads in pages', async () => {
    for (const i of [1, 2, 3]) await call('POST', '/Users', person(`seite${i}@stadt.example`))
    const { body: all } = await call('GET', '/Users')
    const { body: two } = await call('GET', '/Users?startIndex=2&count=2&attributes=userName')
    expect(two).toMatchObject({ totalResults: all.totalResults, startIndex: 2, itemsPerPage: 2 })
    expect(two.Resources.map((u: { id: string }) => u.id)).toEqual(
      all.Resources.slice(1, 3).map((u: { id: string }) => u.id),
    )
    expect(Object.keys(two.Resources[0]).sort()).toEqual(['id', 'meta', 'schemas', 'userName'])
    expect((await call('GET', '/Users?count=0')).body).toMatchObject({ itemsPerPage: 0, Resources: [] })
    expect((await call('GET', '/Users?startIndex=-5&count=-1')).body).toMatchObject({
      startIndex: 1,
      itemsPerPage: 0,
    })
  })
})

describe('accounts that are there already', () => {
  test('are taken over by their address as user name, and keep what people gave', async () => {
    const { clerk, roads } = api.town.ids
    const adopted = await call(
      'POST',
      '/Users',
      person('clerk@teststadt.example', { displayName: 'Jonas Weiß' }),
    )
    expect(adopted).toMatchObject({ status: 201, body: { id: clerk } })
    await call('DELETE', `/Users/${clerk}`)
    expect(await grants(clerk)).toEqual([])
    await call('POST', '/Users', person('clerk@teststadt.example', { displayName: 'Jonas Weiß' }))
    expect(await grants(clerk)).toEqual([`clerk@${roads}`])
  })

  test('are nobody’s to touch before', async () => {
    const { worker } = api.town.ids
    for (const method of ['GET', 'DELETE']) expect((await call(method, `/Users/${worker}`)).status).toBe(404)
    expect((await call('PUT', `/Users/${worker}`, person('x@stadt.example'))).status).toBe(404)
    const members = [{ value: worker }]
    expect((await call('POST', '/Groups', { displayName: 'Fremde', members })).body).toMatchObject({
      status: '400',
      scimType: 'invalidValue',
    })
    const other = person('u-4711', { emails: [{ value: 'worker@teststadt.example' }] })
    expect((await call('POST', '/Users', other)).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    })
  })

  test('of administrators stay theirs', async () => {
    const answer = await call('POST', '/Users', person('admin@teststadt.example'))
    expect(answer.body).toMatchObject({ status: '409', scimType: 'mutability' })
    expect(answer.body.detail).toContain('Rechte der Verwaltung')
    expect(await grants(api.town.ids.admin)).toHaveLength(1)
  })

  test('stay disabled when people have disabled them', async () => {
    const { body } = await call('POST', '/Users', person('gesperrt@stadt.example'))
    await api.town.tx('system', (ctx) => disableAccount(ctx, body.id))
    const answer = await call(
      'PATCH',
      `/Users/${body.id}`,
      patch({ op: 'replace', path: 'active', value: true }),
    )
    expect(answer.body.active).toBe(false)
    await call('PATCH', `/Users/${body.id}`, patch({ op: 'replace', path: 'active', value: false }))
    expect((await call('PUT', `/Users/${body.id}`, person('gesperrt@stadt.example'))).body.active).toBe(false)
  })
})

describe('rules for groups', () => {
  test('count at once, also for who is in the group already', async () => {
    const { body: user } = await call('POST', '/Users', person('regel@stadt.example'))
    await call('POST', '/Groups', { displayName: 'Leitung', members: [{ value: user.id }] })
    expect(await grants(user.id)).toEqual([])
    await rule('Leitung', 'head')
    expect(await grants(user.id)).toEqual([`head@${api.town.ids.roads}`])
    const [held] = await api.town.tx('system', (ctx) => heldBy(ctx, user.id))
    expect(held).toMatchObject({ role: 'head', until: null })
  })

  test('give no rights of the administration by accident', async () => {
    await expect(rule('Admins', 'administrator')).rejects.toMatchObject({ code: 'mapping.powerful' })
    await rule('Admins', 'administrator', { powerful: true })
    const { body: user } = await call('POST', '/Users', person('chefin@stadt.example'))
    await call('POST', '/Groups', { displayName: 'Admins', members: [{ value: user.id }] })
    expect(await grants(user.id)).toEqual([`administrator@${api.town.ids.roads}`])
  })
})

describe('what cannot be used', () => {
  test.each<[string, string, string, unknown, number, string | undefined]>([
    ['no JSON', 'POST', '/Users', '{', 400, 'invalidSyntax'],
    ['a list', 'POST', '/Users', [], 400, 'invalidSyntax'],
    ['no user name', 'POST', '/Users', { emails: [] }, 400, 'invalidValue'],
    ['no address', 'POST', '/Users', { userName: 'x' }, 400, 'invalidValue'],
    [
      'an address that is none',
      'POST',
      '/Users',
      { userName: 'x', emails: [{ value: 'y' }] },
      400,
      'invalidValue',
    ],
    ['a zero byte', 'POST', '/Users', { userName: 'a\u0000b@stadt.example' }, 400, 'invalidValue'],
    [
      'a wrong type',
      'POST',
      '/Users',
      person('t@stadt.example', { active: 'vielleicht' }),
      400,
      'invalidValue',
    ],
    ['a prototype', 'POST', '/Users', '{"__proto__":{"userName":"p@stadt.example"}}', 400, 'invalidValue'],
    ['no id', 'GET', '/Users/4711', undefined, 404, undefined],
    ['another filter', 'GET', '/Users?filter=userName%20co%20%22a%22', undefined, 400, 'invalidFilter'],
    ['half a filter', 'GET', '/Users?filter=userName%20eq%20%22a', undefined, 400, 'invalidFilter'],
    ['a bad escape', 'GET', '/Users?filter=userName%20eq%20%22%5Cq%22', undefined, 400, 'invalidFilter'],
    ['a foreign attribute', 'GET', '/Groups?filter=meta%20eq%20%22a%22', undefined, 400, 'invalidFilter'],
    ['a number that is none', 'GET', '/Users?count=many', undefined, 400, 'invalidValue'],
    ['a group without a name', 'POST', '/Groups', { members: [] }, 400, 'invalidValue'],
    [
      'a group in a group',
      'POST',
      '/Groups',
      { displayName: 'A', members: [{ value: crypto.randomUUID(), type: 'Group' }] },
      400,
      'invalidValue',
    ],
    [
      'a member that is no id',
      'POST',
      '/Groups',
      { displayName: 'A', members: [{ value: '1' }] },
      400,
      'invalidValue',
    ],
  ])('%s', async (_, method, path, body, status, scimType) => {
    const answer = await call(method, path, body)
    expect(answer.body).toMatchObject({ schemas: [ERROR], status: String(status) })
    expect(answer.status).toBe(status)
    expect(answer.body.scimType).toBe(scimType)
    expect(answer.body.detail).toBeTruthy()
  })

  test('a PATCH that says nothing, or nonsense', async () => {
    const { body: user } = await call('POST', '/Users', person('unfug@stadt.example'))
    const bad: [object, string][] = [
      [{}, 'invalidSyntax'],
      [patch(), 'invalidSyntax'],
      [patch({ op: 'move', path: 'active' }), 'invalidSyntax'],
      [patch({ op: 'remove' }), 'noTarget'],
      [patch({ op: 'add', path: 'emails[', value: 1 }), 'invalidPath'],
      [patch({ op: 'add', path: 'emails[type eq "x"]', value: 'y' }), 'invalidValue'],
      [patch({ op: 'remove', path: 'userName' }), 'invalidValue'],
      [patch({ op: 'replace', value: 'x' }), 'invalidValue'],
    ]
    for (const [body, scimType] of bad)
      expect((await call('PATCH', `/Users/${user.id}`, body)).body).toMatchObject({ status: '400', scimType })
  })

  test('another media type, and too much of it', async () => {
    expect((await call('POST', '/Users', 'a=b', { type: 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    )
    const long = JSON.stringify({ displayName: 'x'.repeat(3_000_000) })
    expect((await call('POST', '/Groups', long)).status).toBe(413)
  })

  test('leaves no account behind', async () => {
    expect(await api.town.tx('system', (ctx) => accountByEmail(ctx, 'p@stadt.example'))).toBeNull()
  })
})
