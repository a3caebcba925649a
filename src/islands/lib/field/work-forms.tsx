import { DeedForm, given, Submit } from './deed-form.tsx'
import type { LocalStop } from './local.ts'
import type { DayData, EntryData } from './model.ts'
import { Fold, type Tools } from './parts.tsx'

interface Props {
  tools: Tools
  day: DayData
  stop: LocalStop
}

const QUICK = [15, 30, 60]

/** How long it took: the usual by one tap. */
export function TimeForm({ tools, stop }: Props) {
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

/** What was used up, of the town's own list. */
export function MaterialForm({ tools, day, stop }: Props) {
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
