import { clean } from '#modules/forms/index.ts'
import { type Category, type CategoryGroup, catalogue, suggestCategories } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { type Option, RadioField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { pruned } from './flow.ts'
import type { Journey, StepPage } from './journey.ts'
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
    const found = (
      await suggestCategories(ctx, asked || (answers.text ?? ''), asked ? FOUND : SUGGESTED)
    ).map((one) => one.category)
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
                label={t(asked ? 'report.category.found' : 'report.category.suggested', { text: asked })}
                error={error}
                look="cards"
                options={shown.map((category) => optionOf(j, category))}
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

const optionOf = (j: Journey, category: Category): Option => ({
  value: category.code,
  label: category.name[j.view.lang],
  detail: category.description[j.view.lang],
})

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
