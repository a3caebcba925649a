import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '#http/env.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { knownScopes } from '../machine.ts'
import { v1App } from './app.ts'
import { caseRoutes } from './cases.ts'
import { eventRoutes } from './events.ts'
import { referenceRoutes } from './reference.ts'
import { reportRoutes } from './reports.ts'

const app = v1App()
app.route('/', reportRoutes).route('/', referenceRoutes).route('/', caseRoutes).route('/', eventRoutes)
app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
app.openAPIRegistry.registerComponent('securitySchemes', 'oauth', {
  type: 'oauth2',
  description: 'A token for an hour; the client’s name is the id of a key, its secret the key',
  flows: {
    clientCredentials: {
      tokenUrl: paths.token,
      scopes: Object.fromEntries(knownScopes.map((scope) => [scope, scope])),
    },
  },
})
app.openAPIRegistry.registerComponent('securitySchemes', 'key', {
  type: 'apiKey',
  in: 'header',
  name: 'X-Api-Key',
})

export type OpenApi = ReturnType<OpenAPIHono['getOpenAPI31Document']>

let made: OpenApi | undefined

/** The description of this interface (OpenAPI 3.1), made once from the schemas that read and write it. */
export function openApi(): OpenApi {
  made ??= app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Stadtdraht',
      version: '1.0.0',
      description:
        'Reports that everyone may read, the way to send some, and the cases behind them for those who hold a key.',
      license: { name: 'EUPL-1.2' },
    },
    servers: [{ url: paths.v1 }],
    tags: [
      { name: 'Reports', description: 'What people have told the town about its streets and places' },
      { name: 'Reference', description: 'What the town consists of' },
      { name: 'Cases', description: 'The town’s own work' },
      { name: 'Events', description: 'What happens, in order, for programs that follow it' },
    ],
  })
  return made
}

app.get('/openapi.json', (c) => c.json(openApi(), 200, { 'Access-Control-Allow-Origin': '*' }))
app.all('/*', () => {
  throw new NotFound()
})

export const v1Routes: OpenAPIHono<Env> = app
