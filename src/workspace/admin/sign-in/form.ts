import { z } from 'zod'
import {
  type Audience,
  audiences,
  type Provider,
  type ProviderInput,
  providerInput,
} from '#modules/identity/index.ts'
import type { TrustLevel } from '#platform/context/actor.ts'

const text = z.string().trim().max(4000).catch('')
const tick = z.string().optional().transform(Boolean).catch(false)

/** A provider as it was typed. */
const schema = z.object({
  kuerzel: text,
  name: text,
  fuer: z.enum(audiences).catch('staff'),
  adresse: text,
  kennung: text,
  geheimnis: z.string().max(4000).catch(''),
  ohne_geheimnis: tick,
  scopes: text,
  konten: tick,
  adressen: tick,
  faktor: z.enum(['ours', 'theirs', 'shown']).catch('ours'),
  faktorwerte: text,
  merkmal: text,
  stufe_low: text,
  stufe_substantial: text,
  stufe_high: text,
  version: z.coerce.number().int().catch(0),
})
export type ProviderForm = z.output<typeof schema>
export const readForm = (body: unknown): ProviderForm => schema.parse(body)

export const blankForm = (audience: Audience): ProviderForm =>
  readForm({
    fuer: audience,
    scopes: 'openid email profile',
    faktorwerte: 'mfa',
    merkmal: 'acr',
  })

const levels = ['low', 'substantial', 'high'] as const satisfies readonly TrustLevel[]

export const formOf = (p: Provider): ProviderForm => {
  const values = (level: TrustLevel) =>
    p.levels
      .filter((l) => l.level === level)
      .map((l) => l.value)
      .join(', ')
  return {
    kuerzel: p.code,
    name: p.name,
    fuer: p.audience,
    adresse: p.issuer,
    kennung: p.clientId,
    geheimnis: '',
    ohne_geheimnis: false,
    scopes: p.scopes.join(' '),
    konten: p.creates,
    adressen: p.matchesEmail,
    faktor: p.factor,
    faktorwerte: p.factorValues.join(', '),
    merkmal: p.levelClaim,
    stufe_low: values('low'),
    stufe_substantial: values('substantial'),
    stufe_high: values('high'),
    version: p.version,
  }
}

const list = (words: string, by: RegExp): string[] => [
  ...new Set(
    words
      .split(by)
      .map((w) => w.trim())
      .filter(Boolean),
  ),
]

export type Fields = keyof ProviderForm
const fieldOf: Record<string, Fields> = {
  code: 'kuerzel',
  name: 'name',
  issuer: 'adresse',
  clientId: 'kennung',
  scopes: 'scopes',
  factorValues: 'faktorwerte',
  levelClaim: 'merkmal',
  levels: 'stufe_low',
}

/** As they stand on the page. */
const inOrder: readonly Fields[] = [
  'name',
  'kuerzel',
  'adresse',
  'kennung',
  'scopes',
  'faktorwerte',
  'merkmal',
  'stufe_low',
]

/** What the verb gets, or which fields are to be mended; each has a sentence `sso.fault.<field>`. */
export function inputOf(form: ProviderForm): { input: ProviderInput } | { faults: Fields[] } {
  const parsed = providerInput.safeParse({
    code: form.kuerzel,
    name: form.name,
    audience: form.fuer,
    issuer: form.adresse,
    clientId: form.kennung,
    scopes: list(form.scopes, /[\s,]+/),
    creates: form.konten,
    matchesEmail: form.adressen,
    factor: form.faktor,
    factorValues: list(form.faktorwerte, /,/),
    levelClaim: form.merkmal || 'acr',
    levels: levels.flatMap((level) => list(form[`stufe_${level}`], /,/).map((value) => ({ value, level }))),
  })
  if (parsed.success) return { input: parsed.data }
  const faults = parsed.error.issues.map((issue) => fieldOf[String(issue.path[0])] ?? 'name')
  return { faults: [...new Set(faults)].sort((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b)) }
}

/** What becomes of the secret: a new one, none, or (undefined) the one there is. */
export const secretOf = (form: ProviderForm): string | null | undefined =>
  form.ohne_geheimnis ? null : form.geheimnis.trim() || undefined
