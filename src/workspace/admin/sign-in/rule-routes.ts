import type { Req } from '#http/env.ts'
import { addMappingRule, organisation, type Source } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { type Refusal, refused } from '../refused.ts'
import { assertLooksAfter, type RuleTried } from './loading.ts'
import { faultsInRule, readRule } from './rule-form.ts'

/** Adds the rule that a form speaks of; answers what is to be mended, or null when it is there. */
export async function addRule(
  c: Req,
  source: Source,
): Promise<{ tried: RuleTried; refusal: Refusal | null } | null> {
  const form = readRule(await c.req.parseBody({ all: true }))
  const faults = await c.get('tx')(async (ctx) => {
    assertLooksAfter(ctx)
    const known = new Set((await catalogue(ctx)).byCode.keys())
    return faultsInRule(form, await organisation(ctx), known)
  })
  if (faults.length > 0) return { tried: { form, faults }, refusal: null }
  const refusal = await refused(() =>
    c.get('tx')((ctx) =>
      addMappingRule(ctx, {
        source,
        claim: form.merkmal,
        value: form.wert,
        role: form.rolle,
        unit: form.einheit,
        types: form.kategorie.length > 0 ? form.kategorie : null,
        powerful: form.gewollt,
      }),
    ),
  )
  if (!refusal) return null
  // The one refusal that a box of the form answers.
  if (refusal.code === 'mapping.powerful') return { tried: { form, faults: ['gewollt'] }, refusal: null }
  return { tried: { form, faults: [] }, refusal }
}
