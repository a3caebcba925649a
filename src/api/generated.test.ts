import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiTown, apiTown, pothole } from './api.fixture.ts'

let api: ApiTown
let key: string
beforeAll(async () => {
  api = await apiTown()
  key = await api.key(['open311.write', 'reports.write', 'cases.read', 'cases.write'])
})
afterAll(() => api.town.close())

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    '\u0000',
    '\ud800',
    "'; drop table cases.case; --",
    '%00',
    '../..',
    '2026-1',
    '50.128',
    '8.928',
    'schlagloch',
    'true',
    '[]',
    '{}',
    '<a>&',
    '2026-11-23',
    '9'.repeat(400),
  ),
)
const names = [
  ...[
    'service_code',
    'lat',
    'long',
    'description',
    'address_string',
    'address_id',
    'email',
    'first_name',
    'phone',
    'device_id',
    'account_id',
  ],
  ...[
    'attribute[tiefe]',
    'attribute[tiefe][]',
    'attribute[]',
    'attribute[__proto__]',
    'media_url',
    'service_request_id',
    'status',
    'start_date',
    'end_date',
  ],
  ...[
    'page',
    'page_size',
    'limit',
    'offset',
    'bbox',
    'q',
    'sort',
    'updated_after',
    'updated_before',
    'extensions',
    'langcode',
    'radius',
    'callback',
    'jsonp',
  ],
  ...['category', 'district', 'days', 'cursor', 'size', 'since', 'unit', 'update_id', 'updated_datetime'],
]
const fields = fc.array(fc.tuple(fc.constantFrom(...names), word), { maxLength: 6 })
const suffix = fc.constantFrom('.json', '.xml', '', '.html', '.json.xml')
const open311 = fc.constantFrom(
  'discovery',
  'services',
  'services/schlagloch',
  'requests',
  'requests/2026-1',
  'tokens/x',
  'servicerequestupdates',
  'unsinn',
)
const v1 = fc.constantFrom(
  'reports',
  'reports/2026-1',
  'categories',
  'districts',
  'cases',
  'cases/2026-1',
  'cases/2026-1/history',
  'cases/2026-1/notes',
  'cases/2026-1/replies',
  'cases/2026-1/closure',
  'openapi.json',
)
const path = fc.oneof(
  fc.tuple(open311, suffix).map(([p, s]) => `/api/open311/v2/${p}${s}`),
  v1.map((p) => `/api/v1/${p}`),
  fc
    .tuple(
      fc.constantFrom(
        '/api/open311/v2/requests/',
        '/api/open311/v2/services/',
        '/api/open311/v2/tokens/',
        '/api/v1/reports/',
        '/api/v1/cases/',
      ),
      word,
      suffix,
    )
    .map(([p, w, s]) => p + encodeURIComponent(w.toWellFormed()) + s),
)
const json = fc.oneof(
  fc.record(
    {
      category: fc.oneof(fc.constant('schlagloch'), fc.anything()),
      place: fc.oneof(fc.constant({ lat: 50.128, long: 8.928 }), fc.anything()),
      text: word,
      answers: fc.dictionary(word, fc.oneof(word, fc.anything())),
      contact: fc.anything(),
      mediaUrls: fc.constant([]),
    },
    { requiredKeys: [] },
  ),
  fc.record({ text: word, outcome: word, visibility: word }),
  fc.anything(),
)
const request = fc.record({
  path,
  query: fields,
  body: fc.oneof(
    fc.constant(null),
    fields.map((f) => ({
      type: 'application/x-www-form-urlencoded',
      text: new URLSearchParams(
        [...Object.entries(pothole), ...f].map(([n, v]) => [n!, v!.toWellFormed()]),
      ).toString(),
    })),
    json.map((value) => ({ type: 'application/json', text: safeJson(value) })),
    word.map((text) => ({ type: 'multipart/form-data; boundary=x', text })),
  ),
  idempotency: fc.option(fc.string({ maxLength: 30 }), { nil: null, freq: 4 }),
})

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v)) ?? 'null'
  } catch {
    return '{'
  }
}

it('answers 300 generated requests without a fault of its own', async () => {
  const log: string[] = []
  await fc.assert(
    fc.asyncProperty(request, async ({ path, query, body, idempotency }) => {
      const search = new URLSearchParams(query.map(([n, v]) => [n, v.toWellFormed()])).toString()
      const headers: Record<string, string> = {
        'x-api-key': key,
        ...(body ? { 'content-type': body.type } : {}),
      }
      if (idempotency !== null && /^[\x20-\x7e]*$/.test(idempotency)) headers['idempotency-key'] = idempotency
      const response = await api.ask(`${path}${search ? `?${search}` : ''}`, {
        method: body ? 'POST' : 'GET',
        headers,
        ...(body ? { body: body.text } : {}),
      })
      const text = await response.text()
      log.push(String(response.status))
      expect(response.status, `${path} ${text}`).toBeLessThan(500)
    }),
    { numRuns: 300 },
  )
  // The generator reaches what it is there for.
  expect(log).toContain('200')
  expect(log).toContain('201')
  expect(log).toContain('404')
}, 120_000)
