import type { PageView } from '#http/view.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { paths } from '../../../paths.ts'

/** The way up from a page of data protection that has its place among the tabs. */
export const PrivacyTrail = ({ view, title }: { view: PageView; title: string }) => (
  <Breadcrumbs view={view} trail={[{ label: view.t('admin.title'), href: paths.admin }, { label: title }]} />
)

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
