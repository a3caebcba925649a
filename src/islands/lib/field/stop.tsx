import { ConflictCard } from './conflict.tsx'
import { DeedForms } from './forms.tsx'
import { Icon } from './icons.tsx'
import { type LocalStop, nextStop } from './local.ts'
import type { DayData } from './model.ts'
import { Badges, Fold, Mark, Navigate, sayDeed, stopHref, type Tools } from './parts.tsx'

interface Props {
  tools: Tools
  day: DayData
  stop: LocalStop
  stops: readonly LocalStop[]
}

/** One stop: where, what, what to do there, and where to go next. */
export function StopView({ tools, day, stop, stops }: Props) {
  const { t } = tools
  const next = nextStop(stops, stop.id)
  const stuck = stop.items.filter((item) => item.state === 'conflict' || item.state === 'refused')
  return (
    <article class="fd-stop">
      <p class="fd-number">{t('field.case', { number: stop.number })}</p>
      <h1 class="kern-heading-large" tabindex={-1}>
        {stop.title}
      </h1>
      <p class="fd-place">
        <Icon name="pin" />
        <span>
          {stop.address ?? t('field.noAddress')}
          {stop.district && ` · ${stop.district}`}
        </span>
      </p>
      <Badges tools={tools} stop={stop} />
      {stop.words && <p class="fd-words fd-what">{stop.words}</p>}
      {stop.standsInFor && <p class="fd-lead">{t('field.standsIn', { name: stop.standsInFor })}</p>}
      {stop.waits && <p class="fd-lead">{t('field.waits')}</p>}
      {stuck.map((item) => (
        <ConflictCard key={item.id} tools={tools} item={item} materials={day.materials} />
      ))}
      <Navigate tools={tools} stop={stop} />
      <DeedForms tools={tools} day={day} stop={stop} />
      <Sending tools={tools} day={day} stop={stop} />
      <Facts tools={tools} stop={stop} />
      {next && (
        <a class="kern-btn kern-btn--primary fd-wide fd-next" href={stopHref(tools, next.number)}>
          <span class="kern-label">{t('field.next', { title: next.title })}</span>
          <Icon name="next" />
        </a>
      )}
    </article>
  )
}

/** What was done here on this device, each with where it is: waiting, or sent. */
function Sending({ tools, day, stop }: Omit<Props, 'stops'>) {
  const { t } = tools
  if (stop.items.length === 0) return null
  return (
    <section aria-labelledby="eingetragen">
      <h2 class="kern-heading-small" id="eingetragen">
        {t('field.entered')}
      </h2>
      <ul class="fd-sent">
        {stop.items.map((item) => (
          <li key={item.id}>
            <span>{sayDeed(tools, item, day.materials)}</span>
            <Mark item={item} tools={tools} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ tools, stop }: { tools: Tools; stop: LocalStop }) {
  const { t, times } = tools
  return (
    <>
      <Fold id="meldung" icon="list" title={t('field.report')} open>
        {stop.object && <p>{t('field.object', { name: stop.object })}</p>}
        {!stop.words && <p>{t('field.noWords')}</p>}
        {stop.answers.length > 0 && (
          <dl class="fd-facts">
            {stop.answers.map((answer) => (
              <div key={answer.label}>
                <dt>{answer.label}</dt>
                <dd>{answer.value}</dd>
              </div>
            ))}
          </dl>
        )}
        {stop.photos.length > 0 && (
          <ul class="fd-photos">
            {stop.photos.map((photo, i) => (
              <li key={photo.id}>
                <a href={photo.large}>
                  <img
                    src={photo.large}
                    alt={t('field.photo', { n: i + 1, stage: photo.label })}
                    loading="lazy"
                    width="320"
                    height="240"
                  />
                </a>
              </li>
            ))}
          </ul>
        )}
        {/* Drawn by our own server from the town's data. */}
        {stop.picture && <div class="fd-picture" dangerouslySetInnerHTML={{ __html: stop.picture }} />}
      </Fold>
      <Fold id="verlauf" icon="clock" title={t('field.history')} extra={String(stop.history.length)}>
        <ul class="fd-history">
          {stop.history.map((entry, i) => (
            <li key={i}>
              <span class="fd-history__at">
                {times.moment(entry.at)}
                {entry.by && ` · ${entry.by}`}
              </span>
              <span>{entry.what}</span>
              {entry.words && <q>{entry.words}</q>}
            </li>
          ))}
        </ul>
      </Fold>
    </>
  )
}
