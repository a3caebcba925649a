import { identifications, requestKinds } from '#modules/privacy/index.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import type { T } from '#ui/view.ts'

export interface RequestForm {
  words: string
  parties: readonly Uuid[]
  kind: (typeof requestKinds)[number] | null
  identifiedBy: (typeof identifications)[number] | null
}

export const emptyRequest = (words: string): RequestForm => ({
  words,
  parties: [],
  kind: null,
  identifiedBy: null,
})

export const readRequestForm = (body: Record<string, unknown>): RequestForm => ({
  words: typeof body.suche === 'string' ? body.suche : '',
  parties: [body.person].flat().filter((v): v is string => typeof v === 'string' && isUuid(v)),
  kind: requestKinds.find((k) => k === body.antrag) ?? null,
  identifiedBy: identifications.find((k) => k === body.erkannt) ?? null,
})

export function requestMistakes(t: T, form: RequestForm): FieldMistake[] {
  const mistakes: FieldMistake[] = []
  if (form.parties.length === 0)
    mistakes.push({ field: 'person', message: t('privacy.requests.chooseSomebody') })
  if (!form.kind) mistakes.push({ field: 'antrag', message: t('privacy.requests.chooseKind') })
  if (!form.identifiedBy) mistakes.push({ field: 'erkannt', message: t('privacy.requests.chooseIdentified') })
  return mistakes
}
