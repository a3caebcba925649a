import type { PageView } from '#http/view.ts'
import type { ProposedApp } from '#modules/identity/index.ts'
import { Notice } from '#ui/notice.tsx'
import { paths } from '../../paths.ts'
import { AppForm } from './app-form.tsx'
import { AccessFrame } from './frame.tsx'

export type AppFault = 'missing' | 'wrong'

interface Props {
  view: PageView
  app: ProposedApp
  /** There is one already; this one would take its place. */
  replaces: boolean
  fault?: AppFault
}

/** An app for one-time codes. */
export function AppPage({ view, app, replaces, fault }: Props) {
  const { t } = view
  const error = fault && t(`access.app.${fault}`)
  return (
    <AccessFrame
      view={view}
      title={t('access.app.title')}
      lead={t('access.app.intro')}
      errors={error ? [{ field: 'code', message: error }] : []}
    >
      {replaces && <Notice title={t('access.app.replaces')} />}
      <AppForm view={view} action={paths.accessApp} app={app} error={error} />
    </AccessFrame>
  )
}
