import type { PageView } from '#http/view.ts'
import type { Message } from '#modules/cases/index.ts'
import { When } from '#ui/when.tsx'

/** What was said between the person and the town, oldest first. */
export function Conversation({ view, messages }: { view: PageView; messages: readonly Message[] }) {
  const { t } = view
  return (
    <ol class="sd-talk">
      {messages.map((m) => (
        <li key={m.id} class={m.direction === 'in' ? 'sd-talk__one sd-talk__one--mine' : 'sd-talk__one'}>
          <p class="sd-talk__who">
            <strong>{m.direction === 'in' ? t('tracking.you') : view.town.name}</strong>{' '}
            <When view={view} at={m.at} />
          </p>
          <p class="sd-talk__words" dir="auto" lang={m.lang ?? undefined}>
            {m.body}
          </p>
        </li>
      ))}
    </ol>
  )
}
