import { DeedForm, given, Submit } from './deed-form.tsx'
import { Icon } from './icons.tsx'
import type { LocalStop } from './local.ts'
import type { DayData } from './model.ts'
import { Fold, type Tools } from './parts.tsx'
import { MaterialForm, TimeForm } from './work-forms.tsx'

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
