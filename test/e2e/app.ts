import type { Stage } from './server.ts'
import type { Upload } from './visitor.ts'

interface Sent {
  category?: string
  text: string
  place?: { lat: number; lon: number }
  email?: string
  photo?: Upload
}

/** A report from an app: one multipart request over Open311, as the standard has it. Answers the number. */
export async function reportByApp(
  stage: Stage,
  { category = 'schlagloch', text, place = { lat: 50.128, lon: 8.928 }, email, photo }: Sent,
): Promise<string> {
  const form = new FormData()
  form.set('api_key', stage.key)
  form.set('service_code', category)
  form.set('lat', String(place.lat))
  form.set('long', String(place.lon))
  form.set('description', text)
  if (email) form.set('email', email)
  if (photo) form.set('media', new Blob([new Uint8Array(photo.buffer)], { type: photo.mimeType }), photo.name)
  const answer = await fetch(`${loopback(stage)}/api/open311/v2/requests.json`, {
    method: 'POST',
    body: form,
  })
  const body = await answer.text()
  if (answer.status !== 201) throw new Error(`${answer.status} ${body}`)
  return JSON.parse(body)[0].service_request_id
}

/** What an app reads about a request. */
export async function requestByApp(stage: Stage, number: string): Promise<Record<string, string>> {
  const answer = await fetch(`${loopback(stage)}/api/open311/v2/requests/${number}.json`)
  return (await answer.json())[0]
}

/** Node does not resolve `*.localhost`; the default town answers on the address itself. */
const loopback = (stage: Stage): string => `http://127.0.0.1:${new URL(stage.url).port}`
