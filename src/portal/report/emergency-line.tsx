import type { PageView } from '#http/view.ts'
import { Icon } from '#ui/icon.tsx'

/** What cannot wait for a town hall goes to the first of the town's emergency numbers; nothing where it names none. */
export function EmergencyLine({ view: { t, settings } }: { view: PageView }) {
  const [emergency] = settings.emergency
  if (!emergency) return null
  return (
    <p class="sd-report-emergency">
      <Icon name="danger" size={28} class="sd-tone--danger" />
      <span>{t('report.start.emergency', { number: emergency.number })}</span>
    </p>
  )
}
