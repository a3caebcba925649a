import { Icon } from './icons.tsx'
import type { Item, StopData } from './model.ts'
import { sayDeed, sayState, type Tools } from './parts.tsx'

interface Props {
  tools: Tools
  item: Item
  materials: readonly { id: string; name: string; unit: string }[]
}

/** What has happened since: the newest lines of the history. */
const news = (present: StopData | undefined) => present?.history.slice(-3) ?? []

/** Both versions side by side, and the person decides: nothing is overwritten, and nothing thrown away, by itself. */
export function ConflictCard({ tools, item, materials }: Props) {
  const { t, times } = tools
  const { present, deed } = item
  const words = deed.kind === 'finish' ? deed.note : deed.kind === 'note' ? deed.text : ''
  const over = present?.status === 'closed'
  return (
    <section class="fd-conflict" aria-labelledby={`konflikt-${item.id}`}>
      <h2 class="kern-heading-small" id={`konflikt-${item.id}`}>
        <Icon name="warning" />
        {t(item.state === 'conflict' ? 'field.conflict.title' : 'field.conflict.refused')}
      </h2>
      {item.reason && <p>{item.reason}</p>}
      <div class="fd-versions">
        <div>
          <h3>{t('field.conflict.mine')}</h3>
          <p>
            <strong>{sayDeed(tools, item, materials)}</strong>
          </p>
          {words && <q>{words}</q>}
          <p class="fd-muted">
            {t('field.conflict.upon', { at: times.moment(item.at), state: sayState(tools, item.seen) })}
          </p>
        </div>
        {present && (
          <div>
            <h3>{t('field.conflict.theirs')}</h3>
            <p>
              <strong>{sayState(tools, present)}</strong>
            </p>
            <ul>
              {news(present).map((entry, i) => (
                <li key={i}>
                  {times.moment(entry.at)}
                  {entry.by && ` · ${entry.by}`}: {entry.what}
                  {entry.words && <q>{entry.words}</q>}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {tools.scripted && (
        <div class="fd-choices" data-item={item.id}>
          {present && !over && (
            <button class="kern-btn kern-btn--primary fd-wide" type="button" data-resolve="mine">
              <span class="kern-label">{t('field.conflict.send')}</span>
            </button>
          )}
          {words && (over || item.state === 'refused') && deed.kind === 'finish' && (
            <button class="kern-btn kern-btn--primary fd-wide" type="button" data-resolve="note">
              <span class="kern-label">{t('field.conflict.asNote')}</span>
            </button>
          )}
          {item.state === 'refused' && (
            <button class="kern-btn kern-btn--secondary fd-wide" type="button" data-resolve="again">
              <span class="kern-label">{t('field.conflict.again')}</span>
            </button>
          )}
          {(deed.kind === 'finish' || deed.kind === 'note') && !over && (
            <button class="kern-btn kern-btn--secondary fd-wide" type="button" data-resolve="adapt">
              <span class="kern-label">{t('field.conflict.adapt')}</span>
            </button>
          )}
          <button class="kern-btn kern-btn--tertiary fd-wide" type="button" data-resolve="drop">
            <span class="kern-label">{t('field.conflict.drop')}</span>
          </button>
        </div>
      )}
    </section>
  )
}
