import { Icon } from './icons.tsx'
import { type LocalStop, moved } from './local.ts'
import type { DayData } from './model.ts'
import { Badges, stopHref, type Tools } from './parts.tsx'

interface Props {
  tools: Tools
  day: DayData
  stops: readonly LocalStop[]
  /** With buttons that move stops up and down. */
  arranging: boolean
}

/** Today's stops in their order. */
export function DayList({ tools, day, stops, arranging }: Props) {
  const { t, times, home } = tools
  const open = stops.filter((stop) => !stop.done)
  const done = stops.filter((stop) => stop.done)
  const ids = stops.map((stop) => stop.id)
  return (
    <>
      <h1 class="kern-heading-large" tabindex={-1}>
        {times.day(day.day)}
      </h1>
      <p class="fd-lead">
        {open.length === 0
          ? t(stops.length === 0 ? 'field.none' : 'field.allDone')
          : t('field.stops', { count: open.length })}
        {day.kept > 0 && <> {t('field.kept', { count: day.kept })}</>}
      </p>
      <ol class="fd-list">
        {open.map((stop, i) => (
          <li key={stop.id} class="fd-card">
            <a class="fd-card__link" href={stopHref(tools, stop.number)}>
              <span class="fd-card__n">{i + 1}</span>
              <span class="fd-card__words">
                <strong>{stop.title}</strong>
                <span>{stop.address ?? stop.district ?? t('field.noAddress')}</span>
                {stop.words && <span class="fd-card__first">{stop.words}</span>}
              </span>
            </a>
            <Badges tools={tools} stop={stop} />
            {stop.items.some((item) => item.state === 'conflict') && (
              <p class="fd-attention">
                <Icon name="warning" />
                {t('field.conflict.short')}
              </p>
            )}
            {arranging && (
              <form class="fd-move" method="post" action={tools.urls.order} data-order>
                <input type="hidden" name="tag" value={day.day} />
                {([-1, 1] as const).map((by) => (
                  <button
                    key={by}
                    type="submit"
                    class="kern-btn kern-btn--secondary"
                    name="folge"
                    value={moved(ids, stop.id, by).join(' ')}
                    disabled={by === -1 ? i === 0 : i === open.length - 1}
                  >
                    <Icon name={by === -1 ? 'up' : 'down'} />
                    <span class="kern-label">
                      {t(by === -1 ? 'field.up' : 'field.down')}
                      <span class="kern-sr-only">: {stop.title}</span>
                    </span>
                  </button>
                ))}
              </form>
            )}
          </li>
        ))}
      </ol>
      <div class="fd-tools">
        {open.length > 1 &&
          (arranging ? (
            <a class="kern-btn kern-btn--secondary fd-wide" href={home}>
              <span class="kern-label">{t('field.arranged')}</span>
            </a>
          ) : (
            <a class="kern-btn kern-btn--tertiary fd-wide" href={`${home}?ordnen=ja`}>
              <span class="kern-label">{t('field.arrange')}</span>
            </a>
          ))}
        {arranging && (
          <form method="post" action={tools.urls.order} data-order>
            <input type="hidden" name="tag" value={day.day} />
            <button class="kern-btn kern-btn--tertiary fd-wide" type="submit" name="folge" value="">
              <span class="kern-label">{t('field.reckon')}</span>
            </button>
            {tools.scripted && (
              <button class="kern-btn kern-btn--tertiary fd-wide" type="button" data-here>
                <Icon name="pin" />
                <span class="kern-label">{t('field.reckonHere')}</span>
              </button>
            )}
          </form>
        )}
      </div>
      {done.length > 0 && (
        <section aria-labelledby="erledigt">
          <h2 class="kern-heading-small" id="erledigt">
            {t('field.doneToday')}
          </h2>
          <ul class="fd-list fd-list--done">
            {done.map((stop) => (
              <li key={stop.id}>
                <a href={stopHref(tools, stop.number)}>
                  <Icon name="check" />
                  <span>{stop.title}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
