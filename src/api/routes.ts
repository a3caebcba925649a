import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { open311Routes } from './open311/routes.ts'

/** The interfaces for machines. They look at no session, so they come before whatever finds one. */
export const apiRoutes = new Hono<Env>().route('/', open311Routes)
