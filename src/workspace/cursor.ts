import type { Cursor } from '#modules/cases/index.ts'
import { isUuid } from '#platform/ids.ts'

/** A place in a list as it stands in an address: instant and id of the last row shown. */
export const writeCursor = (cursor: Cursor): string => `${cursor.at}_${cursor.id}`

/** Null for anything that is not such a place: the list then begins at its beginning. */
export function parseCursor(text: string | undefined): Cursor | null {
  const [at = '', id = ''] = (text ?? '').split('_')
  if (!isUuid(id)) return null
  return at === 'infinity' ||
    (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) && !Number.isNaN(Date.parse(at)))
    ? { at, id }
    : null
}
