import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addNote } from '#modules/cases/index.ts'
import { createApiKey, revokeApiKey } from '#modules/identity/index.ts'
import { type ApiTown, apiTown, pothole } from '../api.fixture.ts'

let api: ApiTown
let all: string
let open: string
beforeAll(async () => {
  api = await apiTown()
  all = await api.key(['events.read', 'cases.read'])
  open = await api.key(['events.read'])
})
afterAll(() => api.town.close())

const send = async (fields: Record<string, string> = {}): Promise<string> => {
  const answer = await api.post('/api/open311/v2/requests.json', { ...pothole, ...fields })
  expect(answer.status).toBe(201)
  const number = ((await answer.json()) as { service_request_id: string }[])[0]!.service_request_id
  await api.town.drain()
  return number
}
interface Page {
  items: { n: number; type: string; case: string; data: Record<string, unknown> }[]
  next: number
  newest: number
}
const events = async (query = '', key = all): Promise<Page> => {
  const answer = await api.ask(`/api/v1/events${query}`, { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(200)
  return answer.json() as Promise<Page>
}

describe('the list of events', () => {
  test('goes on where one left off', async () => {
    const first = await send()
    const { next } = await events('?size=1000')
    expect((await events(`?after=${next}`)).items).toEqual([])
    const second = await send()
    const news = await events(`?after=${next}&types=case.opened`)
    expect(news.items.map((e) => e.case)).toEqual([second])
    expect(news.next).toBe(news.newest)
    expect(second).not.toBe(first)
  })

  test('holds no words, and without cases.read nothing from inside', async () => {
    const { next } = await events('?size=1000')
    const number = await send({
      service_code: 'person',
      description: 'Frau Müßig sitzt im Park',
      email: 'e@example.org',
    })
    const shown = await send()
    await api.town.tx('system', async (ctx) => {
      const found = await ctx.db
        .selectFrom('cases.case')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('number', '=', shown)
        .executeTakeFirstOrThrow()
      await addNote(ctx, found.id, 'Anruf von Frau Müßig')
    })
    await api.town.drain()
    const everything = await events(`?after=${next}`)
    expect(JSON.stringify(everything)).not.toMatch(/Müßig|Park|e@example/)
    expect(everything.items.map((e) => e.case)).toContain(number)
    const outside = await events(`?after=${next}`, open)
    expect(outside.items.map((e) => e.type)).toEqual(['case.opened'])
    expect(outside.items[0]!.case).toBe(shown)
  })

  test('takes a key that may', async () => {
    expect((await api.ask('/api/v1/events')).status).toBe(403)
    const wrong = await api.key(['cases.read'])
    const headers = { 'x-api-key': wrong }
    expect((await api.ask('/api/v1/events', { headers })).status).toBe(403)
    expect((await api.ask('/api/v1/events/stream', { headers })).status).toBe(403)
  })

  test.each(['?after=-1', '?after=x', '?size=0', '?types=account.*', '?types=case.closed,', '?after=9e99'])(
    'refuses %s with a sentence',
    async (query) => {
      const answer = await api.ask(`/api/v1/events${query}`, { headers: { 'x-api-key': all } })
      expect(answer.status).toBe(422)
      expect(((await answer.json()) as { title: string }).title.length).toBeGreaterThan(10)
    },
  )
})

describe('the stream', () => {
  const listen = async (key: string, query = '', headers: Record<string, string> = {}) => {
    const answer = await api.ask(`/api/v1/events/stream${query}`, {
      headers: { 'x-api-key': key, ...headers },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      /** Reads until it says so; '' when the stream ended. */
      until: async (word: string): Promise<string> => {
        while (!text.includes(word)) {
          const { value, done } = await reader.read()
          if (done) return ''
          text += value
        }
        return text
      },
      end: () => reader.cancel(),
      ended: async (): Promise<boolean> => {
        for (;;) if ((await reader.read()).done) return true
      },
    }
  }

  test('tells of what happens, with its number as id', async () => {
    const stream = await listen(all)
    await stream.until('retry:')
    const number = await send()
    const text = await stream.until(number)
    expect(text).toMatch(/event: case\.opened\ndata: \{.*\}\nid: \d+/)
    await stream.end()
  })

  test('begins again after the last id that was heard', async () => {
    const { next } = await events('?size=1000')
    const number = await send()
    const stream = await listen(all, '', { 'last-event-id': String(next) })
    expect(await stream.until(number)).toContain(number)
    await stream.end()
  })

  test('ends within seconds when its key is revoked', async () => {
    const { id, key } = await api.town.tx('system', (ctx) =>
      createApiKey(ctx, { label: 'kurz', scopes: ['events.read'], perMinute: 100 }),
    )
    const stream = await listen(key)
    await stream.until('retry:')
    await api.town.tx('system', (ctx) => revokeApiKey(ctx, id))
    expect(await stream.ended()).toBe(true)
  }, 10_000)

  test('is open five times at once for one key, no more', async () => {
    const key = await api.key(['events.read'])
    const streams = await Promise.all([1, 2, 3, 4, 5].map(() => listen(key)))
    const sixth = await api.ask('/api/v1/events/stream', { headers: { 'x-api-key': key } })
    expect(sixth.status).toBe(429)
    for (const stream of streams) await stream.end()
  })
})
