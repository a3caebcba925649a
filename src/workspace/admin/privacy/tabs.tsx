import type { PageView } from '#http/view.ts'
import { Chips } from '#ui/filter-bar.tsx'
import { paths } from '../../../paths.ts'

/** The ways between the pages of data protection. */
export function PrivacyTabs({ view, at }: { view: PageView; at: string }) {
  const { t } = view
  return (
    <Chips
      label={t('admin.group.privacy')}
      items={(
        [
          ['processings', paths.processings],
          ['retention', paths.retention],
          ['holds', paths.holds],
          ['subjects', paths.subjectRequests],
        ] as const
      ).map(([key, href]) => ({ label: t(`admin.area.${key}.title`), href, current: href === at }))}
    />
  )
}
