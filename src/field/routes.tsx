import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { staffOnly } from '#http/session.ts'
import { paths } from '../paths.ts'
import { fieldOnly } from './access.ts'
import { appRoutes } from './app-routes.tsx'
import { deedRoutes } from './deed-routes.tsx'
import { orderRoutes } from './order-routes.ts'
import { pageRoutes } from './page-routes.tsx'
import { programRoutes } from './program-routes.ts'

/** On the street. What the app is made of comes first: it needs no sign-in, and its addresses look like numbers of cases. */
export const fieldRoutes = new Hono<Env>()
  .route('/', appRoutes)
  .route('/', programRoutes)
  .use(paths.field, staffOnly, fieldOnly)
  .use(`${paths.field}/*`, staffOnly, fieldOnly)
  .route('/', orderRoutes)
  .route('/', pageRoutes)
  .route('/', deedRoutes)
