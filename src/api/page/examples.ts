import { paths } from '../../paths.ts'

export interface Example {
  /** Key of the sentence `api.example.<key>`. */
  key: string
  method: 'GET' | 'POST'
  url: string
  headers: Readonly<Record<string, string>>
  /** Parameters of a form, in order. */
  form?: readonly (readonly [name: string, value: string])[]
  json?: unknown
}

/** What the examples speak of, so that they work in the town that shows them. */
export interface Subject {
  base: string
  service: string
  place: { lat: number; lon: number }
  number: string
  key: string
}

/** Calls that work as they stand (a test makes each), to be copied into a shell. */
export function examples({ base, service, place, number, key }: Subject): Example[] {
  const open311 = base + paths.open311
  const v1 = base + paths.v1
  const [lat, long] = [place.lat.toFixed(5), place.lon.toFixed(5)]
  return [
    { key: 'services', method: 'GET', url: `${open311}/services.json`, headers: {} },
    {
      key: 'post',
      method: 'POST',
      url: `${open311}/requests.json`,
      headers: {},
      form: [
        ['api_key', key],
        ['service_code', service],
        ['lat', lat],
        ['long', long],
        ['description', 'Tiefes Loch in der Fahrbahn'],
      ],
    },
    { key: 'requests', method: 'GET', url: `${open311}/requests.xml?status=open&page_size=10`, headers: {} },
    { key: 'list', method: 'GET', url: `${v1}/reports?status=unfinished&days=30&size=10`, headers: {} },
    { key: 'one', method: 'GET', url: `${v1}/reports/${number}`, headers: {} },
    {
      key: 'send',
      method: 'POST',
      url: `${v1}/reports`,
      headers: {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'mein-auftrag-1',
      },
      json: {
        category: service,
        text: 'Tiefes Loch in der Fahrbahn',
        place: { lat: Number(lat), long: Number(long) },
      },
    },
  ]
}

// Within single quotes a shell changes nothing but the quote itself.
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** As a command for curl. */
export function curl({ method, url, headers, form, json }: Example): string {
  const parts = [
    `curl ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(form ?? []).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`),
    ...(json === undefined ? [] : [`-d ${quoted(JSON.stringify(json))}`]),
  ]
  if (method === 'POST' && !form && json === undefined) parts.push('-X POST')
  return parts.join(' \\\n  ')
}
