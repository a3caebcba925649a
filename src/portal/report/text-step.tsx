import { blackOutWords, findPrivate, stampOf } from '#modules/cases/index.ts'
import { paths } from '#paths.ts'
import { FoundPassages } from '#portal/own-words/found.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import type { Journey, StepPage } from './journey.ts'
import { LONGEST_TEXT, readFields, textFields } from './questions.ts'
import { StepLayout } from './step-layout.tsx'
import { WritingOn } from './writing-on.tsx'

/** What should not be read by everybody; where nothing is published, there is nothing to warn of. */
const privateIn = (j: Journey, text: string) => (j.category && !j.category.public ? [] : findPrivate(text))

export const textStep: StepPage = {
  show(j, _query, mistakes) {
    const { t } = j.view
    const text = String(mistakes?.values.text ?? j.answers.text ?? '')
    const found = mistakes ? [] : privateIn(j, text)
    return (
      <StepLayout
        j={j}
        name="beschreibung"
        title={t('report.text.title')}
        lead={t('report.text.lead')}
        mistakes={mistakes}
      >
        <Form action={paths.reportStep('beschreibung')}>
          {found.length > 0 && (
            <FoundPassages
              view={j.view}
              found={found}
              actions={
                <>
                  {found.map((one, i) => (
                    <Button key={one.start} kind="secondary" small name="aktion" value={`schwaerzen-${i}`}>
                      {t('own.found.hideOne', { text: one.text })}
                    </Button>
                  ))}
                  {found.length > 1 && (
                    <Button kind="secondary" small name="aktion" value="schwaerzen">
                      {t('own.found.hide')}
                    </Button>
                  )}
                </>
              }
            />
          )}
          <TextArea
            t={t}
            name="text"
            label={t('report.text.label')}
            hint={t('report.text.hint')}
            value={text}
            error={mistakes?.errors.text}
            rows={6}
            maxlength={LONGEST_TEXT}
          />
          <ActionBar>
            <Button iconAfter="arrow-right" name="aktion" value="weiter">
              {t(found.length > 0 ? 'own.found.keep' : 'ui.next')}
            </Button>
          </ActionBar>
          <WritingOn view={j.view} />
        </Form>
      </StepLayout>
    )
  },

  take(j, given) {
    const read = readFields(j.ctx, textFields, { text: given.text('text') })
    if (!read.ok) return { mistakes: read.mistakes }
    const text = String(read.answers.text)
    const found = privateIn(j, text)
    const asked = /^schwaerzen(?:-(\d{1,2}))?$/.exec(given.text('aktion'))
    const again = paths.reportStep('beschreibung')
    if (asked) {
      // Nothing has been sent yet, so what is blacked out here is kept nowhere.
      const hidden = asked[1] === undefined ? found : found.slice(Number(asked[1]), Number(asked[1]) + 1)
      const rest = blackOutWords(text, hidden)
      return { change: { text: rest, privateSeen: stampOf(rest) }, to: again }
    }
    const stamp = stampOf(text)
    // Said once for every text; who reads it and goes on has decided.
    if (found.length > 0 && j.answers.privateSeen !== stamp)
      return { change: { text, privateSeen: stamp }, to: again }
    return { change: { text } }
  },

  written: (_j, given) => ({ text: given.text('text') }),
}
