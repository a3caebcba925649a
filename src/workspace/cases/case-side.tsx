import { may } from '#platform/context/actor.ts'
import { Icon } from '#ui/icon.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { Part } from './case-part.tsx'
import { CaseChildren } from './case-parts.tsx'
import { Photos } from './case-photos.tsx'
import { CaseWorks } from './case-works.tsx'
import type { Desk } from './desk.ts'
import { DoublesSide } from './doubles/doubles-side.tsx'
import { RelatedSide } from './doubles/related-side.tsx'
import { DueMark } from './due.tsx'
import { OnSitePart } from './field-side.tsx'
import { ObjectSide } from './object-side.tsx'
import { PartnerSide } from './partner-side.tsx'
import { RestrictedSide } from './restricted-side.tsx'

/** What belongs to a case: where, what may be the same, pictures, who, answers, what lies near, why it is here. */
export function CaseSide({ desk }: { desk: Desk }) {
  const { view, doubles } = desk
  const alike = doubles.likely.length > 0
  return (
    <aside class="case-side" aria-label={view.t('workspace.side.label')}>
      <RestrictedSide desk={desk} />
      <CaseChildren desk={desk} />
      <CaseWorks desk={desk} />
      <Place desk={desk} />
      {alike && <DoublesSide desk={desk} />}
      <ObjectSide desk={desk} />
      <Photos desk={desk} />
      <OnSitePart desk={desk} />
      <People desk={desk} />
      <PartnerSide desk={desk} />
      <Dates desk={desk} />
      <Answers desk={desk} />
      {!alike && <DoublesSide desk={desk} />}
      <RelatedSide desk={desk} />
      <Why desk={desk} />
      <History desk={desk} />
    </aside>
  )
}

function Place({ desk }: { desk: Desk }) {
  const { case: c, view, picture } = desk
  const { t } = view
  return (
    <Part title={t('workspace.side.place')}>
      {/* Drawn by our own server from the town's data. */}
      {picture && <div class="part__picture" dangerouslySetInnerHTML={{ __html: picture }} />}
      <p>
        <strong>{c.address ?? t('workspace.noAddress')}</strong>
        {desk.district && <span class="sd-muted"> · {desk.district}</span>}
      </p>
      {desk.roughly && <p>{t('rough.about', { metres: desk.roughly })}</p>}
      {c.place && (
        <p class="part__links">
          {c.public && c.status !== 'closed' && (
            <a href={urlWith(paths.map, { nummer: c.number, lat: c.place.lat, lon: c.place.lon })}>
              <Icon name="map" size={20} />
              {t('workspace.side.onMap')}
            </a>
          )}
          {c.public && (
            <a href={paths.publicReport(c.number)}>
              <Icon name="eye" size={20} />
              {t('workspace.side.publicPage')}
            </a>
          )}
        </p>
      )}
    </Part>
  )
}

function People({ desk }: { desk: Desk }) {
  const { t } = desk.view
  // Who reported stands at the whole; a part is nobody's report.
  if (desk.whole) return null
  return (
    <Part title={t('workspace.side.reporter')}>
      {desk.people.length === 0 && <p class="sd-muted">{t('workspace.side.anonymous')}</p>}
      {desk.people.map((person) => (
        <ul key={person.id} class="person">
          <li>
            <Icon name="user" size={20} />
            <span>{person.name ?? t('workspace.side.nameless')}</span>
          </li>
          {person.email && (
            <li>
              <Icon name="mail" size={20} />
              <a href={`mailto:${encodeURIComponent(person.email).replace('%40', '@')}`}>{person.email}</a>
            </li>
          )}
          {person.phone && (
            <li>
              <Icon name="phone" size={20} />
              <a href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>{person.phone}</a>
            </li>
          )}
          {person.stopped && <li class="sd-muted">{t('workspace.side.stopped')}</li>}
        </ul>
      ))}
      <SamePerson desk={desk} />
    </Part>
  )
}

/** Other names and cases of the same person, as far as whoever looks may see them. */
function SamePerson({ desk }: { desk: Desk }) {
  const { t, lang } = desk.view
  const { names, cases } = desk.same
  return (
    <>
      {names.length > 0 && (
        <p class="sd-muted">
          {t('workspace.side.alsoKnown')}: {names.join(', ')}
        </p>
      )}
      {cases.length > 0 && (
        <>
          <h3 class="part__title">{t('workspace.side.sameReporter')}</h3>
          <ul class="related">
            {cases.map((other) => (
              <li key={other.id}>
                <a href={paths.case(other.number)}>{other.number}</a> <span>{other.title[lang]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Dates({ desk }: { desk: Desk }) {
  const { case: c, view } = desk
  const { t } = view
  return (
    <Part title={t('workspace.side.dates')}>
      <dl class="facts">
        <div>
          <dt>{t('workspace.side.opened')}</dt>
          <dd>
            <When view={view} at={c.openedAt} />
          </dd>
        </div>
        {c.dueAt && (
          <div>
            <dt>{t('workspace.column.due')}</dt>
            <dd>
              <When view={view} at={c.dueAt} />
              {c.status !== 'closed' && (
                <>
                  {' '}
                  <DueMark view={view} case={c} />
                </>
              )}
            </dd>
          </div>
        )}
        {c.scheduledFor && (
          <div>
            <dt>{t('workspace.side.scheduled')}</dt>
            <dd>
              <When view={view} at={c.scheduledFor} />
            </dd>
          </div>
        )}
        {c.closedAt && (
          <div>
            <dt>{t('workspace.side.closed')}</dt>
            <dd>
              <When view={view} at={c.closedAt} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('workspace.filter.priority')}</dt>
          <dd>{t(`history.priority.${c.priority}`)}</dd>
        </div>
      </dl>
    </Part>
  )
}

function Answers({ desk }: { desk: Desk }) {
  if (desk.answers.length === 0) return null
  return (
    <Part title={desk.view.t('workspace.side.answers')}>
      <dl class="facts">
        {desk.answers.map((answer) => (
          <div key={answer.code}>
            <dt>{answer.label}</dt>
            <dd>{answer.value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

/** Why it is on this desk, in plain words: of the last decision, not the first. */
function Why({ desk }: { desk: Desk }) {
  const last = desk.history.findLast((entry) => entry.params.why)
  const moved = desk.history.findLast((entry) => entry.event.type === 'case.handed_over')
  if (!last) return null
  return (
    <Part title={desk.view.t('workspace.side.why')}>
      <p>{last.params.why}</p>
      {moved && moved.event.seq > last.event.seq && (
        <p class="sd-muted">{desk.view.t('history.case.handed_over', moved.params)}</p>
      )}
    </Part>
  )
}

/** For whoever looks after the history: the proof that nobody has changed what happened to this case. */
function History({ desk }: { desk: Desk }) {
  const { t } = desk.view
  if (!may(desk.me, 'audit.read')) return null
  return (
    <Part title={t('workspace.side.history')}>
      <p>{t('workspace.side.historyText')}</p>
      <p class="part__links">
        <a href={urlWith(paths.sealProof, { vorgang: desk.case.number })}>
          <Icon name="lock" size={20} />
          {t('workspace.side.proof')}
        </a>
      </p>
    </Part>
  )
}
