import type { PageView } from '#http/view.ts'
import type { Hook, HookInput } from '#modules/webhooks/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { type Faults, HookForm } from './hook-form.tsx'

interface Props {
  view: PageView
  /** The hook that is changed; null for a new one. */
  hook: Hook | null
  input: HookInput
  faults?: Faults
  /** Somebody else changed it meanwhile. */
  conflict?: boolean
}

/** Making a hook, or changing one. */
export function EditPage({ view, hook, input, faults = {}, conflict }: Props) {
  const { t } = view
  const title = hook ? t('webhook.edit', { label: hook.label }) : t('webhook.new')
  const back = hook ? paths.webhook(hook.id) : paths.webhooks
  return (
    <WorkspaceLayout view={view} title={title} errors={Object.keys(faults).length > 0}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('admin.area.webhooks.title'), href: paths.webhooks },
          { label: title },
        ]}
      />
      {conflict && hook && (
        <Notice tone="warning" title={t('webhook.conflict.title')} live>
          <p>{t('webhook.conflict.text', { label: hook.label, url: hook.url })}</p>
        </Notice>
      )}
      <PageTitle lead={hook ? undefined : t('webhook.newLead')}>{title}</PageTitle>
      <HookForm
        view={view}
        action={hook ? paths.webhookEdit(hook.id) : paths.webhookNew}
        back={back}
        input={input}
        {...(hook && { version: hook.version })}
        faults={faults}
      />
    </WorkspaceLayout>
  )
}
