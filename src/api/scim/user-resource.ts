import { z } from 'zod'
import { isEmail } from '#modules/identity/index.ts'
import type { ProvisionedUser, UserInput } from '#modules/organisation/index.ts'
import type { Tenant } from '#platform/context/context.ts'
import type { Lang, T } from '#platform/i18n.ts'
import { paths } from '../../paths.ts'
import { ScimFault } from './fault.ts'
import { canonically } from './names.ts'
import { USER } from './urns.ts'

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u)
/** Absent, null and empty are the same: nothing assigned (RFC 7643, 2.5). */
const maybe = (most: number) =>
  text(most)
    .nullish()
    .transform((value) => value || null)
/** Some directories write truth as a word. */
const truth = z.union([
  z.boolean(),
  z
    .string()
    .regex(/^(true|false)$/i)
    .transform((word) => word.toLowerCase() === 'true'),
])

const email = z.object({ value: maybe(320), type: maybe(50), primary: truth.nullish() })

/** What of a user we keep; everything else is left aside (RFC 7644, 3.3). */
const userSchema = z.object({
  userName: text(255).min(1),
  externalId: maybe(255),
  name: z.object({ formatted: maybe(200), givenName: maybe(200), familyName: maybe(200) }).nullish(),
  displayName: maybe(200),
  preferredLanguage: maybe(50),
  locale: maybe(50),
  active: truth.nullish(),
  emails: z.union([z.array(email).max(50), email.transform((one) => [one])]).nullish(),
})

/** Throws ScimFault, with the first attribute that cannot be used. */
export function parseUser(body: unknown, t: T): UserInput {
  const parsed = userSchema.safeParse(canonically(body))
  if (!parsed.success) {
    const attribute = parsed.error.issues[0]?.path.map(String).join('.') || 'userName'
    throw new ScimFault(t('scim.fault.attribute', { attribute }), 'invalidValue')
  }
  const { userName, name, displayName, emails, active, ...user } = parsed.data
  const full = [name?.givenName, name?.familyName].filter(Boolean).join(' ')
  const address = addressIn(emails ?? []) ?? (isEmail(userName) ? userName : null)
  if (!address) throw new ScimFault(t('scim.fault.email'), 'invalidValue')
  return {
    userName,
    externalId: user.externalId,
    name: displayName ?? name?.formatted ?? (full || userName),
    givenName: name?.givenName ?? null,
    familyName: name?.familyName ?? null,
    email: address,
    lang: langOf(user.preferredLanguage ?? user.locale),
    active: active ?? true,
  }
}

type Email = z.output<typeof email>

/** The one that is said to be the first, else that of work, else any. */
function addressIn(emails: readonly Email[]): string | null {
  const usable = emails.filter((one) => one.value)
  const work = (one: Email) => one.type?.toLowerCase() === 'work'
  return (usable.find((one) => one.primary) ?? usable.find(work) ?? usable[0])?.value ?? null
}

const langOf = (tag: string | null): Lang | null => {
  const lang = tag?.slice(0, 2).toLowerCase()
  return lang === 'de' || lang === 'en' ? lang : null
}

export const userLocation = (tenant: Tenant, id: string): string =>
  `${tenant.publicUrl}${paths.scim}/Users/${id}`

/** Somebody as RFC 7643, 4.1 has it. */
export const userResource = (tenant: Tenant, user: ProvisionedUser) => ({
  schemas: [USER],
  id: user.id,
  ...(user.externalId !== null && { externalId: user.externalId }),
  userName: user.userName,
  name: {
    formatted: user.name,
    ...(user.givenName !== null && { givenName: user.givenName }),
    ...(user.familyName !== null && { familyName: user.familyName }),
  },
  displayName: user.name,
  preferredLanguage: user.lang,
  active: user.active,
  emails: [{ value: user.email, type: 'work', primary: true }],
  groups: user.groups.map((group) => ({
    value: group.id,
    display: group.name,
    type: 'direct',
    $ref: `${tenant.publicUrl}${paths.scim}/Groups/${group.id}`,
  })),
  meta: {
    resourceType: 'User',
    created: user.createdAt.toISOString(),
    lastModified: user.changedAt.toISOString(),
    location: userLocation(tenant, user.id),
  },
})
