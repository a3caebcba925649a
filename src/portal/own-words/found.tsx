import type { PageView } from '#http/view.ts'
import type { PrivatePassage } from '#modules/cases/index.ts'
import { Notice } from '#ui/notice.tsx'

/** What in a text others could use to find or call somebody, word for word, and what can be done about it. */
export function FoundPassages({
  view,
  found,
  actions,
}: {
  view: PageView
  found: readonly PrivatePassage[]
  actions?: preact.ComponentChildren
}) {
  const { t } = view
  return (
    <Notice tone="warning" title={t('own.found.title', { count: found.length })} actions={actions}>
      <ul>
        {found.map((one) => (
          <li key={one.start}>
            {t(`own.found.${one.kind}`)} <strong dir="auto">{one.text}</strong>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
