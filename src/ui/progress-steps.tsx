import { cx } from '#ui/class-names.ts'
import type { T } from '#ui/view.ts'

/** "Schritt 2 von 4: Ort", and the same as a line of dots. `current` counts from 1. */
export function ProgressSteps({ t, steps, current }: { t: T; steps: readonly string[]; current: number }) {
  return (
    <div class="sd-steps">
      <p class="sd-steps__words">
        {t('ui.progress.step', { step: current, of: steps.length, name: steps[current - 1] ?? '' })}
      </p>
      <ol class="sd-steps__line" aria-hidden="true">
        {steps.map((step, i) => (
          <li key={step} class={cx(i + 1 < current && 'is-done', i + 1 === current && 'is-now')}>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** A bar for a share of something, with its words. */
export function Progress({ label, value, max = 100 }: { label: string; value: number; max?: number }) {
  return (
    <label class="sd-progress">
      <span>{label}</span>
      <progress value={value} max={max}>
        {label}
      </progress>
    </label>
  )
}
