import type { PageView } from '#http/view.ts'
import { DAYS_AFTER_END, findPrivate, type OwnMessage, partsOf, stampOf } from '#modules/cases/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { WordChoice } from '#ui/redaction/word-choice.tsx'
import { FoundPassages } from './found.tsx'
import type { Owner } from './owner.ts'

/** Own words, each to be marked and then unreadable for everybody else. */
export function WordsPage({
  view,
  owner,
  message,
  chosen = [],
  error,
}: {
  view: PageView
  owner: Owner
  message: OwnMessage
  chosen?: readonly number[]
  error?: string | undefined
}) {
  const { t } = view
  const title = t('own.words.title')
  const parts = partsOf(message.body)
  const found = findPrivate(message.body)
  return (
    <PortalLayout
      view={view}
      title={error ? `${t('ui.error.prefix')} ${title}` : title}
      trail={[...owner.trail, { label: title }]}
      width="narrow"
      noIndex
    >
      <ErrorSummary t={t} errors={error ? [{ field: 'teil', message: error }] : []} />
      <PageTitle lead={t('own.words.lead')}>{title}</PageTitle>
      <Form action={owner.links.words(message.id)} hidden={{ stand: stampOf(message.body) }}>
        {found.length > 0 && (
          <FoundPassages
            view={view}
            found={found}
            actions={
              <Button kind="secondary" name="aktion" value="gefunden">
                {t('own.found.hide')}
              </Button>
            }
          />
        )}
        <WordChoice
          t={t}
          name="teil"
          id="teil"
          label={t('own.words.label')}
          hint={t('own.words.hint')}
          parts={parts}
          chosen={chosen}
          sentences={parts.some((part) => /\s/.test(part.text))}
          error={error}
        />
        <CheckboxField
          t={t}
          name="vergessen"
          optional
          label={t('own.forget.label')}
          hint={t('own.forget.hint', { days: DAYS_AFTER_END })}
        />
        <ActionBar>
          <Button>{t('own.words.button')}</Button>
          <ButtonLink href={owner.links.back} kind="tertiary">
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}
