import type { T } from '#platform/i18n.ts'
import { ScimFault } from './fault.ts'

const condition = /^\s*([A-Za-z][\w.:$-]*)\s+([A-Za-z]{2})\s+("(?:[^"\\]|\\.)*")\s*$/

/**
 * Reads `userName eq "mira" and externalId eq "7"` (RFC 7644, 3.4.2.2): equality of the attributes we can look for, all
 * holding together. `names` says which, and what we call them. Throws ScimFault.
 */
export function parseFilter<Name extends string>(
  text: string | undefined,
  names: Readonly<Record<string, Name>>,
  t: T,
): Partial<Record<Name, string>> {
  if (text === undefined || text.trim() === '') return {}
  const wanted: Partial<Record<Name, string>> = {}
  for (const part of splitByAnd(text)) {
    const [, attribute = '', operator = '', quoted = ''] = condition.exec(part) ?? []
    const name =
      names[attribute.toLowerCase().replace(/^urn:ietf:params:scim:schemas:core:2\.0:(user|group):/, '')]
    if (!name || operator.toLowerCase() !== 'eq' || wanted[name] !== undefined)
      throw new ScimFault(t('scim.fault.filter', { names: Object.keys(names).join(', ') }), 'invalidFilter')
    wanted[name] = unquoted(quoted, t)
  }
  return wanted
}

/** Not within quotes, where people may be called "Land and Sea". */
const splitByAnd = (text: string): string[] => {
  const parts = ['']
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|\s+and\s+|[^"\s]+|\s+|"/gi)) {
    if (/^\s+and\s+$/i.test(piece)) parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}

/** A JSON string (RFC 7644, 3.4.2.2). */
export function unquoted(text: string, t: T): string {
  try {
    return String(JSON.parse(text))
  } catch {
    throw new ScimFault(t('scim.fault.quote'), 'invalidFilter')
  }
}
