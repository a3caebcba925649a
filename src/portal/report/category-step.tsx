import { clean } from '#modules/forms/index.ts'
import { objectLabel } from '#modules/objects/index.ts'
import {
  type Category,
  type CategoryGroup,
  catalogue,
  guessCategories,
  suggestCategories,
} from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { type Option, RadioField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { pruned } from './flow.ts'
import type { Journey, StepPage } from './journey.ts'
import { categoriesFor } from './object-choosing.ts'
import { askedQuestions } from './questions.ts'
import { StepLayout } from './step-layout.tsx'

const SUGGESTED = 4
const FOUND = 10

/** Suggested from the text, searched for, or found in its group: all three work as plain forms and links. */
export const categoryStep: StepPage = {
  async show(j, query, mistakes) {
    const { ctx, view, answers } = j
    const { t } = view
    const { groups } = await catalogue(ctx)
    const asked = clean(query.get('suche') ?? '').slice(0, 100)
    const guesses = asked
      ? []
      : await guessCategories(ctx, { text: answers.text ?? '', place: answers.place ?? null }, SUGGESTED)
    // Of a lamp only so much can be said; everything else is found by searching or in its group.
    const ofObject = asked ? [] : await categoriesFor(j, guesses)
    const found =
      ofObject.length > 0
        ? ofObject
        : (asked ? await suggestCategories(ctx, asked, FOUND) : guesses).map((one) => one.category)
    const sure = new Map(guesses.map((guess) => [guess.category.code, guess.sure]))
    // What is chosen already stays in sight.
    const shown =
      j.category && !asked ? [j.category, ...found.filter((c) => c.code !== j.category?.code)] : found
    const error = mistakes?.errors.kategorie
    return (
      <StepLayout
        j={j}
        name="kategorie"
        title={t('report.category.title')}
        lead={t('report.category.lead')}
        mistakes={mistakes}
        fieldIds={{ kategorie: shown.length > 0 ? 'kategorie' : 'suche' }}
        islands={['category-search']}
        width="normal"
      >
        <search>
          <form
            class="sd-report-search"
            method="get"
            action={paths.reportStep('kategorie')}
            data-island="category-search"
          >
            <label class="kern-label" for="suche">
              {t('report.category.search')}
            </label>
            <div class="sd-address__row">
              <input
                class="kern-form-input__input"
                type="search"
                id="suche"
                name="suche"
                value={asked}
                autocomplete="off"
              />
              <Button kind="secondary" icon="search">
                {t('report.category.find')}
              </Button>
            </div>
          </form>
        </search>
        <Form action={paths.reportStep('kategorie')} class="sd-form sd-report-category">
          <div data-category-hits aria-live="polite">
            {shown.length > 0 ? (
              <RadioField
                t={t}
                name="kategorie"
                label={
                  ofObject.length > 0
                    ? t('objects.step.suggested', { label: objectLabel(j.object!, view.lang) })
                    : t(asked ? 'report.category.found' : 'report.category.suggested', { text: asked })
                }
                error={error}
                look="cards"
                options={shown.map((category) => optionOf(j, category, sure.get(category.code) ?? null))}
                value={j.category?.code ?? null}
              />
            ) : (
              <>
                <p>{t(asked ? 'report.category.none' : 'report.category.noSuggestion', { text: asked })}</p>
                {error && <p class="kern-error">{error}</p>}
              </>
            )}
          </div>
          {shown.length > 0 && (
            <ActionBar>
              <Button iconAfter="arrow-right">{t('ui.next')}</Button>
            </ActionBar>
          )}
          <section class="sd-report-groups">
            <h2 class="kern-heading-small">{t('report.category.browse')}</h2>
            {groups.map((group) => (
              <Group key={group.code} j={j} group={group} without={shown} />
            ))}
          </section>
          <ActionBar>
            <Button kind="secondary" iconAfter="arrow-right">
              {t('ui.next')}
            </Button>
          </ActionBar>
        </Form>
      </StepLayout>
    )
  },

  async take(j, given) {
    const { ctx, answers } = j
    // With scripts off a choice above and one in a group can only be one radio's: they share a name.
    const category = (await catalogue(ctx)).byCode.get(given.text('kategorie'))
    if (!category)
      return { mistakes: { errors: { kategorie: ctx.t('report.category.missing') }, values: {} } }
    if (category.code === answers.category) return { change: { category: category.code } }
    const kept = pruned(askedQuestions(category), (answers.answers ?? {}) as Record<string, string>)
    return { change: { category: category.code, answers: kept, questionsDone: false } }
  },
}

/** From here on a guess is worth a word; what is less sure stands in the list without one. */
const LIKELY = 0.5
const VERY_LIKELY = 0.85

function optionOf(j: Journey, category: Category, sure: number | null = null): Option {
  const { t, lang } = j.view
  const word = sure !== null && sure >= LIKELY ? (sure >= VERY_LIKELY ? 'veryLikely' : 'likely') : null
  return {
    value: category.code,
    label: category.name[lang],
    detail: (
      <>
        {category.description[lang]}
        {word && <strong class="sd-block">{t(`report.category.${word}`)}</strong>}
      </>
    ),
  }
}

function Group({ j, group, without }: { j: Journey; group: CategoryGroup; without: readonly Category[] }) {
  const { t, lang } = j.view
  const rest = group.categories.filter((category) => !without.includes(category))
  if (rest.length === 0) return null
  return (
    <Details
      summary={
        <span class="sd-report-group">
          {group.name[lang]} <span class="sd-count">{rest.length}</span>
          <Icon name="chevron-down" size={20} />
        </span>
      }
    >
      <RadioField
        t={t}
        name="kategorie"
        id={`gruppe-${group.code}`}
        label={group.name[lang]}
        options={rest.map((category) => optionOf(j, category))}
        value={null}
      />
    </Details>
  )
}
