import type { PageView } from '#http/view.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'

interface Props {
  view: PageView
  groups: readonly CategoryGroup[]
  /** Codes of the categories that are ticked. */
  values: readonly string[]
}

/** The categories that a role is held for, group by group; every box sends its code as `kategorie`. */
export const TypeChoice = ({ view: { t, lang }, groups, values }: Props) => (
  <>
    {groups.map((group) => (
      <CheckboxGroup
        key={group.code}
        t={t}
        id={`kategorie-${group.code}`}
        name="kategorie"
        label={group.name[lang]}
        optional
        values={values}
        options={group.categories.map((c) => ({ value: c.code, label: c.name[lang] }))}
      />
    ))}
  </>
)
