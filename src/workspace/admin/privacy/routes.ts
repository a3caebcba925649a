import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { holdRoutes } from './hold-routes.tsx'
import { processingRoutes } from './processing-routes.tsx'
import { requestRoutes } from './request-routes.tsx'
import { retentionRoutes } from './retention-routes.tsx'

/** Data protection at work: processings, retention, holds, requests of data subjects. */
export const privacyRoutes = new Hono<Env>()
  .route('/', processingRoutes)
  .route('/', retentionRoutes)
  .route('/', holdRoutes)
  .route('/', requestRoutes)
