import type { PageView } from '#http/view.ts'
import { clean } from '#modules/forms/index.ts'
import { continueDraft, type Draft } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import type { StepName } from './flow.ts'
import type { FormAnswers, Given, Journey, Mistakes } from './journey.ts'

const BUTTON = 'weiterschreiben'
/** Of one field; more than any of them takes is nobody's sentence. */
const LONGEST = 5000
/** Ticks in one question. */
const MOST = 100

export const wantsToWriteOn = (given: Given): boolean => given.has(BUTTON)

/**
 * At a terminal without scripts every page has its minute, because nobody can know whether somebody types
 * (docs/adr/0041): this begins the minute anew, with all that is written so far.
 */
export function WritingOn({ view: { t, terminal } }: { view: PageView }) {
  if (!terminal) return null
  return (
    <noscript>
      <p class="sd-muted">{t('terminal.writeOnText')}</p>
      <ActionBar>
        <Button kind="secondary" name={BUTTON} value="ja">
          {t('terminal.writeOn')}
        </Button>
      </ActionBar>
    </noscript>
  )
}

/** Keeps unfinished words in the draft, unchecked; answers where they are gone on with. */
export async function keepWritten(
  ctx: Ctx,
  draft: Draft,
  step: StepName,
  values: Mistakes['values'],
): Promise<string> {
  const cut = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? short(value) : value.slice(0, MOST).map(short),
  ])
  await continueDraft(ctx, draft, { written: { step, values: Object.fromEntries(cut) } } as FormAnswers)
  return paths.reportStep(step)
}

/** Cut between letters, not within one, and without what no database keeps. */
const short = (text: string): string => clean(text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, ''), true)

/** What was written on this page before it was answered, to stand in its fields again. */
export const writtenOn = ({ answers: { written } }: Journey, step: StepName): Mistakes | undefined =>
  written?.step === step ? { errors: {}, values: written.values } : undefined

/** Once a page is answered, its answer counts. */
export const answered = ({ answers }: Draft, change: FormAnswers): FormAnswers =>
  (answers as FormAnswers).written ? { ...change, written: null } : change
