import type { State } from './app.ts'
import { ConflictCard } from './conflict.tsx'
import { Frame, type StateLine } from './frame.tsx'
import { DayList } from './list.tsx'
import { type LocalStop, localStops } from './local.ts'
import type { Given, Item } from './model.ts'
import type { Tools } from './parts.tsx'
import { unsent } from './queue.ts'
import { StopView } from './stop.tsx'

interface Props {
  state: State
  given: Given
  tools: Tools
  path: string
  message: string | null
  /** Somebody wants to sign out although something waits. */
  leaving: boolean
}

/** The page that belongs to an address, drawn from what the device has. */
export function FieldView({ state, given, tools, path, message, leaving }: Props) {
  const { account, login, others } = state
  const left = unsent(state.items)
  const { t } = tools
  return (
    <Frame tools={tools} account={account} path={path} state={stateLine(state, tools)} message={message}>
      {leaving && (
        <section class="fd-notice" role="alertdialog" aria-label={t('field.signOut')}>
          <p>{t('field.leave.text', { count: left.length })}</p>
          <button class="kern-btn kern-btn--primary fd-wide" type="button" data-do="stay">
            <span class="kern-label">{t('field.leave.stay')}</span>
          </button>
          <button class="kern-btn kern-btn--secondary fd-wide" type="button" data-do="leave">
            <span class="kern-label">{t('field.leave.anyway')}</span>
          </button>
        </section>
      )}
      {login && (
        <h1 class="kern-heading-large" tabindex={-1}>
          {t('field.app')}
        </h1>
      )}
      {login && (
        <section class="fd-notice fd-notice--login" aria-labelledby="anmelden">
          <h2 class="kern-heading-small" id="anmelden">
            {left.length > 0 ? t('field.login.waiting', { count: left.length }) : t('field.login.title')}
          </h2>
          <p>{left.length > 0 ? t('field.login.text') : t('field.login.none')}</p>
          <a
            class="kern-btn kern-btn--primary fd-wide"
            href={`${given.urls.signIn}?weiter=${encodeURIComponent(path)}`}
          >
            <span class="kern-label">{t('field.signIn')}</span>
          </a>
        </section>
      )}
      {others.map((other) => (
        <section key={other.id} class="fd-notice" aria-labelledby={`andere-${other.id}`}>
          <h2 class="kern-heading-small" id={`andere-${other.id}`}>
            {t('field.others.title', { name: other.name })}
          </h2>
          <p>{t('field.others.text', { name: other.name, count: other.count })}</p>
          <button class="kern-btn kern-btn--tertiary fd-wide" type="button" data-wipe={other.id}>
            <span class="kern-label">{t('field.others.wipe')}</span>
          </button>
        </section>
      ))}
      {!login && <Page {...{ state, given, tools, path }} />}
    </Frame>
  )
}

function Page({ state, given, tools, path }: Pick<Props, 'state' | 'given' | 'tools' | 'path'>) {
  const { day, items, order } = state
  const { t } = tools
  if (!day)
    return (
      <>
        <h1 class="kern-heading-large" tabindex={-1}>
          {t('field.app')}
        </h1>
        <p class="fd-lead">{t(state.net ? 'field.loading' : 'field.needNetwork')}</p>
      </>
    )
  const stops = localStops(day, items, order)
  const here = path.replace(/\?.*$/, '')
  const number =
    here.startsWith(`${given.home}/`) && here !== given.urls.map ? here.slice(given.home.length + 1) : null
  const stop = stops.find((one) => one.number === number)
  if (stop) return <StopView key={stop.id} tools={tools} day={day} stop={stop} stops={stops} />
  const stuck = items.filter((item) => item.state === 'conflict' || item.state === 'refused')
  if (number)
    return (
      <>
        <h1 class="kern-heading-large" tabindex={-1}>
          {items.find((item) => item.number === number)?.title ?? t('field.case', { number })}
        </h1>
        <p class="fd-lead">{t(wasFinished(items, number) ? 'field.finished' : 'field.absent')}</p>
        {stuck
          .filter((item) => item.number === number)
          .map((item) => (
            <ConflictCard key={item.id} tools={tools} item={item} materials={day.materials} />
          ))}
        <a class="kern-btn kern-btn--primary fd-wide" href={given.home}>
          <span class="kern-label">{t('field.toList')}</span>
        </a>
      </>
    )
  const lost = stuck.filter((item) => !day.stops.some((one) => one.id === item.case))
  return (
    <>
      {lost.map((item) => (
        <div key={item.id}>
          <p class="fd-number">
            {t('field.case', { number: item.number })} · {item.title}
          </p>
          <ConflictCard tools={tools} item={item} materials={day.materials} />
        </div>
      ))}
      {here === given.urls.map && (
        <>
          <section class="fd-map" data-field-map aria-label={t('field.mapLabel')} />
          <p class="fd-lead" data-no-map hidden>
            {t('field.mapNone')}
          </p>
        </>
      )}
      <DayList
        tools={tools}
        day={day}
        stops={[...stops, ...finishedElsewhere(items, stops)]}
        arranging={path.includes('ordnen')}
      />
    </>
  )
}

const wasFinished = (items: readonly Item[], number: string): boolean =>
  items.some((item) => item.number === number && item.state === 'sent' && item.deed.kind === 'finish')

/** What was finished today is no longer among the server's stops; the day's list still shows that it is done. */
function finishedElsewhere(items: readonly Item[], stops: readonly LocalStop[]): LocalStop[] {
  const gone = items.filter(
    (item) =>
      item.state === 'sent' && item.deed.kind === 'finish' && !stops.some((stop) => stop.id === item.case),
  )
  return gone.map(
    (item) =>
      ({
        id: item.case,
        number: item.number,
        title: item.title,
        done: true,
        items: [],
      }) as unknown as LocalStop,
  )
}

/** What the browser's tab and history call a page. */
export function titleOf({ day }: State, given: Given, t: Tools['t'], path: string): string {
  const here = path.replace(/\?.*$/, '')
  const stop = day?.stops.find((one) => here === `${given.home}/${one.number}`)
  return stop ? `${stop.number} ${stop.title}` : t(here === given.urls.map ? 'field.map' : 'field.app')
}

/** One line that says where everything is. */
function stateLine({ items, net, sending, asOf }: State, { t, times }: Tools): StateLine {
  const left = unsent(items)
  const count = left.length
  const decide = left.filter((item) => item.state !== 'waiting').length
  if (!net)
    return {
      kind: 'offline',
      text: count === 0 ? t('field.state.offline_zero') : t('field.state.offline', { count }),
    }
  if (decide > 0) return { kind: 'decide', text: t('field.state.decide', { count: decide }) }
  if (sending && count > 0) return { kind: 'sending', text: t('field.state.sending', { count }) }
  if (count > 0) return { kind: 'waiting', text: t('field.state.waiting', { count }) }
  const last = items.findLast((item) => item.sentAt)?.sentAt
  if (last) return { kind: 'sent', text: t('field.state.sent', { at: times.time(last) }) }
  return { kind: 'fresh', text: asOf ? t('field.state.fresh', { at: times.time(asOf) }) : '' }
}
