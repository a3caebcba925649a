import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiTown, apiTown, pothole } from '../api.fixture.ts'
import { curl, type Example, examples } from './examples.ts'

let api: ApiTown
let number: string
beforeAll(async () => {
  api = await apiTown()
  const response = await api.post('/api/open311/v2/requests.json', pothole)
  number = (await response.json())[0].service_request_id
})
afterAll(() => api.town.close())

const base = 'http://teststadt.localhost:3000'
const all = (): Example[] =>
  examples({ base, service: 'schlagloch', place: { lat: 50.128, lon: 8.928 }, number, key: 'demo' })

it.each(['de', 'en'])('tells of both interfaces in %s', async (lang) => {
  const response = await api.ask(`/api?lang=${lang}`)
  const html = await response.text()
  expect(response.status).toBe(200)
  for (const words of [
    'GeoReport v2',
    '/requests.json',
    '/cases/{number}/history',
    'openapi.json',
    'Idempotency-Key',
  ])
    expect(html).toContain(words)
  expect(html).not.toMatch(/<script|style=/)
  expect(html.match(/<h1/g)).toHaveLength(1)
  // The examples are of this very town.
  expect(html).toContain(`${base}/api/v1/reports/${number}`)
})

it('shows examples that work', async () => {
  for (const example of all()) {
    const { pathname, search } = new URL(example.url)
    const body = example.form
      ? new URLSearchParams(example.form.map(([n, v]) => [n, v]))
      : example.json
        ? JSON.stringify(example.json)
        : null
    const response = await api.ask(pathname + search, {
      method: example.method,
      headers: example.headers,
      body,
    })
    expect(response.status, example.key).toBe(example.method === 'POST' ? 201 : 200)
    expect(curl(example)).toContain(`curl '${example.url}'`)
  }
})

it('quotes for a shell', () => {
  const words = curl({
    key: 'x',
    method: 'POST',
    url: 'http://x/',
    headers: {},
    form: [['a', "it's $(rm) `x`"]],
  })
  expect(words).toContain(`--data-urlencode 'a=it'\\''s $(rm) \`x\`'`)
})
