import type { Uuid } from '#platform/ids.ts'
import type { TestTown } from '../helpers.ts'

/**
 * Everybody who might come. `foreign` is the head of another town's department, `gardener` a clerk of another
 * department, `newcomer` a member of staff without any role, `deputy` a clerk of another department who stands in for
 * the clerk of roads now, `officer` looks after data protection, `citizen` is signed in to the portal and reported the
 * case, `stranger` is signed in to the portal and did not, `machine` has an API key without any scope.
 */
export const visitors = [
  'nobody',
  'stranger',
  'citizen',
  'newcomer',
  'worker',
  'clerk',
  'deputy',
  'head',
  'gardener',
  'admin',
  'officer',
  'foreign',
  'machine',
] as const
export type Visitor = (typeof visitors)[number]

/** What the rows speak of. */
export interface World {
  town: TestTown
  /** A case of the roads department that anyone may see, its number and its tracking link's token. */
  open: { id: Uuid; number: string; token: string }
  /** One of the roads department that is not public. */
  closed: { id: Uuid; number: string; token: string }
  /** One of the roads department that is limited to its clerk. */
  restricted: { id: Uuid; number: string; token: string }
  /** One of the other town. */
  elsewhere: { id: Uuid; number: string; token: string }
  /** Things that areas made for their own rows, by name. */
  made: Record<string, string>
}

/** One route, and what it answers to whom. */
export interface Row {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As the app has it: '/vorgaenge/:number'. Each route of the app has one row at least. */
  route: string
  /** What tells this row from others of the same route: 'restricted'. */
  about?: string
  path: (world: World) => string
  /** A form's fields, or a JSON text with its type in `type`. */
  body?: (world: World) => Record<string, string> | string
  type?: string
  /** Status by visitor; all others get `else`. For POST rows choose bodies that change nothing: wrong or incomplete. */
  answers: Partial<Record<Visitor, number>>
  else: number
  /** Who is let as far as the form and is then refused, one way or another (403, 409, 422, or back to the page). */
  refusals?: readonly Visitor[]
}

/** The rows of one area, and what they need made before. */
export interface Area {
  rows: readonly Row[]
  prepare?: (world: World) => Promise<void>
}
