import { Conflict, type DomainError, Forbidden, Invalid } from '#platform/errors.ts'

export type Refusal = DomainError & { status: 403 | 409 | 422 }

/**
 * What a verb refuses because of what was filled in, as a value: the page comes again with the person's own words and
 * the reason. A plain lack of permission goes on to the error page, as everything else.
 */
export async function refused(act: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await act()
    return null
  } catch (error) {
    const explained = error instanceof Forbidden && error.code !== 'forbidden'
    if (error instanceof Conflict || error instanceof Invalid || explained) return error as Refusal
    throw error
  }
}
