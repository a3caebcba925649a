import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'
import type { LocalStop } from './local.ts'
import type { Given, Item, Seen, StopData } from './model.ts'
import type { T, Times } from './words.ts'

/** What every part of the field's pages is given, on the server and in the browser. */
export interface Tools {
  t: T
  times: Times
  home: string
  urls: Given['urls']
  /** In the browser with our scripts: what is done is kept on the device first. */
  scripted: boolean
  /** Of forms without scripts: what to send as the action's id. */
  newId: () => string
  /** The person's own mistake in the form of this noun. */
  fault?: { noun: string; message: string; values: Record<string, string> } | null
}

export const stopHref = ({ home }: Pick<Tools, 'home'>, number: string): string => `${home}/${number}`

export function Badges({ tools, stop }: { tools: Tools; stop: StopData & { done?: boolean } }) {
  const { t, times } = tools
  return (
    <p class="fd-badges">
      {stop.priority >= 2 && (
        <strong class="fd-badge fd-badge--urgent">{t(`field.priority.${stop.priority}`)}</strong>
      )}
      <span class={`fd-badge fd-badge--${stop.status}`}>
        {stop.done && stop.status !== 'closed' ? t('field.doneHere') : t(`field.status.${stop.status}`)}
      </span>
      {stop.scheduledFor && stop.status === 'scheduled' && (
        <span class="fd-badge">{t('field.appointment', { at: times.moment(stop.scheduledFor) })}</span>
      )}
      {stop.dueAt && !stop.done && (
        <span class="fd-due">{t('field.due', { at: times.moment(stop.dueAt) })}</span>
      )}
    </p>
  )
}

/** What an action is, in words: "Foto danach", "Arbeitszeit 30 min". */
export function sayDeed(
  tools: Pick<Tools, 't' | 'times'>,
  item: Pick<Item, 'deed'>,
  materials: readonly { id: string; name: string; unit: string }[],
): string {
  const { t, times } = tools
  const { deed } = item
  switch (deed.kind) {
    case 'photo':
      return t(`field.deed.photo.${deed.stage}`)
    case 'time':
      return t('field.deed.time', { minutes: deed.minutes })
    case 'material': {
      const material = materials.find((one) => one.id === deed.material)
      return t('field.deed.material', {
        quantity: times.number(deed.quantity),
        unit: material?.unit ?? '',
        name: material?.name ?? '',
      })
    }
    case 'finish':
      return t('field.deed.finish', { outcome: t(`field.outcome.${deed.outcome}.label`) })
    default:
      return t(`field.deed.${deed.kind}`)
  }
}

/** A state in a sentence, for the two versions of a conflict. */
export function sayState(
  tools: Pick<Tools, 't' | 'times'>,
  state: Seen & { outcome?: string | null },
): string {
  const { t, times } = tools
  const parts = [t(`field.status.${state.status}`)]
  if (state.status === 'closed' && state.outcome) parts.push(t(`field.outcome.${state.outcome}.label`))
  if (state.scheduledFor && state.status === 'scheduled')
    parts.push(t('field.appointment', { at: times.moment(state.scheduledFor) }))
  if (state.dueAt && state.status !== 'closed') parts.push(t('field.due', { at: times.moment(state.dueAt) }))
  return parts.join(' · ')
}

export function Mark({ item, tools }: { item: Item; tools: Tools }) {
  const { t, times } = tools
  if (item.state === 'sent')
    return (
      <span class="fd-mark fd-mark--sent">
        <Icon name="check" />
        {t('field.sentAt', { at: times.time(item.sentAt ?? item.at) })}
      </span>
    )
  return <span class={`fd-mark fd-mark--${item.state}`}>{t(`field.mark.${item.state}`)}</span>
}

export function Fold({
  id,
  icon,
  title,
  extra,
  open,
  children,
}: {
  id: string
  icon: 'camera' | 'clock' | 'box' | 'note' | 'flag' | 'list' | 'pin' | 'route'
  title: string
  extra?: string | null
  open?: boolean
  children: ComponentChildren
}) {
  return (
    <details class="fd-fold" id={id} open={open}>
      <summary>
        <Icon name={icon} />
        <span>{title}</span>
        {extra && <span class="fd-fold__extra">{extra}</span>}
      </summary>
      <div class="fd-fold__body">{children}</div>
    </details>
  )
}

/** Leads to the map app of the phone, or to one on the web. Nothing is asked of others until somebody taps. */
export function Navigate({
  tools,
  stop,
}: {
  tools: Tools
  stop: Pick<LocalStop, 'place' | 'address' | 'title'>
}) {
  const { t } = tools
  if (!stop.place) return null
  const at = `${stop.place.lat},${stop.place.lon}`
  const named = encodeURIComponent(stop.address ?? stop.title)
  const web = [
    { name: 'OpenStreetMap', href: `https://www.openstreetmap.org/directions?to=${at}` },
    { name: 'Google Maps', href: `https://www.google.com/maps/dir/?api=1&destination=${at}` },
    { name: 'Apple Karten', href: `https://maps.apple.com/?daddr=${at}` },
  ]
  return (
    <div class="fd-navigate">
      <a class="kern-btn kern-btn--secondary fd-wide" href={`geo:${at}?q=${at}(${named})`}>
        <Icon name="route" />
        <span class="kern-label">{t('field.navigate')}</span>
      </a>
      <details class="fd-more">
        <summary>{t('field.navigateOther')}</summary>
        <ul>
          {web.map((one) => (
            <li key={one.name}>
              <a href={one.href} rel="noreferrer noopener" target="_blank">
                {one.name}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
