import type { PageView } from '#http/view.ts'
import type { CategoryFaults } from './form.ts'

/** What is wrong with the form, for the summary above it. */
export function mistakes({ t }: PageView, faults: CategoryFaults): { field: string; message: string }[] {
  const fields = {
    name: 'name',
    group: 'gruppe',
    keywords: 'stichworte',
    unit: 'einheit',
    hours: 'stunden',
    same: 'umkreis',
  } as const
  return [
    ...(Object.keys(fields) as (keyof typeof fields)[])
      .filter((key) => faults[key])
      .map((key) => ({ field: fields[key], message: t(`categories.fault.${key}`) })),
    ...Object.entries(faults.questions ?? {}).map(([i, what]) => ({
      field: `frage${i}.${what === 'options' ? 'auswahl' : 'de'}`,
      message: t(`categories.fault.question.${what}`, { n: Number(i) + 1 }),
    })),
    ...Object.keys(faults.dangers ?? {}).map((i) => ({
      field: `gefahr${i}.nummer`,
      message: t('categories.fault.danger', { n: Number(i) + 1 }),
    })),
  ]
}
