import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'
import type { LocalStop } from './local.ts'
import type { DayData, EntryData } from './model.ts'
import { Fold, stopHref, type Tools } from './parts.tsx'

interface Props {
  tools: Tools
  day: DayData
  stop: LocalStop
}

/** The ways to end a case on the street; the server asks the same list (fieldOutcomes). */
export const outcomes = ['fixed', 'not_reproducible', 'no_action', 'not_responsible'] as const

/** What may be done at a stop, in the order in which it is usually done. Each is a form of its own. */
export function DeedForms({ tools, day, stop }: Props) {
  const { t, times } = tools
  const { can } = stop
  const count = (stage: 'before' | 'after'): number =>
    stop.photos.filter((photo) => photo.stage === stage).length +
    stop.items.filter(
      (item) => item.state === 'waiting' && item.deed.kind === 'photo' && item.deed.stage === stage,
    ).length
  if (stop.done)
    return (
      <p class="fd-finished">
        <Icon name="check" />
        {t('field.finished')}
      </p>
    )
  return (
    <div class="fd-deeds">
      {can.note &&
        (stop.arrivedAt ? (
          <p class="fd-arrived">
            <Icon name="check" />
            {t('field.arrivedAt', { at: times.time(stop.arrivedAt) })}
          </p>
        ) : (
          <DeedForm tools={tools} stop={stop} noun="ankunft">
            <Submit icon="flag" kind="primary">
              {t('field.arrive')}
            </Submit>
          </DeedForm>
        ))}
      {can.photo && <PhotoForm {...{ tools, stop }} stage="before" count={count('before')} />}
      {can.note && <TimeForm {...{ tools, day, stop }} />}
      {can.note && day.materials.length > 0 && <MaterialForm {...{ tools, day, stop }} />}
      {can.photo && <PhotoForm {...{ tools, stop }} stage="after" count={count('after')} />}
      {can.note && <NoteForm {...{ tools, stop }} />}
      {can.finish && !stop.waits && <FinishForm {...{ tools, stop }} />}
    </div>
  )
}

function DeedForm({
  tools,
  stop,
  noun,
  files,
  children,
}: {
  tools: Tools
  stop: LocalStop
  noun: string
  files?: boolean
  children: ComponentChildren
}) {
  const { fault } = tools
  const mine = fault?.noun === noun ? fault : null
  return (
    <form
      class="fd-form"
      method="post"
      action={`${stopHref(tools, stop.number)}/${noun}`}
      enctype={files ? 'multipart/form-data' : undefined}
      data-deed={noun}
      data-case={stop.id}
      novalidate
    >
      <input type="hidden" name="id" value={tools.newId()} />
      <input type="hidden" name="stand" value={stop.version} />
      <p class="fd-fault" role="alert" id={`fehler-${noun}`} data-fault>
        {mine?.message}
      </p>
      {children}
    </form>
  )
}

function Submit({
  icon,
  kind = 'secondary',
  children,
}: {
  icon: 'check' | 'flag' | 'camera' | 'clock'
  kind?: 'primary' | 'secondary'
  children: ComponentChildren
}) {
  return (
    <button class={`kern-btn kern-btn--${kind} fd-wide`} type="submit">
      <Icon name={icon} />
      <span class="kern-label">{children}</span>
    </button>
  )
}

/** What the person had written before; nothing (not an empty text, which would wipe what is being typed) otherwise. */
const given = (tools: Tools, noun: string, name: string): string | undefined =>
  tools.fault?.noun === noun ? tools.fault.values[name] : undefined

function PhotoForm({
  tools,
  stop,
  stage,
  count,
}: {
  tools: Tools
  stop: LocalStop
  stage: 'before' | 'after'
  count: number
}) {
  const { t } = tools
  const noun = stage === 'before' ? 'foto-vorher' : 'foto-danach'
  return (
    <Fold
      id={noun}
      icon="camera"
      title={t(`field.deed.photo.${stage}`)}
      extra={count > 0 ? t('field.photos', { count }) : null}
      open={tools.fault?.noun === noun}
    >
      <DeedForm tools={tools} stop={stop} noun={noun} files>
        <label class="kern-label" for={`${noun}-datei`}>
          {t('field.takePhoto')}
        </label>
        <input
          class="kern-form-input__input fd-file"
          id={`${noun}-datei`}
          type="file"
          name="foto"
          accept="image/*"
          multiple
          aria-describedby={`fehler-${noun}`}
        />
        <p class="fd-muted">{t(stop.public ? 'field.photoPublic' : 'field.photoParties')}</p>
        {/* With our scripts a photo is kept as soon as it is taken. */}
        {!tools.scripted && <Submit icon="camera">{t('field.savePhoto')}</Submit>}
      </DeedForm>
    </Fold>
  )
}

const QUICK = [15, 30, 60]

