/** What the page about the interfaces says of Open311, as data: the page, its examples and their test read it. */

export interface Call {
  /** Key of the sentence `api.open311.<key>`. */
  key: string
  method: 'GET' | 'POST'
  path: string
}

export const calls: readonly Call[] = [
  { key: 'discovery', method: 'GET', path: '/discovery.json' },
  { key: 'services', method: 'GET', path: '/services.json' },
  { key: 'definition', method: 'GET', path: '/services/{service_code}.json' },
  { key: 'post', method: 'POST', path: '/requests.json' },
  { key: 'requests', method: 'GET', path: '/requests.json' },
  { key: 'request', method: 'GET', path: '/requests/{service_request_id}.json' },
  { key: 'token', method: 'GET', path: '/tokens/{token}.json' },
  { key: 'updates', method: 'GET', path: '/servicerequestupdates.json' },
  { key: 'postUpdate', method: 'POST', path: '/servicerequestupdates.json' },
]

/** Parameters of `GET requests`, each with the sentence `api.parameter.<name>`. */
export const parameters = [
  'service_request_id',
  'service_code',
  'status',
  'start_date',
  'end_date',
  'updated_after',
  'updated_before',
  'bbox',
  'lat',
  'q',
  'sort',
  'page',
  'limit',
  'cursor',
  'has_photo',
  'agency_responsible',
  'fields',
  'meta',
  'extensions',
  'langcode',
  'callback',
] as const

/** Parameters of `POST requests`. */
export const fields = [
  'api_key',
  'service_code',
  'lat_long',
  'address_string',
  'address_id',
  'attribute',
  'description',
  'contact',
  'device_id',
  'media',
  'media_url',
] as const
