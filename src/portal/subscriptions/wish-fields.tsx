import type { PageView } from '#http/view.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { radii, topics, type Wish } from '#modules/subscriptions/index.ts'
import { Details } from '#ui/details.tsx'
import { CheckboxGroup, SelectField } from '#ui/field/choice-field.tsx'

export type Mistakes = Partial<Record<'worueber' | 'email' | 'geraet', string>>

interface Props {
  view: PageView
  catalogue: Catalogue
  wish: Pick<Wish, 'where' | 'categories' | 'topics'>
  errors: Mistakes
}

export const radiusWords = ({ t, format }: PageView, radius: number): string =>
  radius < 1000
    ? t('near.metres', { n: radius })
    : t('near.kilometres', { n: format.formatNumber(radius / 1000) })

/** What of the place: how far around, what about, and which categories. */
export function WishFields({ view, catalogue, wish, errors }: Props) {
  const { t, lang } = view
  const { where, categories } = wish
  const offered = catalogue.groups
    .map((group) => ({ ...group, categories: group.categories.filter((one) => one.public) }))
    .filter((group) => group.categories.length > 0)
  return (
    <>
      {where.kind === 'radius' && (
        <SelectField
          t={t}
          name="radius"
          label={t('near.radius')}
          value={String(where.radius)}
          options={radii.map((one) => ({ value: String(one), label: radiusWords(view, one) }))}
        />
      )}
      <CheckboxGroup
        t={t}
        name="worueber"
        label={t('near.about')}
        {...(errors.worueber && { error: errors.worueber })}
        values={wish.topics}
        options={topics.map((one) => ({ value: one, label: t(`near.topic.${one}`) }))}
      />
      <Details summary={chosenWords(view, catalogue, categories)}>
        <div class="sd-form">
          <p>{t('near.categoriesHint')}</p>
          {offered.map((group) => (
            <CheckboxGroup
              key={group.code}
              t={t}
              name="kategorie"
              id={`kategorie-${group.code}`}
              label={group.name[lang]}
              values={categories}
              options={group.categories.map((one) => ({ value: one.code, label: one.name[lang] }))}
            />
          ))}
        </div>
      </Details>
    </>
  )
}

/** Which are chosen, while the list of all is folded. */
function chosenWords({ t, lang }: PageView, { byCode }: Catalogue, chosen: readonly string[]): string {
  if (chosen.length === 0) return t('near.categories')
  if (chosen.length > 3) return t('near.categoriesChosen', { count: chosen.length })
  const names = chosen.map((code) => byCode.get(code)?.name[lang] ?? code)
  return t('near.categoriesNamed', { names: names.join('; ') })
}
