import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { paths } from '../paths.ts'
import { oauthRoutes } from './oauth/routes.ts'
import { open311Routes } from './open311/routes.ts'
import { scimRoutes } from './scim/routes.ts'
import { v1Routes } from './v1/routes.ts'

/** The interfaces for machines. They look at no session, so they come before whatever finds one. */
export const apiRoutes = new Hono<Env>()
  .route('/', oauthRoutes)
  .route('/', open311Routes)
  .route(paths.v1, v1Routes)
  .route(paths.scim, scimRoutes)
