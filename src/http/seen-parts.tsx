import type { PageView } from '#http/view.ts'
import type { PhotoMarks } from '#modules/files/index.ts'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'

type Seen = PhotoMarks['seen']

/** What the town's detector saw in a photo, all of it chosen: forgetting to tick must not publish a face. */
export function SeenParts({ view, seen }: { view: PageView; seen: Seen }) {
  const { t } = view
  if (seen.length === 0) return null
  return (
    <CheckboxGroup
      t={t}
      name="gefunden"
      label={t('own.photo.seen')}
      hint={t('own.photo.seenHint')}
      optional
      options={seen.map((one, i) => ({
        value: String(i),
        label: t(`own.photo.kind.${one.kind}`, { n: i + 1 }),
        detail: whereInPhoto(view, one),
      }))}
      values={seen.map((_, i) => String(i))}
    />
  )
}

/** Where in the picture, in words: "oben links". */
export function whereInPhoto({ t }: PageView, box: Seen[number]): string {
  const third = (at: number): 0 | 1 | 2 => (at < 1 / 3 ? 0 : at > 2 / 3 ? 2 : 1)
  const row = ['top', 'middle', 'bottom'][third(box.y + box.h / 2)]!
  const column = ['left', 'centre', 'right'][third(box.x + box.w / 2)]!
  return t('own.photo.where', { row: t(`own.photo.${row}`), column: t(`own.photo.${column}`) })
}
