import type { PageView } from '#http/view.ts'
import type { Provider } from '#modules/identity/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { paths } from '../../../paths.ts'

/** The way to a page of these. */
export function Trail({
  view,
  provider,
  here,
}: {
  view: PageView
  provider?: Pick<Provider, 'code' | 'name'> | null
  here?: string
}) {
  const { t } = view
  return (
    <Breadcrumbs
      view={view}
      trail={[
        { label: t('admin.title'), href: paths.admin },
        { label: t('admin.area.signIn.title'), href: paths.signOnProviders },
        ...(provider ? [{ label: provider.name, href: paths.signOnProvider(provider.code) }] : []),
        ...(here ? [{ label: here }] : []),
      ]}
    />
  )
}
