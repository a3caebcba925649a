import { recordReadings } from '#modules/audit/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { type Party, partiesById } from '#modules/parties/index.ts'
import { type Processing, processingOf, processings } from '#modules/privacy/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { addressesOf } from './addresses.ts'
import { followersTo } from './following-of-address.ts'
import { type SubjectCase, subjectCases } from './subject-export-cases.ts'
import {
  type SubjectMail,
  type SubjectReading,
  subjectMails,
  subjectReadings,
} from './subject-export-trails.ts'

/** Further things that only modules above know: what somebody answered to the questions of a form, by case. */
export type CaseAnswers = (
  ctx: Ctx,
  cases: readonly Uuid[],
) => Promise<Map<Uuid, readonly { label: string; value: string }[]>>

/** Something beside cases, such as an account or consents: a heading, and what is said under it. */
export interface ExportSection {
  title: string
  rows: readonly { label: string; value: string }[]
}

/** All that the town holds about one person (Art. 15 and 20 GDPR): docs/api/person-export.md. */
export interface PersonExport {
  format: 'stadtdraht-person-export'
  version: 1
  madeAt: Date
  lang: Lang
  town: {
    name: string
    url: string
    controller: string
    address: string
    email: string
    privacyEmail: string
  }
  people: readonly Party[]
  cases: readonly SubjectCase[]
  mails: readonly SubjectMail[]
  readings: readonly SubjectReading[]
  processings: readonly Processing[]
  sections: readonly ExportSection[]
}

/**
 * Collects what is held about a person: themselves, their cases with what they said and were told, photos, letters, who
 * has read it, and why it is kept. Left out is what others said and are, and what staff noted for each other
 * (docs/adr/0024). `named` are all one person; who may ask for them: themselves, and whoever manages privacy, which
 * is recorded. Throws Forbidden.
 */
export async function collectExport(
  ctx: Ctx,
  named: readonly Uuid[],
  { answers, sections = [] }: { answers?: CaseAnswers; sections?: readonly ExportSection[] } = {},
): Promise<PersonExport> {
  assertMayExport(ctx, named)
  const parties = await exportedParties(ctx, named)
  if (ctx.actor.kind === 'staff') recordReadings(ctx, 'person.export', parties)
  const [people, cases, all, town] = await Promise.all([
    partiesById(ctx, parties),
    subjectCases(ctx, parties),
    processings(ctx),
    settings(ctx),
  ])
  const said = answers
    ? await answers(
        ctx,
        cases.filter((c) => c.role === 'reporter').map((c) => c.id),
      )
    : null
  const used = new Set(cases.map((c) => processingOf(all, c)?.code))
  const files = (
    await photosOf(
      ctx,
      cases.map((c) => c.id),
    )
  ).map((f) => f.id)
  return {
    format: 'stadtdraht-person-export',
    version: 1,
    madeAt: ctx.now,
    lang: ctx.lang,
    town: {
      name: ctx.tenant.name,
      url: ctx.tenant.publicUrl,
      controller: town.contact.authority,
      address: town.contact.address,
      email: town.contact.email,
      privacyEmail: town.contact.privacyEmail,
    },
    people: [...people.values()],
    cases: cases.map((c) => ({
      ...c,
      answers: said?.get(c.id) ?? [],
      processing: processingOf(all, c)?.code ?? null,
    })),
    mails: await subjectMails(
      ctx,
      parties,
      cases.map((c) => c.id),
    ),
    readings: await subjectReadings(ctx, [...parties, ...cases.map((c) => c.id), ...files]),
    processings: all.filter((p) => p.active && (used.has(p.code) || p.measure !== 'cases')),
    sections,
  }
}

/** With those that only follow something by a letter to an address of theirs. */
export const exportedParties = async (ctx: Ctx, parties: readonly Uuid[]): Promise<Uuid[]> => [
  ...new Set([...parties, ...(await followersTo(ctx, await addressesOf(ctx, parties)))]),
]

/** Themselves, by account or tracking link; whoever manages privacy; the program. Throws Forbidden. */
export function assertMayExport(ctx: Ctx, parties: readonly Uuid[]): void {
  const { actor } = ctx
  const own =
    actor.kind === 'citizen'
      ? parties.every((id) => actor.parties.includes(id))
      : actor.kind === 'holder' && parties.every((id) => id === actor.party)
  if (!own && !may(ctx.actor, 'privacy.manage')) throw new Forbidden()
}
