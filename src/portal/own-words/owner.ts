import type { Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Crumb } from '#ui/breadcrumbs.tsx'

/** Where a person's own words and photos of a case are changed: below the tracking link, or in the account. */
export interface OwnLinks {
  /** The case's page. */
  back: string
  words: (message: string) => string
  picture: (id: string) => string
  change: string
  photo: (id: string, variant: 'klein' | 'gross') => string
}

/** Whose case it is, and where: what the pages for own words and photos need of the face that shows them. */
export interface Owner {
  who: Who
  id: Uuid
  links: OwnLinks
  trail: readonly Crumb[]
}
