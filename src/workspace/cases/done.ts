import type { Ctx } from '#platform/context/context.ts'
import { forms } from './actions/all.ts'

/** What is no form of its own. */
const others: ReadonlySet<string> = new Set([
  'vorlage',
  'zusammenfuehrung',
  'schwaerzung',
  'entschwaerzung',
  'fotozeigen',
  'fotoverbergen',
  'partner-erneut',
  'partner-angekommen',
])

/** What has just been done, in a sentence; null for words that no action of ours wrote into the address. */
export function doneSentence(ctx: Ctx, noun: string | undefined, number: string | undefined): string | null {
  if (!noun || !(forms.has(noun) || others.has(noun))) return null
  const shown = number && /^\d{4}-\d{1,9}(-\d{1,3})?$/.test(number) ? number : null
  return shown
    ? ctx.t('workspace.doneWith', { number: shown, what: ctx.t(`workspace.done.${noun}`) })
    : ctx.t(`workspace.done.${noun}`)
}
