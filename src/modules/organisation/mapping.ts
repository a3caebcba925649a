import { type Claims, valuesOf } from '#modules/identity/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { isWork } from './permissions.ts'
import type { Organisation } from './structure.ts'

/** Where a membership or a rule comes from: people's hands, a provider of single sign-on, the directory (SCIM). */
export type Source = 'manual' | 'scim' | `provider:${Uuid}`
export const sourceOfProvider = (provider: Uuid): Source => `provider:${provider}`

/** Who has this value of this claim holds this role at this unit. The value `*` is any. */
export interface MappingRule {
  id: Uuid
  source: Source
  claim: string
  value: string
  role: string
  unit: Uuid
  /** Only for these types of case; null for all. */
  types: readonly string[] | null
  /** It is meant to hand out rights of the administration. */
  powerful: boolean
}

/** A role that somebody is to hold because of what was said about them. */
export interface WantedRole {
  role: string
  unit: Uuid
  types: readonly string[] | null
}

/** Does the role allow to look after the program or other people's rights, beyond what heads of units do? */
export const isPowerful = (permissions: readonly string[]): boolean =>
  !permissions.every((permission) => isWork(permission) || permission.startsWith('parties.'))

const fits = ({ claim, value }: MappingRule, claims: Claims): boolean => {
  const values = valuesOf(claims, claim)
  return value === '*' ? values.length > 0 : values.includes(value)
}

/**
 * The roles that these rules give for these claims. A role that has grown rights of the administration since the rule
 * was made is not given until somebody says that this is meant; a retired role or dissolved unit gives nothing.
 */
export function wantedRoles(
  rules: readonly MappingRule[],
  claims: Claims,
  { roles, units }: Pick<Organisation, 'roles' | 'units'>,
): WantedRole[] {
  const wanted = new Map<string, WantedRole>()
  for (const rule of rules) {
    const role = roles.get(rule.role)
    const unit = units.get(rule.unit)
    if (!role || role.retired || !unit || unit.dissolvedAt || !fits(rule, claims)) continue
    if (isPowerful(role.permissions) && !rule.powerful) continue
    const key = `${rule.unit} ${rule.role}`
    const other = wanted.get(key)
    const types =
      other && (other.types === null || rule.types === null) ? null : union(other?.types, rule.types)
    wanted.set(key, { role: rule.role, unit: rule.unit, types })
  }
  return [...wanted.values()]
}

const union = (
  a: readonly string[] | null | undefined,
  b: readonly string[] | null,
): readonly string[] | null => (b === null ? null : [...new Set([...(a ?? []), ...b])].sort())
