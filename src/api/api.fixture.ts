import { createApiKey } from '#modules/identity/index.ts'
import type { Assets } from '#platform/assets/assets.ts'
import { type TestTown, testTown } from '../../test/helpers.ts'
import { createApp } from '../app.ts'

const assets = { url: (name: string) => `/assets/${name}`, serve: () => null } as unknown as Assets

export interface ApiTown {
  town: TestTown
  /** Asks the whole app in process, as a program that found the town by its name. */
  ask: (path: string, init?: RequestInit & { host?: string }) => Promise<Response>
  /** Sends a form-urlencoded body, with the key `demo` unless there is another. */
  post: (
    path: string,
    fields: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ) => Promise<Response>
  /** Makes a key and answers it. */
  key: (scopes: readonly string[], perMinute?: number) => Promise<string>
}

/** Two small towns, the app, and the key `demo` that may send reports. */
export async function apiTown(): Promise<ApiTown> {
  const town = await testTown({ config: { demo: true } })
  const app = createApp({ platform: town.platform, assets })
  const ask: ApiTown['ask'] = async (path, { host = 'teststadt.localhost', ...init } = {}) => {
    const headers = new Headers(init.headers)
    headers.set('host', host)
    return app.request(path, { ...init, headers })
  }
  const key: ApiTown['key'] = async (scopes, perMinute = 100_000) =>
    (await town.tx('system', (ctx) => createApiKey(ctx, { label: 'Test', scopes, perMinute }))).key
  await town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'Demo', scopes: ['open311.write'], perMinute: 100_000, published: 'demo' }),
  )
  const post: ApiTown['post'] = (path, fields, headers = {}) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries({ api_key: 'demo', ...fields }))
      for (const one of [value].flat()) body.append(name, one)
    return ask(path, { method: 'POST', body, headers })
  }
  return { town, ask, post, key }
}

/** What a report needs at least. */
export const pothole = {
  service_code: 'schlagloch',
  lat: '50.128',
  long: '8.928',
  description: 'Tiefes Loch',
}
