import type { HistoryEntry, Message } from '#modules/cases/index.ts'
import { Chips } from '#ui/filter-bar.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { Words } from '#ui/redaction/words.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import type { Desk } from './desk.ts'

export const streamFilters = ['alles', 'gespraech', 'verlauf'] as const
export type StreamFilter = (typeof streamFilters)[number]

const icons: Record<string, IconName> = {
  'case.opened': 'megaphone',
  'case.taken': 'user',
  'case.assigned': 'people',
  'case.released': 'people',
  'case.proposed': 'route',
  'case.undispatched': 'route',
  'case.handed_over': 'share',
  'case.forwarded': 'external',
  'case.scheduled': 'calendar',
  'case.started': 'wrench',
  'case.prioritised': 'arrow-up',
  'case.due_changed': 'clock',
  'case.reclassified': 'list',
  'case.object_named': 'pin',
  'case.object_changed': 'pin',
  'case.object_removed': 'pin',
  'case.noted': 'lock',
  'case.replied': 'chat',
  'case.photographed': 'camera',
  'case.closed': 'check',
  'case.reopened': 'route',
  'case.merged': 'route',
  'case.parted': 'route',
  'case.unmerged': 'route',
  'case.added': 'chat',
  'case.split': 'share',
  'case.part_scheduled': 'calendar',
  'case.part_started': 'wrench',
  'case.part_closed': 'check',
  'case.part_reopened': 'route',
  'case.doubted': 'megaphone',
  'case.doubt_confirmed': 'megaphone',
  'case.doubt_decided': 'check',
  'case.surveyed': 'mail',
  'case.rated': 'chat',
  'case.stopped': 'close',
  'case.restricted': 'lock',
  'case.unrestricted': 'eye',
  'case.redacted': 'edit',
  'case.photo_redacted': 'edit',
  'case.corrected': 'edit',
  'case.published': 'eye',
  'case.unpublished': 'lock',
  'case.emergency_opened': 'danger',
}

/** Conversation and history in one line of time, newest last. */
export function Stream({ desk, filter }: { desk: Desk; filter: StreamFilter }) {
  const { t } = desk.view
  const shown = desk.history.filter(
    (entry) => filter === 'alles' || (filter === 'gespraech') === (entry.message !== null),
  )
  return (
    <section class="case-stream" aria-labelledby="verlauf">
      <div class="case-stream__head">
        <h2 class="kern-heading-small" id="verlauf">
          {t('workspace.stream.title')}
        </h2>
        <Chips
          label={t('workspace.stream.filter')}
          items={streamFilters.map((one) => ({
            label: t(`workspace.stream.${one}`),
            href: `${urlWith(desk.view.path, { zeige: one === 'alles' ? null : one, getan: null })}#verlauf`,
            current: one === filter,
          }))}
        />
      </div>
      {shown.length === 0 ? (
        <p class="sd-muted">{t('workspace.stream.empty')}</p>
      ) : (
        <ol class="stream">
          {shown.map((entry) => (
            <Entry key={entry.event.id} desk={desk} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  )
}

/** Something that happened, and what was said with it. Internal words carry colour, lock and word. */
export function Entry({ desk, entry }: { desk: Desk; entry: HistoryEntry }) {
  const { view } = desk
  const { t } = view
  const { event } = entry
  // What was said stands where it was said; here it is only that it was changed.
  const message = ofWords.has(event.type) ? null : entry.message
  const internal = message?.visibility === 'internal'
  const side = !message ? 'event' : internal ? 'internal' : message.direction === 'in' ? 'in' : 'out'
  const who =
    entry.by ??
    (event.actor_kind === 'system'
      ? t('history.system')
      : message?.direction === 'in' && event.type !== 'case.added'
        ? reporterName(desk)
        : null)
  return (
    <li class={`entry entry--${side}`}>
      <span class="entry__icon">
        <Icon name={icons[event.type] ?? 'info'} size={16} />
      </span>
      <div class="entry__body">
        <p class="entry__what">
          <strong>{sentence(desk, entry)}</strong>
          {message && <Reach desk={desk} visibility={reachOf(desk, message.visibility)} />}
          {message?.restricted && (
            <span class="reach reach--internal">
              <Icon name="people" size={16} />
              {t('restricted.partMark')}
            </span>
          )}
        </p>
        {entry.params.reason && <p class="entry__why">{entry.params.reason}</p>}
        {event.type === 'case.undispatched' && entry.params.skill && (
          <p class="entry__why">{entry.params.skill}</p>
        )}
        {message && (
          <div class="entry__words">
            <Words t={t} text={message.body} />
          </div>
        )}
        {message && <WordLinks desk={desk} message={message} />}
        {blackened.has(event.type) && event.payload.reason && (
          <p class="entry__why">{t(`workspace.black.reason.${event.payload.reason}`)}</p>
        )}
        {entry.params.why && <p class="entry__why">{entry.params.why}</p>}
        <p class="entry__meta">
          {who && <span>{who} · </span>}
          <When view={view} at={event.at} />
        </p>
      </div>
    </li>
  )
}

/** Words that were changed or blacked out; they stand at their message. */
const ofWords: ReadonlySet<string> = new Set(['case.redacted', 'case.redaction_undone', 'case.corrected'])
const blackened: ReadonlySet<string> = new Set(['case.redacted', 'case.photo_redacted'])

/** The way to black words out, and for the few to what they were. */
function WordLinks({ desk, message }: { desk: Desk; message: Message }) {
  const { t } = desk.view
  const { own, case: c } = desk
  const black = desk.can.has('redact') && message.visibility !== 'internal'
  const original = own.readsOriginals && own.earlier.has(message.id)
  if (!black && !original) return null
  return (
    <p class="entry__meta">
      {black && <a href={paths.caseWords(c.number, message.id)}>{t('workspace.black.words')}</a>}
      {black && original && ' · '}
      {original && <a href={paths.caseOriginal(c.number, message.id)}>{t('workspace.black.original')}</a>}
    </p>
  )
}

const reporterName = (desk: Desk): string =>
  desk.people.find((p) => p.role === 'reporter')?.name ?? desk.view.t('history.public_person')

type Visibility = 'public' | 'parties' | 'internal'

/** What was said in public is public no more where the case is restricted. */
const reachOf = (desk: Desk, said: Visibility): Visibility =>
  desk.case.restricted && said === 'public' ? 'parties' : said

/** Who can read these words. */
function Reach({ desk, visibility }: { desk: Desk; visibility: Visibility }) {
  const { t } = desk.view
  const icon: IconName = visibility === 'internal' ? 'lock' : visibility === 'public' ? 'eye' : 'mail'
  return (
    <span class={`reach reach--${visibility}`}>
      <Icon name={icon} size={16} />
      {t(`workspace.reach.${visibility}`)}
    </span>
  )
}

/** The event in plain words; names of categories are known here, above the module that keeps the history. */
function sentence(desk: Desk, entry: HistoryEntry): string {
  const { t, lang } = desk.view
  const name = (code: unknown) => desk.catalogue.byCode.get(String(code))?.name[lang] ?? String(code ?? '')
  const { params, event } = entry
  const named = { ...params, type: name(params.type), typeBefore: name(params.typeBefore) }
  const said = t(`history.${event.type}`, named)
  if (event.type === 'case.closed' && params.authority) return `${said} (${params.authority})`
  return said
}