function TimeForm({ tools, stop }: Props) {
  const { t } = tools
  return (
    <Fold
      id="zeit"
      icon="clock"
      title={t('field.time')}
      extra={stop.minutes > 0 ? t('field.minutes', { count: stop.minutes }) : null}
      open={tools.fault?.noun === 'zeit'}
    >
      <DeedForm tools={tools} stop={stop} noun="zeit">
        <div class="fd-quick">
          {QUICK.map((n) => (
            <button key={n} class="kern-btn kern-btn--secondary" type="submit" name="schnell" value={n}>
              <span class="kern-label">{t('field.minutes', { count: n })}</span>
            </button>
          ))}
        </div>
        <label class="kern-label" for="minuten">
          {t('field.otherMinutes')}
        </label>
        <input
          class="kern-form-input__input"
          id="minuten"
          name="minuten"
          inputmode="numeric"
          autocomplete="off"
          value={given(tools, 'zeit', 'minuten')}
          aria-describedby="fehler-zeit"
        />
        <Submit icon="clock">{t('field.saveTime')}</Submit>
      </DeedForm>
    </Fold>
  )
}

const sum = (entries: readonly EntryData[]): number =>
  entries.filter((entry) => entry.kind === 'material').length

function MaterialForm({ tools, day, stop }: Props) {
  const { t, times } = tools
  const count =
    sum(stop.entries) +
    stop.items.filter((item) => item.state === 'waiting' && item.deed.kind === 'material').length
  return (
    <Fold
      id="material"
      icon="box"
      title={t('field.material')}
      extra={count > 0 ? t('field.entries', { count }) : null}
      open={tools.fault?.noun === 'material'}
    >
      <DeedForm tools={tools} stop={stop} noun="material">
        <label class="kern-label" for="material-art">
          {t('field.whichMaterial')}
        </label>
        <select
          class="kern-form-input__input"
          id="material-art"
          name="material"
          aria-describedby="fehler-material"
        >
          {day.materials.map((one) => (
            <option key={one.id} value={one.id} selected={given(tools, 'material', 'material') === one.id}>
              {`${one.name} (${one.unit})`}
            </option>
          ))}
        </select>
        <label class="kern-label" for="menge">
          {t('field.quantity')}
        </label>
        <input
          class="kern-form-input__input"
          id="menge"
          name="menge"
          inputmode="decimal"
          autocomplete="off"
          value={given(tools, 'material', 'menge')}
          aria-describedby="fehler-material"
        />
        <Submit icon="check">{t('field.saveMaterial')}</Submit>
      </DeedForm>
      {stop.entries.some((entry) => entry.kind === 'material') && (
        <ul class="fd-sent">
          {stop.entries.flatMap((entry) =>
            entry.kind === 'material' && entry.material
              ? [<li key={entry.id}>{`${times.number(entry.quantity ?? 0)} ${entry.material}`}</li>]
              : [],
          )}
        </ul>
      )}
    </Fold>
  )
}

function NoteForm({ tools, stop }: Omit<Props, 'day'>) {
  const { t } = tools
  return (
    <Fold id="notiz" icon="note" title={t('field.note')} open={tools.fault?.noun === 'notiz'}>
      <DeedForm tools={tools} stop={stop} noun="notiz">
        <label class="kern-label" for="notiz-text">
          {t('field.noteText')}
        </label>
        <textarea
          class="kern-form-input__input"
          id="notiz-text"
          name="text"
          rows={3}
          aria-describedby="fehler-notiz"
          value={given(tools, 'notiz', 'text')}
        />
        <Submit icon="check">{t('field.saveNote')}</Submit>
      </DeedForm>
    </Fold>
  )
}

function FinishForm({ tools, stop }: Omit<Props, 'day'>) {
  const { t } = tools
  const chosen = given(tools, 'abschluss', 'ergebnis') || 'fixed'
  return (
    <Fold id="abschluss" icon="flag" title={t('field.finish')} open={tools.fault?.noun === 'abschluss'}>
      <DeedForm tools={tools} stop={stop} noun="abschluss">
        <fieldset class="fd-outcomes" aria-describedby="fehler-abschluss">
          <legend class="kern-label">{t('field.how')}</legend>
          {outcomes.map((outcome) => (
            <label key={outcome} class="fd-radio">
              <input type="radio" name="ergebnis" value={outcome} defaultChecked={outcome === chosen} />
              <span>{t(`field.outcome.${outcome}.label`)}</span>
            </label>
          ))}
        </fieldset>
        <label class="kern-label" for="abschluss-text">
          {t(stop.public ? 'field.closingPublic' : 'field.closingParties')}
        </label>
        <textarea
          class="kern-form-input__input"
          id="abschluss-text"
          name="text"
          rows={3}
          aria-describedby="fehler-abschluss"
          value={given(tools, 'abschluss', 'text')}
        />
        <Submit icon="check" kind="primary">
          {t('field.doFinish')}
        </Submit>
      </DeedForm>
    </Fold>
  )
}
