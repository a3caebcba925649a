import type { Ctx } from '#platform/context/context.ts'
import { settings } from './settings.ts'
import type { LegalPage, LegalSection, Settings } from './settings-schema.ts'

/** The sections of our own words, in order; each is `tenancy.legal.<page>.<section>.{heading,text}`. */
const sections: Record<LegalPage, readonly string[]> = {
  imprint: ['provider', 'contact', 'content', 'rights'],
  privacy: ['controller', 'officer', 'reports', 'photos', 'recipients', 'retention', 'cookies', 'rights'],
  accessibility: ['scope', 'status', 'gaps', 'feedback', 'enforcement'],
  plain: ['what', 'report', 'danger', 'help'],
  sign: ['what', 'contact'],
}

/**
 * A page the law asks for, in the language of `ctx`: the town's own, or ours filled with the town's contact
 * data. A paragraph may hold line breaks. Imprint: § 5 DDG; privacy: Art. 13 GDPR; accessibility: Directive
 * (EU) 2016/2102, Art. 7; plain and sign language: § 4 BITV 2.0.
 */
export async function legalPage(
  ctx: Ctx,
  page: LegalPage,
): Promise<{ title: string; sections: LegalSection[] }> {
  const town = await settings(ctx)
  const { t } = ctx
  const title = t(`tenancy.legal.${page}.title`)
  const own = town.legal[page][ctx.lang]
  if (own) return { title, sections: own }
  const words = wordsOf(ctx, town)
  const ours = sections[page].map((section) => ({
    heading: t(`tenancy.legal.${page}.${section}.heading`, words),
    paragraphs: paragraphsOf(t(`tenancy.legal.${page}.${section}.text`, words)),
  }))
  return { title, sections: ours.filter((s) => s.paragraphs.length > 0) }
}

// What a town has not told us takes its whole line with it: no "Phone:" without a number.
const UNKNOWN = '\u0000'

const wordsOf = (ctx: Ctx, { contact }: Settings): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...contact, town: ctx.tenant.name, url: ctx.tenant.publicUrl }).map(([k, v]) => [
      k,
      v || UNKNOWN,
    ]),
  )

function paragraphsOf(text: string): string[] {
  const known = (paragraph: string) =>
    paragraph
      .split('\n')
      .filter((l) => !l.includes(UNKNOWN))
      .join('\n')
  return text.split('\n\n').map(known).filter(Boolean)
}
