import { HTTPException } from 'hono/http-exception'
import type { Req } from '#http/env.ts'
import type { Upload } from '../media.ts'

/** What a client has sent, however it was packed: parameters in order, and files. */
export interface Sent {
  params: readonly (readonly [name: string, value: string])[]
  uploads: readonly Upload[]
}

/** No report has more; counting them is cheaper than being flooded. */
const MOST_PARAMS = 500

/** Reads form-urlencoded, multipart or JSON; parameters in the URL count as well, those of the body before them. */
export async function readBody(c: Req): Promise<Sent> {
  const type = c.req.header('content-type') ?? ''
  const sent = type.startsWith('multipart/form-data')
    ? await multipart(c)
    : { params: type.includes('json') ? json(await c.req.text()) : pairs(await c.req.text()), uploads: [] }
  const at = c.req.url.indexOf('?')
  const params = at === -1 ? sent.params : [...sent.params, ...pairs(c.req.url.slice(at + 1))]
  if (params.length > MOST_PARAMS) throw new HTTPException(400)
  return { params, uploads: sent.uploads }
}

const pairs = (text: string): [string, string][] => [...new URLSearchParams(text)]

/** Files under any name that clients use (`media`, `photo1`, `file_0`); the server looks at what is in them. */
async function multipart(c: Req): Promise<Sent> {
  const form = await c.req.formData().catch(() => {
    throw new HTTPException(400)
  })
  const params: [string, string][] = []
  const uploads: Upload[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') params.push([name, value])
    else if (value.size > 0)
      uploads.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) })
  }
  return { params, uploads }
}

/** `{"attribute": {"WHISHETN": "x"}}` and `{"attribute[WHISHETN]": "x"}` mean the same. */
function json(text: string): [string, string][] {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new HTTPException(400)
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new HTTPException(400)
  return Object.entries(body).flatMap(([name, value]) => {
    const nested = name === 'attribute' || name === 'attributes'
    if (nested && typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.entries(value).flatMap(([code, answer]) => flat(`attribute[${code}]`, answer))
    return flat(name, value)
  })
}

const flat = (name: string, value: unknown): [string, string][] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean'
      ? [[name, String(one)]]
      : [],
  )
