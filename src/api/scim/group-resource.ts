import { z } from 'zod'
import type { DirectoryGroup, GroupInput } from '#modules/organisation/index.ts'
import type { Tenant } from '#platform/context/context.ts'
import type { T } from '#platform/i18n.ts'
import { paths } from '../../paths.ts'
import { ScimFault } from './fault.ts'
import { canonically } from './names.ts'
import { GROUP } from './urns.ts'
import { userLocation } from './user-resource.ts'

const member = z.object({ value: z.uuid(), type: z.string().nullish() })
const groupSchema = z.object({
  displayName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\p{Cc}]*$/u),
  externalId: z
    .string()
    .trim()
    .max(255)
    .nullish()
    .transform((value) => value || null),
  members: z
    .array(member)
    .max(10_000)
    .nullish()
    .transform((all) => all ?? []),
})

/** Throws ScimFault. Members are people; a group within a group is none. */
export function parseGroup(body: unknown, t: T): GroupInput {
  const parsed = groupSchema.safeParse(canonically(body))
  if (!parsed.success) {
    const attribute = parsed.error.issues[0]?.path.map(String).join('.') || 'displayName'
    throw new ScimFault(t('scim.fault.attribute', { attribute }), 'invalidValue')
  }
  const { displayName, externalId, members } = parsed.data
  if (members.some((one) => one.type?.toLowerCase() === 'group'))
    throw new ScimFault(t('scim.fault.nested'), 'invalidValue')
  return {
    name: displayName,
    externalId,
    members: [...new Set(members.map((one) => one.value.toLowerCase()))],
  }
}

export const groupLocation = (tenant: Tenant, id: string): string =>
  `${tenant.publicUrl}${paths.scim}/Groups/${id}`

/** A group as RFC 7643, 4.2 has it. */
export const groupResource = (tenant: Tenant, group: DirectoryGroup) => ({
  schemas: [GROUP],
  id: group.id,
  ...(group.externalId !== null && { externalId: group.externalId }),
  displayName: group.name,
  members: group.members.map((one) => ({
    value: one.id,
    display: one.name,
    type: 'User',
    $ref: userLocation(tenant, one.id),
  })),
  meta: {
    resourceType: 'Group',
    created: group.createdAt.toISOString(),
    lastModified: group.changedAt.toISOString(),
    location: groupLocation(tenant, group.id),
  },
})
