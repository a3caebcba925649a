import type { PageView } from '#http/view.ts'
import { findPrivate, type Message, stampOf } from '#modules/cases/index.ts'
import { FoundPassages } from '#portal/own-words/found.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Words } from '#ui/redaction/words.tsx'
import { When } from '#ui/when.tsx'

interface Props {
  view: PageView
  messages: readonly Message[]
  /** Messages of the reader's own, which they may black out. */
  own: ReadonlySet<string>
  wordsHref: (message: string) => string
}

/** What was said between the person and the town, oldest first. */
export function Conversation({ view, messages, own, wordsHref }: Props) {
  const { t } = view
  return (
    <ol class="sd-talk">
      {messages.map((m) => (
        <li key={m.id} class={isMine(m) ? 'sd-talk__one sd-talk__one--mine' : 'sd-talk__one'}>
          <p class="sd-talk__who">
            <strong>
              {isMine(m) ? t('tracking.you') : m.direction === 'in' ? t('same.said.in') : view.town.name}
            </strong>{' '}
            <When view={view} at={m.at} />
          </p>
          <p class="sd-talk__words" dir="auto" lang={m.lang ?? undefined}>
            <Words t={t} text={m.body} />
          </p>
          {own.has(m.id) && <OwnMessage view={view} message={m} href={wordsHref(m.id)} />}
        </li>
      ))}
    </ol>
  )
}

/** What another platform passed on somebody said there, not the person who reads. */
const isMine = (m: Message): boolean => m.direction === 'in' && m.authorKind !== 'machine'

/** The way to black something out of one's own words; what looks private is said at once, with one press to hide it. */
function OwnMessage({ view, message, href }: { view: PageView; message: Message; href: string }) {
  const { t, format } = view
  const found = findPrivate(message.body)
  return (
    <>
      {found.length > 0 && (
        <Form action={href} class="sd-plainform" hidden={{ stand: stampOf(message.body) }}>
          <FoundPassages
            view={view}
            found={found}
            actions={
              <Button kind="secondary" small name="aktion" value="gefunden">
                {t('own.found.hide')}
              </Button>
            }
          />
        </Form>
      )}
      <p class="sd-talk__own">
        <a href={href}>
          {t('own.words.link')}
          <span class="kern-sr-only"> ({format.formatDateTime(message.at)})</span>
        </a>
      </p>
    </>
  )
}
