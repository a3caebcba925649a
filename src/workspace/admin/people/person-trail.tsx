import type { PageView } from '#http/view.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { paths } from '../../../paths.ts'
import type { PersonFile } from './person.ts'

/** The way to a person, and to a page about them. */
export function PersonTrail({
  view,
  file: { account },
  here,
}: {
  view: PageView
  file: Pick<PersonFile, 'account'>
  here?: string
}) {
  const { t } = view
  return (
    <Breadcrumbs
      view={view}
      trail={[
        { label: t('admin.title'), href: paths.admin },
        { label: t('people.title'), href: paths.people },
        { label: account.name, href: paths.person(account.id) },
        ...(here ? [{ label: here }] : []),
      ]}
    />
  )
}
